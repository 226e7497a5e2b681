//! Measures search: by name and day of birth (P3), by traits, and the whole gallery.
//!
//! `cargo run --release -p dinhdanh-registry --example measure-search`

use std::time::{Duration, Instant};

use dinhdanh_population::{Nation, fold};
use dinhdanh_registry::{Born, Effort, NationSpec, Registry, Search, Traits};
use jiff::civil::{Date, date};

#[expect(clippy::disallowed_methods, reason = "this program measures time and nothing else")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

const AS_OF: Date = date(2026, 11, 22);

/// Median and 95th percentile.
fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |per_cent: usize| times.get(times.len() * per_cent / 100).copied().unwrap_or_default();
    format!("median {:.3} ms, 95 % below {:.3} ms, n = {}", ms(at(50)), ms(at(95)), times.len())
}

fn by_description(registry: &Registry, nation: &Nation) {
    let (mut within, mut whole) = (Vec::new(), Vec::new());
    for at in 0..400u64 {
        let index = at.wrapping_mul(0x9e37_79b9_7f4a_7c15) % nation.registered();
        let Some(person) = nation.person_at(index).filter(|person| nation.is_alive(*person, AS_OF)) else {
            continue;
        };
        let name = fold(&nation.name(person).full);
        let province = nation.birth_province(person).merged().digits();
        let number = nation.number(person).digits();
        let born = Some(Born::on(nation.date_of_birth(person)));
        for (province, times) in [(Some(province.as_str()), &mut within), (None, &mut whole)] {
            let search = Search { name: &name, born, province, resume: None };
            // The best of several: whatever else the machine does only adds.
            let rounds = (0..5).map(|_| timed(|| registry.search(&search, AS_OF, 20)));
            let Some((found, time)) = rounds.min_by_key(|(_, time)| *time) else { continue };
            let hit = found.is_ok_and(|found| found.people.iter().any(|p| p.number.expose() == number));
            assert!(hit, "a search that does not find is not measured");
            times.push(time);
        }
    }
    println!("name, day of birth, province: {}", spread(within));
    println!("name, day of birth, nation:   {}", spread(whole));
    let search =
        Search { name: "nguyen van an", born: Born::in_year(1985), province: Some("46"), resume: None };
    let (found, time) = timed(|| registry.search(&search, AS_OF, 20));
    let looked_at = found.map_or(0, |found| found.looked_at);
    println!("name, year, province: {:.2} ms, looked at {looked_at}", ms(time));
}

fn main() {
    for living in [101_000_000, 1_000_000, 10_000] {
        let spec = NationSpec { living, ..NationSpec::default() };
        let (Ok(registry), Ok(nation)) = (Registry::new(spec.clone()), Nation::new(spec)) else { continue };
        println!("=== living {living}");
        let first = nation.person_at(0);
        let _ = first.and_then(|person| nation.record(person, AS_OF));
        by_description(&registry, &nation);
        for query in [
            "woman, 30-40, widowed, two minors, lives in Huế, card expired",
            "woman, 30-40, widowed, two minors, lives in Huế",
            "widow, 30-50, two minors",
            "turns 14 tomorrow",
            "80+, lives alone",
            "man, 20-21, divorced, 2 children",
        ] {
            let Ok(traits) = Traits::parse(query, AS_OF) else { continue };
            let (found, time) = timed(|| registry.by_traits(&traits, AS_OF, None, Effort::people(5)));
            let Ok(found) = found else { continue };
            println!(
                "{query}: {:.1} ms, {} found, looked at {}, exhausted {}",
                ms(time),
                found.people.len(),
                found.looked_at,
                found.exhausted
            );
        }
        let (_, shortlist) = timed(|| registry.personas(AS_OF));
        let (gallery, time) = timed(|| registry.gallery(AS_OF));
        let (_, again) = timed(|| registry.gallery(AS_OF));
        println!(
            "gallery: {:.0} ms, again {:.4} ms, {} found, {} missing; short list {:.1} ms",
            ms(time),
            ms(again),
            gallery.sitters.len(),
            gallery.missing.len(),
            ms(shortlist)
        );
        for missing in &gallery.missing {
            println!(
                "  missing {}: looked at {}, exhausted {}",
                missing.persona.id, missing.looked_at, missing.exhausted
            );
        }
        if std::env::args().any(|arg| arg == "--each") {
            for persona in Registry::gallery_table().iter().filter(|persona| persona.is_query()) {
                let Ok(traits) = Traits::parse(persona.found_by(), AS_OF) else { continue };
                let effort = Effort { people: 8, work: 120_000_000 };
                let (found, time) = timed(|| registry.by_traits(&traits, AS_OF, None, effort));
                let looked_at = found.map_or(0, |found| found.looked_at);
                println!("  {:24} {:8.2} ms, looked at {looked_at}", persona.id, ms(time));
            }
        }
    }
}
