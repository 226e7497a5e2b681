//! What lists of events make of the changes to a family.

use dinhdanh_population::{EventKind, Marriage, Person, Sex};
use dinhdanh_protocol::overlay::{CitizenEdit, CitizenEvent, Gender, Move, Newborn};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, Wish};
use dinhdanh_registry::{Happening, Kinds, LISTED, Occurrence};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::events::of;
use crate::support::{
    NATION, NOW, REGISTRY, address, applied, digits, event, find, married_mother, name, single, value,
};

/// Somebody of whom the nation has a marriage for which something holds.
fn whose_marriage(holds: impl Fn(Person, &Marriage) -> bool) -> (PersonalNumber, Marriage) {
    let marriage = |number: &PersonalNumber| {
        let person = NATION.lookup(number.expose().parse().unwrap())?;
        NATION.marriages_of_life(person).into_iter().find(|marriage| holds(person, marriage))
    };
    let number = find(8, |_, number| marriage(number).is_some());
    let marriage = marriage(&number).unwrap();
    (number, marriage)
}

/// On which days something of a kind is on somebody's list, and whom it names.
fn told(overlay: &Overlay, number: &PersonalNumber, kind: EventKind) -> Vec<(Date, String)> {
    let events = of(overlay, std::slice::from_ref(number)).events.into_iter();
    let named = |one: Occurrence| {
        let value = serde_json::to_value(&one).unwrap();
        let whom = [&value["spouse"]["name"], &value["child"]["name"], &value["relatives"][0]["name"]];
        let whom = whom.into_iter().find_map(|name| name.as_str()).unwrap_or_default();
        (value["kind"] == kind.code()).then(|| (one.date, whom.to_owned()))
    };
    events.filter_map(named).collect()
}

fn days(told: &[(Date, String)]) -> Vec<Date> {
    told.iter().map(|(date, _)| *date).collect()
}

#[test]
fn a_widow_is_told_of_the_recorded_death_and_of_no_divorce() {
    let (wife, marriage) = whose_marriage(|_, marriage| {
        marriage.wedding < NOW
            && marriage.divorce.is_some_and(|day| day > NOW)
            && NATION.is_alive(marriage.spouse, NOW)
    });
    let husband = digits(marriage.spouse);
    assert_eq!(days(&told(&Overlay::default(), &wife, EventKind::Divorce)), [marriage.divorce.unwrap()]);
    let overlay = applied(&Overlay::default(), event(&husband, NOW, CitizenEvent::Death));
    assert_eq!(told(&overlay, &wife, EventKind::Divorce), []);
    let husbands = NATION.name_on(marriage.spouse, NOW).full;
    assert_eq!(told(&overlay, &wife, EventKind::Widowed), [(NOW, husbands)]);
    // On the list of the day too, although no change names her.
    let day = |number: &PersonalNumber| {
        let listed = REGISTRY.events_of_day_with(&overlay, &number.expose()[1..3], NOW, &Kinds::default());
        listed.unwrap().events.into_iter().filter(|one| one.personal_number == *number).collect::<Vec<_>>()
    };
    assert!(day(&wife).iter().any(|one| matches!(one.what, Happening::Widowed { .. })));
    // The death itself stands beside.
    assert_eq!(told(&overlay, &husband, EventKind::Death), []);
}

#[test]
fn nobody_marries_the_dead_the_removed_or_the_married() {
    let (groom, marriage) = whose_marriage(|person, marriage| {
        marriage.wedding > NOW.saturating_add(2.years())
            && NATION.marriages_of_life(person).len() == 1
            && [person, marriage.spouse].map(|one| NATION.is_alive(one, NOW)) == [true; 2]
            && [person, marriage.spouse]
                .into_iter()
                .all(|one| NATION.date_of_birth(one) < NOW.saturating_sub(20.years()))
    });
    let bride = digits(marriage.spouse);
    let other = single(31, NATION.sex(marriage.spouse) == Sex::Female);
    let wishes = [
        event(&bride, NOW, CitizenEvent::Death),
        Wish::Remove(bride.clone(), NOW),
        event(&groom, NOW, CitizenEvent::Marriage { spouse: other.clone() }),
    ];
    for one in [&groom, &bride] {
        assert_eq!(days(&told(&Overlay::default(), one, EventKind::Marriage)), [marriage.wedding]);
    }
    for wish in wishes {
        let overlay = applied(&Overlay::default(), wish);
        for one in [&groom, &bride, &other] {
            let weddings = told(&overlay, one, EventKind::Marriage);
            assert!(!days(&weddings).contains(&marriage.wedding), "{weddings:?}");
            let history = value(&REGISTRY.with(&overlay), one, LISTED.1, Attribute::MaritalHistory);
            assert!(!history.to_string().contains(&marriage.wedding.to_string()), "{history}");
        }
    }
}

#[test]
fn a_dead_mother_has_no_child_nor_has_her_husband() {
    let born_later = |person: Person| {
        let mut children = NATION.children(person).into_iter();
        children.find(|child| NATION.date_of_birth(*child) > NOW)
    };
    let (father, marriage) = whose_marriage(|person, marriage| {
        marriage.wedding < NOW
            && born_later(person).is_some_and(|child| NATION.mother(child) == Some(marriage.spouse))
    });
    let (mother, overlay) = (digits(marriage.spouse), Overlay::default());
    let born = |overlay: &Overlay, one| days(&told(overlay, one, EventKind::ChildBorn));
    assert!(born(&overlay, &father).last().is_some_and(|day| *day > NOW));
    let overlay = applied(&overlay, event(&mother, NOW, CitizenEvent::Death));
    assert!(born(&overlay, &father).last().is_none_or(|day| *day < NOW));
}

#[test]
fn a_birth_is_a_change_of_the_mother_and_an_event_of_the_father_whom_it_does_not_name() {
    let (mother, husband, _) = married_mother();
    let birth = CitizenEvent::Birth(Newborn { name: name("Bé"), gender: Gender::Male });
    let overlay = applied(&Overlay::default(), event(&mother, NOW, birth));
    let born = |one| told(&overlay, one, EventKind::ChildBorn).into_iter().any(|(date, _)| date == NOW);
    assert_eq!([born(&mother), born(&husband)], [false, true]);
}

#[test]
fn whom_a_line_names_has_the_realms_name() {
    let (mother, husband, child) = married_mother();
    let overlay = applied(&Overlay::default(), event(&mother, NOW, CitizenEvent::NameChange(name("Đổi"))));
    let renamed = (NOW, name("Đổi").full());
    for one in [&husband, &child] {
        assert!(told(&overlay, one, EventKind::RelativeRenamed).contains(&renamed));
    }
    assert!(!told(&overlay, &mother, EventKind::NameChanged).contains(&renamed), "it stands beside");
    let widowed = applied(&overlay, event(&mother, NOW.tomorrow().unwrap(), CitizenEvent::Death));
    assert_eq!(told(&widowed, &husband, EventKind::Widowed), [(NOW.tomorrow().unwrap(), name("Đổi").full())]);
}

#[test]
fn what_the_nation_had_in_store_is_not_told_where_a_change_stands_before_it() {
    let set = CitizenEdit { phone_number: Some("0301234567".to_owned()), ..CitizenEdit::default() };
    let moved =
        || CitizenEvent::Move(Move { address: Some(address()), household_of: None, with: Vec::new() });
    let table = [
        (EventKind::PhoneChanged, None),
        (EventKind::Moved, Some(moved())),
        (EventKind::StayEnded, Some(moved())),
        (EventKind::AbsenceBegan, Some(moved())),
        (EventKind::NameChanged, Some(CitizenEvent::NameChange(name("Đổi")))),
        (EventKind::CardReported, Some(CitizenEvent::CardLost)),
    ];
    for (kind, recorded) in table {
        let later = |overlay: &Overlay, who: &PersonalNumber| {
            days(&told(overlay, who, kind)).into_iter().filter(|day| *day > NOW).count()
        };
        let none = Overlay::default();
        // The card that is lost is the one that the nation has lost later.
        let same_card = |who: &PersonalNumber| {
            let person = NATION.lookup(who.expose().parse().unwrap()).unwrap();
            let issued = |day| NATION.card(person, day).map(|card| card.printed_on());
            let reported = days(&told(&none, who, kind)).into_iter().find(|day| *day > NOW);
            reported.is_some_and(|day| issued(NOW).is_some() && issued(NOW) == issued(day))
        };
        let who =
            find(6, |_, who| later(&none, who) == 1 && (kind != EventKind::CardReported || same_card(who)));
        let wish = match recorded {
            Some(recorded) => event(&who, NOW, recorded),
            None => Wish::Edit(who.clone(), NOW, Box::new(set.clone())),
        };
        assert_eq!(later(&applied(&none, wish), &who), 0, "{}", kind.code());
        let other = applied(&none, event(&who, NOW, CitizenEvent::AccountOpened { level: 1 }));
        assert_eq!(later(&other, &who), 1, "{}", kind.code());
    }
}

#[test]
fn of_orphans_the_next_sibling_acts_from_the_recorded_death_on() {
    let acting = |person: Person| NATION.legal_representatives(person, NOW);
    let orphan = (0..NATION.registered()).filter_map(|index| NATION.person_at(index)).find(|one| {
        acting(*one).first().is_some_and(|guardian| NATION.mother(*guardian) == NATION.mother(*one))
    });
    let orphan = orphan.unwrap();
    let guardian = digits(acting(orphan)[0]);
    let overlay = applied(&Overlay::default(), event(&guardian, NOW, CitizenEvent::Death));
    let orphan = digits(orphan);
    assert_eq!(
        told(&Overlay::default(), &orphan, EventKind::RepresentationChanged)
            .iter()
            .filter(|(day, _)| *day == NOW)
            .count(),
        0
    );
    let day = REGISTRY.events_of_day_with(&overlay, &orphan.expose()[1..3], NOW, &Kinds::default()).unwrap();
    let changed = day.events.iter().filter(|one| one.personal_number == orphan);
    let mut representatives = changed.filter_map(|one| match &one.what {
        Happening::RepresentationChanged { representatives, .. } => Some(representatives),
        _ => None,
    });
    let representatives = representatives.next().unwrap();
    assert!(representatives.iter().all(|one| one.personal_number != guardian.expose()));
}
