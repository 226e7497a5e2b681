//! P3: people by name and day of birth, within a province and in the whole nation.

use std::time::Instant;

use anyhow::{Context, ensure};
use dinhdanh_population::{Nation, NationSpec, REFERENCE_DATE, fold};
use dinhdanh_registry::{Born, Registry, Search};

use super::report::{Row, Target};

/// People sought, from all over the nation; the figure is the mean.
const PEOPLE: u64 = 200;
/// Searches for each; the quickest counts, because nothing makes a search too quick.
const ROUNDS: usize = 5;

/// Milliseconds of a search with a province and without.
pub(crate) fn measure() -> anyhow::Result<Vec<Row>> {
    let nation = Nation::new(NationSpec::default())?;
    let registry = Registry::new(NationSpec::default())?;
    let index = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % nation.registered();
    let living = (0..).filter_map(|i| nation.person_at(index(i)));
    let living = living.filter(|person| nation.is_alive(*person, REFERENCE_DATE)).take(PEOPLE as usize);
    let [mut within, mut whole] = [0.0, 0.0];
    for person in living {
        let (number, name) = (nation.number(person).digits(), fold(&nation.name(person).full));
        let born = Some(Born::on(nation.date_of_birth(person)));
        let province = nation.birth_province(person).merged().digits();
        for (province, sum) in [(Some(province.as_str()), &mut within), (None, &mut whole)] {
            let search = Search { name: &name, born, province, resume: None };
            let mut best = f64::INFINITY;
            for _ in 0..ROUNDS {
                let start = Instant::now();
                let found = registry.search(&search, REFERENCE_DATE, 20).ok().context("no token is given")?;
                best = best.min(start.elapsed().as_secs_f64() * 1e3);
                let hit = found.people.iter().any(|person| person.number.expose() == number);
                ensure!(hit, "expected a search by somebody's name and birth to find that person");
            }
            *sum += best;
        }
    }
    let row = |id, sum, most| Row::new(id, sum / PEOPLE as f64, "ms", None, Target::AtMost(most));
    Ok(vec![row("P3.province", within, 0.3), row("P3.nation", whole, 10.0)])
}
