//! A foreigner with a residence card, in the same terms as a citizen. What only citizens have is absent: hometown, family,
//! household, the datasets of the sectors.

use dinhdanh_population::{
    AccountLevel, BirthDate, Foreigner, ForeignerAccount, ForeignerRecord, Nation, ResidenceCardKind, Sex,
};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::happening::Happening;
use crate::profile::LifeEvent;
use crate::search::Found;
use crate::summary::{EidAccount, Summary, account_traits, age, age_trait};
use crate::values::{address, gender};

/// The summary of a foreigner, none before arrival.
pub(crate) fn summary(nation: &Nation, foreigner: Foreigner, as_of: Date) -> Option<Summary> {
    let record = nation.foreigner(foreigner, as_of)?;
    let account = record.account.map(account);
    let age = age(record.date_of_birth, as_of);
    let mut traits = vec![age_trait(age), "foreigner"];
    traits.extend(account_traits(account));
    traits.extend(record.departed.map(|_| "departed"));
    let place = record.residence.map(|home| format!("{}, {}", home.commune.name, home.province.name));
    Some(Summary {
        number: PersonalNumber::parse(&record.number.digits()).ok()?,
        name: record.name,
        birthdate: BirthDate::Day(record.date_of_birth),
        age,
        female: record.sex == Sex::Female,
        // Who has left lives in no place of the register.
        place: place.unwrap_or_else(|| record.nationality.to_owned()),
        account,
        died_on: None,
        traits,
    })
}

/// Foreigners who have come and not left, in the order of the tables.
pub(crate) fn residents(nation: &Nation, as_of: Date, limit: usize) -> Found {
    let mut found = Found { exhausted: true, ..Found::default() };
    for foreigner in (0..nation.foreigners()).map_while(|index| nation.foreigner_at(index)) {
        let here = summary(nation, foreigner, as_of).filter(|person| !person.traits.contains(&"departed"));
        if here.is_some() && found.people.len() == limit {
            found.exhausted = false;
            break;
        }
        found.looked_at += 1;
        found.people.extend(here);
    }
    found
}

/// The value of an attribute, none if foreigners have none.
pub(crate) fn value(record: &ForeignerRecord, as_of: Date, attribute: Attribute) -> Option<Value> {
    let home = || record.residence.as_ref().map(address);
    // A permanent card gives a permanent residence; all others declare a temporary one (Law 47/2014/QH13, articles 33 and 39).
    let settled =
        record.residence_card.as_ref().is_some_and(|card| card.kind == ResidenceCardKind::Permanent);
    match attribute {
        Attribute::PersonalNumber => Some(json!(record.number.digits())),
        Attribute::Name => Some(json!(record.name)),
        Attribute::FamilyName => Some(json!(record.surname)),
        Attribute::GivenName => Some(json!(record.given_name)),
        Attribute::Birthdate => Some(json!(record.date_of_birth)),
        Attribute::Gender => Some(json!(gender(record.sex))),
        Attribute::Nationalities => Some(json!([record.nationality])),
        Attribute::CurrentAddress => home(),
        Attribute::PermanentAddress => home().filter(|_| settled),
        Attribute::TemporaryAddress => home().filter(|_| !settled),
        Attribute::IdentityCard => {
            let card = record.residence_card.as_ref()?;
            Some(json!({
                "kind": card.kind,
                "issued_on": card.issued,
                "expires_on": card.expires,
                "valid": record.departed.is_none() && as_of <= card.expires,
            }))
        }
        Attribute::Passport => Some(json!(record.passport)),
        Attribute::EidAccount => {
            let EidAccount { level, locked } = account(record.account?);
            Some(json!({ "level": level, "since": record.account?.registered, "locked": locked }))
        }
        _ => None,
    }
}

/// Arrival, residence cards, what became of the account, departure.
pub(crate) fn timeline(nation: &Nation, foreigner: Foreigner, as_of: Date) -> Vec<LifeEvent> {
    let Some(record) = nation.foreigner(foreigner, as_of) else { return Vec::new() };
    let arrived = std::iter::once(LifeEvent {
        date: record.arrived,
        what: Happening::Arrived { country: record.nationality.to_owned() },
    });
    let cards = nation.residence_cards(foreigner, as_of);
    let mut days: Vec<Date> = cards.iter().map(|card| card.issued).collect();
    days.extend(cards.iter().filter_map(|card| card.expires.tomorrow().ok()));
    days.extend(record.account.map(|account| account.registered));
    days.extend(record.departed);
    days.retain(|day| *day <= as_of);
    days.sort_unstable();
    days.dedup();
    let issued = cards.iter().map(|card| LifeEvent {
        date: card.issued,
        what: Happening::ResidenceCardIssued { card: card.kind, expires_on: card.expires },
    });
    // The account changes on no other day than these.
    let mut before = None;
    let changed = days.iter().filter_map(|day| {
        let now = nation.foreigner(foreigner, *day)?.account.map(account);
        let EidAccount { level, locked } = now.filter(|_| now != std::mem::replace(&mut before, now))?;
        Some(LifeEvent { date: *day, what: Happening::AccountChanged { level, locked } })
    });
    let departed = record.departed.map(|date| LifeEvent { date, what: Happening::Departed });
    let mut events: Vec<LifeEvent> = arrived.chain(issued).chain(changed).chain(departed).collect();
    events.sort_by_key(|event| event.date);
    events
}

fn account(account: ForeignerAccount) -> EidAccount {
    let level = match account.level {
        AccountLevel::Level1 => 1,
        AccountLevel::Level2 => 2,
    };
    EidAccount { level, locked: account.locked }
}
