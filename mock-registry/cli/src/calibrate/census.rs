//! A census of a sample: what is asked of everybody once, so that every figure is a sum over the answers.

use dinhdanh_population::{MaritalStatus, Nation, Person, REFORM_DATE, Relation, Sex};
use jiff::ToSpan;
use jiff::civil::Date;

/// The answers of a sample of everybody ever born, and the date of asking.
pub(super) struct Census {
    pub(super) on: Date,
    pub(super) people: Vec<Answers>,
    /// Living people by sex, men first, and five-year group: of a sample ten times as large, because the pyramid is to be met
    /// to one in a hundred.
    pub(super) pyramid: Pyramid,
}

/// Counts by sex, men first, and five-year group.
pub(super) type Pyramid = [[f64; GROUPS]; 2];
const GROUPS: usize = 21;

/// Answers of one person.
pub(super) struct Answers {
    pub(super) female: bool,
    pub(super) birth: Date,
    pub(super) death: Date,
    /// Whole years on the date of asking.
    pub(super) age: i32,
    /// Date of birth of the mother, of those born in the last ten years.
    pub(super) mother_born: Option<Date>,
    /// Wedding date and years by which the husband is older (of women: their husband), of those married by now.
    pub(super) marriage: Option<(Date, f64)>,
    /// Of the living.
    pub(super) now: Option<Now>,
}

/// What is asked of the living.
pub(super) struct Now {
    pub(super) marital: MaritalStatus,
    pub(super) household: Household,
    pub(super) surname: &'static str,
    pub(super) middle: &'static str,
    pub(super) words: usize,
    pub(super) ethnicity: &'static str,
    pub(super) religion: &'static str,
    /// Code of the province of birth registration and of the place where the person stays, of the 63.
    pub(super) born_in: u8,
    pub(super) stays_in: String,
    pub(super) urban: bool,
    pub(super) card: bool,
    pub(super) account: bool,
}

/// A household as the census counts it.
#[derive(Clone, Copy)]
pub(super) struct Household {
    pub(super) size: usize,
    pub(super) kind: Kind,
}

/// Types of household, as the family survey of 2017 has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Single,
    Couple,
    CoupleAndChildren,
    MotherAndChildren,
    FatherAndChildren,
    ThreeGenerations,
    Other,
}

impl Census {
    /// Asks people evenly spread over the nation, until about `living` of them are alive on the date.
    pub(super) fn take(nation: &Nation, on: Date, living: u64) -> Census {
        let people = spread(nation, living, |person| answers(nation, person, on));
        let mut pyramid = [[0.0; GROUPS]; 2];
        let counted = (10 * living).min(nation.spec().living);
        let alive =
            |person| nation.is_alive(person, on).then(|| (nation.sex(person), nation.date_of_birth(person)));
        for (sex, birth) in spread(nation, counted, alive).into_iter().flatten() {
            pyramid[sex as usize][(age(birth, on) / 5).clamp(0, GROUPS as i32 - 1) as usize] += 1.0;
        }
        Census { on, people, pyramid }
    }

    /// The living.
    pub(super) fn living(&self) -> impl Iterator<Item = (&Answers, &Now)> {
        self.people.iter().filter_map(|person| Some((person, person.now.as_ref()?)))
    }
}

/// What `ask` says of people evenly spread over the nation, of whom about `living` are alive, on all processors.
fn spread<T: Send>(nation: &Nation, living: u64, ask: impl Fn(Person) -> T + Sync) -> Vec<T> {
    let wanted = (living as f64 * nation.registered() as f64 / nation.spec().living as f64) as u64;
    let wanted = wanted.min(nation.registered());
    let step = nation.registered() as f64 / wanted as f64;
    // Every stride takes another of its people, or all would be born on the same day.
    let index = |i: u64| ((i as f64 + (i * 7 % 64) as f64 / 64.0) * step) as u64;
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let (index, ask) = (&index, &ask);
    let parts: Vec<Vec<T>> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                let range = wanted * part / threads..wanted * (part + 1) / threads;
                scope.spawn(move || range.filter_map(|i| nation.person_at(index(i))).map(ask).collect())
            })
            .collect();
        parts.into_iter().map(|part| part.join().unwrap_or_default()).collect()
    });
    parts.into_iter().flatten().collect()
}

/// Whole years from a birth to a day.
pub(super) fn age(birth: Date, on: Date) -> i32 {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    i32::from(on.year() - birth.year()) - i32::from(!had_birthday)
}

fn answers(nation: &Nation, person: Person, on: Date) -> Answers {
    let (birth, death) = (nation.date_of_birth(person), nation.date_of_death(person));
    let living = nation.is_alive(person, on);
    let recent = birth <= on && birth.year() + 10 > on.year();
    let mother = if recent { nation.mother(person) } else { None };
    let marriage = nation.marriage(person).filter(|marriage| marriage.wedding <= on);
    Answers {
        female: nation.sex(person) == Sex::Female,
        birth,
        death,
        age: age(birth, on),
        mother_born: mother.map(|mother| nation.date_of_birth(mother)),
        marriage: marriage.map(|marriage| {
            let spouse = nation.date_of_birth(marriage.spouse);
            let days = f64::from((birth - spouse).get_days());
            (marriage.wedding, days / 365.25)
        }),
        now: living.then(|| now(nation, person, on)).flatten(),
    }
}

fn now(nation: &Nation, person: Person, on: Date) -> Option<Now> {
    let core = nation.core(person, on)?;
    // Towns are told from the country by the communes of before the reform.
    let before = on.min(REFORM_DATE.saturating_sub(1.day()));
    let stays = nation.temporary_residence(person, before).or(nation.permanent_residence(person, before));
    let household = nation.household(person, on)?;
    let has =
        |relation: &[Relation]| household.members.iter().any(|member| relation.contains(&member.relation));
    let generations = [
        has(&[Relation::Father, Relation::Mother]),
        has(&[Relation::Child, Relation::DaughterInLaw]),
        has(&[Relation::Grandfather, Relation::Grandmother]),
        has(&[Relation::Grandchild, Relation::GreatGrandchild]),
    ];
    let couple = has(&[Relation::Wife, Relation::Husband]);
    let head_is_female = nation.sex(household.head) == Sex::Female;
    let kind = match (household.members.len(), couple, generations) {
        (1, ..) => Kind::Single,
        (2, true, _) => Kind::Couple,
        (_, _, [_, _, true, _] | [_, _, _, true] | [true, true, ..]) => Kind::ThreeGenerations,
        (_, true, [false, true, ..]) => Kind::CoupleAndChildren,
        (_, false, [false, true, ..]) if head_is_female => Kind::MotherAndChildren,
        (_, false, [false, true, ..]) => Kind::FatherAndChildren,
        _ => Kind::Other,
    };
    let age = on.year() - core.date_of_birth.day().year();
    Some(Now {
        marital: if age < 15 { MaritalStatus::Single } else { nation.marital_status(person, on) },
        household: Household { size: household.members.len(), kind },
        surname: core.name.surname,
        middle: core.name.middle,
        words: core.name.full.split(' ').count(),
        ethnicity: core.ethnicity,
        religion: core.religion,
        born_in: nation.birth_province(person).digits().parse().ok()?,
        stays_in: stays.as_ref().map_or_else(String::new, |address| address.province.code.to_owned()),
        urban: stays.is_some_and(|address| tables_urban(address.commune.name)),
        card: nation.card(person, on).is_some(),
        account: nation.account(person, on).is_some(),
    })
}

fn tables_urban(commune: &str) -> bool {
    super::tables::URBAN.iter().any(|kind| commune.starts_with(kind))
}
