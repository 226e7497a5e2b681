//! How a query is answered: what narrows the pool of candidates, and in which order the rest is tested.
//!
//! Age, birth, sex and province of registration pick ranges of the nation's own order. Everything else is a test of known cost.

use dinhdanh_population::{BirthDate, Nation, Person, ProvinceCode, REFORM_DATE, fold, is_divided};
use jiff::civil::Date;
use jiff::{Span as Period, ToSpan as _};

use super::contradiction::{BEARING, life, marriageable};
use super::household::{is_head, lives_with_in_laws, size};
use super::{AccountState, CardState, Ethnicity, Life, ParentState, PhoneState, Place, ReformEffect, Traits};
use crate::born::Born;
use crate::pool::{Blocks, Pool, Span};
use crate::search::{LIFE_SPAN, within_life};
use crate::summary::age;
use crate::walk::{Phase, Test};

/// Ages on whose birthday a card runs out (Law 26/2023/QH15, article 21).
const EXPIRY_AGES: [i16; 4] = [14, 25, 40, 60];
/// From here on no paper with 9 digits, which ran out on other days, was valid (article 46).
const ONLY_CHIP_CARDS: Date = jiff::civil::date(2025, 1, 1);

/// The pools with their tests, where most of those sought are first: who lives in a province was mostly registered there, and a card
/// that has run out mostly did so a few weeks ago. Nobody who fits is in no pool.
pub(super) fn phases(nation: &Nation, blocks: &Blocks, traits: &Traits, as_of: Date) -> Vec<Phase> {
    let spans = spans(traits, as_of);
    let registered =
        |province: ProvinceCode| traits.registered_in.is_none_or(|place| place.contains(province));
    let pool = |spans: &[Span], within: &dyn Fn(ProvinceCode) -> bool| {
        let provinces = |province| registered(province) && within(province);
        Pool::new(nation, blocks, provinces, traits.sex, spans)
    };
    let likely = likely(traits, as_of);
    let (first, rest): (Vec<Span>, Vec<Span>) = match likely.is_empty() {
        true => (spans, Vec::new()),
        false => (all_common(&spans, &likely), likely.iter().fold(spans, |spans, cut| without(&spans, *cut))),
    };
    let mut pools = Vec::new();
    for spans in [first, rest].iter().filter(|spans| !spans.is_empty()) {
        match traits.lives_in {
            Some(place) => {
                pools.push(pool(spans, &|p| place.contains(p)));
                pools.push(pool(spans, &|p| !place.contains(p)));
            }
            None => pools.push(pool(spans, &|_| true)),
        }
    }
    pools.into_iter().map(|pool| Phase { pool, tests: tests(traits) }).collect()
}

/// Days after its end in which nearly every card is renewed. An assumption that decides the order alone.
const SOON_RENEWED: i64 = 130;

/// Days of birth among which most of those sought are; none if nothing tells.
fn likely(traits: &Traits, as_of: Date) -> Vec<Span> {
    if traits.card != Some(CardState::Expired) || life(traits) != Life::Living {
        return Vec::new();
    }
    let ended = (as_of.saturating_sub(SOON_RENEWED.days()), as_of);
    EXPIRY_AGES.iter().filter_map(|age| born_for(ended, *age)).collect()
}

/// The days of birth that the traits leave, apart from one another.
fn spans(traits: &Traits, as_of: Date) -> Vec<Span> {
    let living = life(traits) == Life::Living;
    let mut span = match living {
        true => within_life(traits.born.map(Born::span), as_of),
        false => Some(traits.born.map_or((Date::MIN, as_of), |born| (born.from, born.to.min(as_of)))),
    };
    // Ages count to the date, or to the day of death.
    let (first, last) = match traits.died {
        Some(died) => (died.0, died.1.min(as_of)),
        None => (as_of, as_of),
    };
    let years_before = |date: Date, years: u32| {
        date.saturating_sub(Period::new().years(i64::from(years.min(u32::from(LIFE_SPAN.unsigned_abs())))))
    };
    // Who is `n` was born `n` years before, or earlier; so also the dead, who did not grow older since.
    cut(&mut span, (Date::MIN, years_before(last, least_age(traits))));
    if living || traits.died.is_some() {
        let most = traits.age.map_or(u32::MAX, |age| age.max).saturating_add(1);
        cut(&mut span, (years_before(first, most).saturating_add(1.day()), Date::MAX));
    }
    let Some(span) = span else { return Vec::new() };
    let mut spans = vec![span];
    if let Some((month, day)) = traits.birthday {
        let years = span.0.year().max(1900)..=span.1.year();
        spans = years.filter_map(|year| Date::new(year, month, day).ok()).map(|date| (date, date)).collect();
    }
    if let Some(CardState::Expiring(expiry)) = traits.card.filter(|_| living)
        && expiry.0 >= ONLY_CHIP_CARDS
    {
        let expiring: Vec<Span> = EXPIRY_AGES.iter().filter_map(|age| born_for(expiry, *age)).collect();
        spans =
            spans.iter().flat_map(|span| expiring.iter().filter_map(|other| common(*span, *other))).collect();
    }
    spans.into_iter().filter_map(|other| common(span, other)).collect()
}

/// The days of birth of those whose card runs out in a period at an age.
fn born_for(expiry: Span, age: i16) -> Option<Span> {
    let years = Period::new().years(age);
    // Who is born on 29 February has a birthday on 1 March of common years.
    let from = expiry.0.checked_sub(years).ok()?.checked_sub(1.day()).ok()?;
    Some((from, expiry.1.checked_sub(years).ok()?))
}

/// The days of the weddings of a life by a date.
fn weddings(nation: &Nation, person: Person, by: Date) -> impl Iterator<Item = Date> + use<> {
    let death = nation.date_of_death(person);
    let days = nation.marriages_of_life(person).into_iter().map(|marriage| marriage.wedding);
    days.filter(move |day| *day <= by && *day < death)
}

fn cut(span: &mut Option<Span>, to: Span) {
    *span = span.and_then(|span| common(span, to));
}

fn common(a: Span, b: Span) -> Option<Span> {
    let both = (a.0.max(b.0), a.1.min(b.1));
    (both.0 <= both.1).then_some(both)
}

fn all_common(spans: &[Span], others: &[Span]) -> Vec<Span> {
    spans.iter().flat_map(|span| others.iter().filter_map(|other| common(*span, *other))).collect()
}

/// What is left of some periods without another.
fn without(spans: &[Span], cut: Span) -> Vec<Span> {
    let parts = |span: &Span| {
        let before = (Date::MIN, cut.0.saturating_sub(1.day()));
        let after = (cut.1.saturating_add(1.day()), Date::MAX);
        [common(*span, before), common(*span, after)]
    };
    spans.iter().flat_map(parts).flatten().collect()
}

/// The lowest age that the traits allow, said or implied.
fn least_age(traits: &Traits) -> u32 {
    use dinhdanh_population::MaritalStatus::Single;
    let married = traits.marital.is_some_and(|status| status != Single)
        || traits.wed.is_some()
        || traits.remarried == Some(true);
    let parent = [traits.children, traits.minors].into_iter().flatten().any(|count| count.min > 0);
    let implied = [
        traits.age.map(|age| age.min),
        (married || traits.with_in_laws == Some(true)).then(|| marriageable(traits.sex)),
        parent.then_some(BEARING[0]),
    ];
    implied.into_iter().flatten().max().unwrap_or(0)
}

/// The tests with their costs in nanoseconds, estimated: only their order matters much.
fn tests(traits: &Traits) -> Vec<Test> {
    let mut tests = Vec::new();
    macro_rules! when {
        ($field:expr, $cost:expr, |$wanted:ident, $nation:ident, $person:ident, $on:ident| $holds:expr) => {
            if let Some($wanted) = $field {
                tests.push(Test::new($cost, move |$nation, $person, $on| $holds));
            }
        };
    }
    let t = traits.clone();
    when!(Some(life(traits)).filter(|life| *life != Life::Either), 250, |life, nation, person, on| {
        (nation.date_of_death(person) > on) == (life == Life::Living)
    });
    when!(t.age, 300, |wanted, nation, person, on| {
        let end = nation.date_of_death(person).min(on);
        wanted.contains(age(nation.date_of_birth(person), end))
    });
    when!(t.died, 250, |span, nation, person, on| {
        let died = nation.date_of_death(person);
        died <= on && span.0 <= died && died <= span.1
    });
    when!(t.given, 300, |wanted, nation, person, on| {
        nation.given_names(person, on).last().is_some_and(|given| fold(given) == wanted)
    });
    when!(t.renamed, 300, |wanted, nation, person, on| {
        (nation.given_names(person, on).count() > 1) == wanted
    });
    when!(t.year_only, 60, |wanted, nation, person, _on| {
        matches!(nation.birth_date(person), BirthDate::Year(_)) == wanted
    });
    when!(t.twin, 300, |wanted, nation, person, on| {
        nation.twin(person).is_some_and(|twin| nation.is_alive(twin, on)) == wanted
    });
    when!(t.old_number, 700, |wanted, nation, person, on| nation.old_number(person, on).is_some() == wanted);
    when!(t.card, 600, |wanted, nation, person, on| {
        let card = nation.card(person, on);
        let expires = card.and_then(|card| card.expires);
        match wanted {
            CardState::Missing => card.is_none(),
            CardState::Valid => card.is_some() && expires.is_none_or(|expires| on <= expires),
            CardState::Expired => expires.is_some_and(|expires| expires < on),
            CardState::ForLife => card.is_some() && expires.is_none(),
            CardState::NineDigit => {
                card.is_some_and(|card| card.kind == dinhdanh_population::CardKind::NineDigit)
            }
            CardState::Expiring((from, to)) => {
                expires.is_some_and(|expires| on <= expires && from <= expires && expires <= to)
            }
        }
    });
    when!(t.account, 1_300, |wanted, nation, person, on| {
        let level = crate::summary::eid_account(nation, person, on).map(|account| account.level);
        match wanted {
            AccountState::Missing => level.is_none(),
            AccountState::Opened => level.is_some(),
            AccountState::Level(wanted) => level == Some(wanted),
        }
    });
    when!(t.locked, 1_300, |wanted, nation, person, on| {
        nation.account(person, on).is_some_and(|account| account.locked == wanted)
    });
    when!(t.phone, 600, |wanted, nation, person, on| {
        nation.phone(person, on).is_some() == (wanted != PhoneState::Missing)
    });
    when!(t.phone.filter(|phone| *phone == PhoneState::Changed), 60_000, |_wanted, nation, person, on| {
        use dinhdanh_population::EventKind::PhoneChanged;
        let events = nation.events(person);
        events.iter().filter(|event| event.kind == PhoneChanged && event.date <= on).count() > 1
    });
    when!(t.mother, 700, |wanted, nation, person, on| parent(nation, nation.mother(person), wanted, on));
    when!(t.father, 1_300, |wanted, nation, person, on| parent(nation, nation.father(person), wanted, on));
    when!(t.orphan, 1_500, |wanted, nation, person, on| {
        let lives = |parent: Option<_>| parent.is_some_and(|parent| nation.is_alive(parent, on));
        (lives(nation.mother(person)) || lives(nation.father(person))) != wanted
    });
    when!(t.marital, 2_500, |wanted, nation, person, on| nation.marital_status(person, on) == wanted);
    when!(t.wed, 2_500, |span, nation, person, on| {
        weddings(nation, person, on).any(|day| span.0 <= day && day <= span.1)
    });
    when!(t.remarried, 2_600, |wanted, nation, person, on| {
        (weddings(nation, person, on).count() > 1) == wanted
    });
    when!(t.ethnicity, 1_600, |wanted, nation, person, _on| {
        let group = nation.ethnicity(person);
        match wanted {
            Ethnicity::Minority => Some(group) != dinhdanh_population::ethnic_groups().next(),
            Ethnicity::Group(wanted) => group == wanted,
        }
    });
    when!(t.religion, 1_600, |wanted, nation, person, _on| nation.religion_of(person) == wanted);
    when!(t.surname, 1_900, |wanted, nation, person, _on| fold(nation.name(person).surname) == wanted);
    when!(t.middle, 1_800, |wanted, nation, person, on| {
        nation.name_on(person, on).middle.is_empty() != wanted
    });
    when!(t.name_words, 1_900, |wanted, nation, person, on| {
        let words = nation.name_on(person, on).full.split(' ').count();
        u32::try_from(words).is_ok_and(|words| wanted.contains(words))
    });
    when!(t.blood, 3_000, |wanted, nation, person, _on| nation.blood_group(person) == wanted);
    when!(t.children, 3_500, |wanted, nation, person, on| {
        let children = nation.children(person);
        let born = children.into_iter().filter(|child| nation.date_of_birth(*child) <= on).count();
        u32::try_from(born).is_ok_and(|born| wanted.contains(born))
    });
    when!(t.minors, 4_000, |wanted, nation, person, on| {
        let minor = |child| {
            let born = nation.date_of_birth(child);
            born <= on && age(born, on) < 18 && nation.is_alive(child, on)
        };
        let minors = nation.children(person).into_iter().filter(|child| minor(*child)).count();
        u32::try_from(minors).is_ok_and(|minors| wanted.contains(minors))
    });
    when!(t.stays, 700, |wanted, nation, person, on| {
        nation.temporary_residence(person, on).is_some() == wanted
    });
    when!(t.stays_in.map(Place::digits), 800, |wanted, nation, person, on| {
        nation.temporary_residence(person, on).is_some_and(|address| address.province.code == wanted)
    });
    when!(t.lives_in.map(Place::digits), 2_600, |wanted, nation, person, on| {
        nation.permanent_residence(person, on).is_some_and(|address| address.province.code == wanted)
    });
    when!(t.reform, 5_000, |wanted, nation, person, on| {
        let eve = REFORM_DATE.saturating_sub(1.day());
        let homes = nation.permanent_residence(person, eve).zip(nation.permanent_residence(person, on));
        homes.is_some_and(|(before, now)| match wanted {
            ReformEffect::ProvinceRenamed => {
                nation.permanent_residence(person, REFORM_DATE).is_some_and(|after| {
                    after.province.name != before.province.name && after.province == now.province
                })
            }
            ReformEffect::CommuneDivided => is_divided(before.commune.code),
        })
    });
    when!(t.other_name, 6_000, |wanted, nation, person, on| {
        nation.core(person, on).is_some_and(|core| core.other_name.is_some() == wanted)
    });
    when!(t.household, 16_000, |wanted, nation, person, on| {
        size(nation, person, on).is_some_and(|people| wanted.contains(people))
    });
    when!(t.head, 16_000, |wanted, nation, person, on| is_head(nation, person, on) == wanted);
    when!(t.with_in_laws, 17_000, |wanted, nation, person, on| {
        lives_with_in_laws(nation, person, on) == wanted
    });
    tests
}

fn parent(
    nation: &Nation,
    parent: Option<dinhdanh_population::Person>,
    wanted: ParentState,
    on: Date,
) -> bool {
    match (parent, wanted) {
        (None, wanted) => wanted == ParentState::Unrecorded,
        (Some(_), ParentState::Unrecorded) => false,
        (Some(parent), wanted) => nation.is_alive(parent, on) == (wanted == ParentState::Living),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_are_cut_and_joined() {
        let year = |year| (date(year, 1, 1), date(year, 12, 31));
        assert_eq!(common(year(2000), year(2001)), None);
        assert_eq!(common((date(2000, 6, 1), date(2002, 1, 1)), year(2001)), Some(year(2001)));
        let whole = [(date(2000, 1, 1), date(2002, 12, 31))];
        assert_eq!(without(&whole, year(2001)), [year(2000), year(2002)]);
        assert_eq!(without(&whole, year(1990)), whole);
        assert_eq!(without(&[year(2001)], (date(2000, 1, 1), date(2003, 1, 1))), []);
    }

    #[test]
    fn a_pool_is_no_wider_than_the_traits() {
        let as_of = date(2026, 11, 22);
        let spans = |text: &str| spans(&Traits::parse(text, as_of).unwrap(), as_of);
        assert_eq!(spans("30-40"), [(date(1985, 11, 23), date(1996, 11, 22))]);
        assert_eq!(spans("turns 14 tomorrow"), [(date(2012, 11, 23), date(2012, 11, 23))]);
        // Implied: nobody is married under 18, and no parent is under 12.
        assert_eq!(spans("married, under 20"), [(date(2006, 11, 23), date(2008, 11, 22))]);
        assert_eq!(spans("two minors, under 20"), [(date(2006, 11, 23), date(2014, 11, 22))]);
        assert_eq!(spans("20-30, birthday 29/02").len(), 3);
        let expiring = spans("card expires next month, 20-30");
        assert_eq!(expiring, [(date(2001, 11, 30), date(2001, 12, 31))]);
        assert_eq!(spans("died in 2020, 80-90"), [(date(1929, 1, 2), date(1940, 12, 31))]);
    }
}
