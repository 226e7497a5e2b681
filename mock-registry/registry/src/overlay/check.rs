//! What the register contradicts: every change is a fact that must hold beside all others of the people it names.

use std::collections::HashSet;

use dinhdanh_population::{Address, IdNumber, ProvinceCode, Sex};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{
    Change, ChangeKind, CitizenAddress, CitizenEdit, CitizenName, MAX_CHANGES, MAX_CHANGES_OF_ONE, Move,
    NewCitizen,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use unicode_normalization::is_nfc;

use super::draft::number_head;
use super::view::eve;
use super::{Refused, View, id_of};
use crate::summary::age;

/// The days that the nation's tables cover.
const DAYS: (Date, Date) = (date(1905, 1, 1), date(2045, 12, 31));
/// Youngest groom and bride (Law on Marriage and Family 52/2014/QH13, article 8).
const MARRIAGEABLE: [(Sex, u32); 2] = [(Sex::Male, 20), (Sex::Female, 18)];
/// Ages at which the nation's women give birth.
const MOTHERS: std::ops::RangeInclusive<u32> = 12..=54;
/// The youngest father, and the youngest holder of an account (Decree 69/2024/ND-CP, article 7).
const FATHERS: u32 = 14;
const ACCOUNT_AGE: u32 = 6;
/// Longest text of a field, in characters.
const LONGEST_TEXT: usize = 100;

type Checked = Result<(), Refused>;

fn contradicts<T>(detail: impl Into<String>) -> Result<T, Refused> {
    Err(Refused::new(Reason::ChangeContradicts, detail))
}

fn invalid<T>(detail: impl Into<String>) -> Result<T, Refused> {
    Err(Refused::new(Reason::ParameterInvalid, detail))
}

fn expect(holds: bool, expected: &str, day: Date) -> Checked {
    if holds { Ok(()) } else { contradicts(format!("expected {expected} on `{day}`")) }
}

/// Whether a realm may keep this many changes.
pub(super) fn room(changes: usize) -> Checked {
    if changes <= MAX_CHANGES {
        return Ok(());
    }
    Err(Refused::new(
        Reason::OverlayFull,
        format!("expected at most `{MAX_CHANGES}` changes in a realm, got `{changes}`"),
    ))
}

/// Whether the nation's tables reach a day.
pub(super) fn day(day: Date) -> Checked {
    let (first, last) = DAYS;
    if (first..=last).contains(&day) {
        Ok(())
    } else {
        invalid(format!("expected a date from `{first}` to `{last}`, got `{day}`"))
    }
}

/// Whether everything holds after a change that `view` has already.
pub(super) fn after(view: &View<'_>, change: &Change) -> Checked {
    one(view, change)?;
    // Who dies has no more children, and who marries does not marry whom the nation says: that concerns people who are not named.
    let far =
        matches!(change.change, ChangeKind::Died | ChangeKind::Married { .. } | ChangeKind::Divorced { .. });
    let concerned: Vec<&Change> = match far {
        true => view.overlay.changes().collect(),
        false => change.named().into_iter().flat_map(|number| view.overlay.of(number)).collect(),
    };
    let mut seen = HashSet::from([change.id]);
    for other in concerned.into_iter().filter(|other| seen.insert(other.id)) {
        one(view, other)
            .map_err(|refused| Refused { detail: no_longer(other, &refused), reason: refused.reason })?;
    }
    Ok(())
}

/// Whether everything holds that is left when a change is gone.
pub(super) fn without(view: &View<'_>) -> Checked {
    // Of all: who was married, dead or gone by a change is not always named in what followed from it.
    view.overlay.changes().try_for_each(|other| {
        one(view, other).map_err(|refused| Refused::new(Reason::ChangeNeeded, no_longer(other, &refused)))
    })
}

fn no_longer(change: &Change, refused: &Refused) -> String {
    format!("change `{}` of `{}` would no longer hold: {}", change.id, change.valid_from, refused.detail)
}

/// Whether one change holds.
pub(super) fn one(view: &View<'_>, change: &Change) -> Checked {
    let on = change.valid_from;
    day(on)?;
    let Some(about) = known(view, &change.personal_number)? else { return Ok(()) };
    if change.named().into_iter().any(|number| view.overlay.of(number).count() > MAX_CHANGES_OF_ONE) {
        let detail =
            format!("expected at most `{MAX_CHANGES_OF_ONE}` changes that name one person, got more");
        return Err(Refused::new(Reason::OverlayFull, detail));
    }
    let alive =
        |number: IdNumber| expect(view.alive(number, on), "everybody named alive and in the register", on);
    match &change.change {
        ChangeKind::Created(new) => return created(view, about, new, on),
        ChangeKind::Removed => return removed(view, about, on),
        ChangeKind::Died => return died(view, about, on),
        _ => alive(about)?,
    }
    for number in change.named() {
        if let Some(number) = known(view, number)? {
            alive(number)?;
        }
    }
    match &change.change {
        ChangeKind::Married { spouse } => married(view, about, id_of(spouse), on),
        ChangeKind::Divorced { spouse } => expect(
            view.spouse(about, eve(on)) == id_of(spouse),
            "a couple that is married the day before, and a divorce",
            on,
        ),
        ChangeKind::Moved(to) => moved(view, about, to, on),
        ChangeKind::NameChanged(to) => name(to),
        ChangeKind::Edited(to) => edited(view, about, to, on),
        ChangeKind::CardLost => expect(view.card(about, on).is_some(), "the holder of an identity card", on),
        ChangeKind::AccountOpened { level } => account(view, about, *level, change),
        ChangeKind::AccountLocked | ChangeKind::AccountUnlocked => {
            expect(view.account(about, on).is_some(), "the holder of an account", on)
        }
        ChangeKind::CardIssued | ChangeKind::Created(_) | ChangeKind::Removed | ChangeKind::Died => Ok(()),
    }
}

/// The number of somebody whom the register has or had.
fn known(view: &View<'_>, number: &PersonalNumber) -> Result<Option<IdNumber>, Refused> {
    let id = id_of(number);
    match id.is_some_and(|id| view.born(id).is_some()) {
        true => Ok(id),
        false => Err(Refused::new(
            Reason::SubjectUnknown,
            "expected numbers of this nation's citizens, or of people added to the realm; foreigners cannot be changed",
        )),
    }
}

fn created(view: &View<'_>, about: IdNumber, new: &NewCitizen, born: Date) -> Checked {
    let one_only =
        view.overlay.about(about).filter(|change| matches!(change.change, ChangeKind::Created(_))).count()
            == 1;
    if view.base(about).is_some() || !one_only {
        return contradicts("expected a number that nobody has, got one that is taken");
    }
    if born != new.birthdate {
        return invalid("expected a person to be added from the day of birth on");
    }
    let province: Option<ProvinceCode> = new.province.as_ref().and_then(|digits| digits.parse().ok());
    let head = province.map(|province| number_head(view.nation.spec().id_space, &province, new.gender, born));
    if !head.is_some_and(|head| about.digits().starts_with(&head)) {
        return invalid(
            "expected a number whose first six digits tell `province`, `gender` and year of `birthdate`",
        );
    }
    name(&new.name)?;
    [&new.ethnicity, &new.religion].into_iter().flatten().try_for_each(|text| plain(text))?;
    if let Some(mother) = &new.mother {
        let Some(mother) = known(view, mother)? else { return Ok(()) };
        let of_age = view.born(mother).is_some_and(|m| MOTHERS.contains(&age(m, born)));
        let fits =
            view.sex(mother) == Some(Sex::Female) && of_age && view.alive(mother, born) && mother != about;
        expect(fits, "a mother who is a woman of 12 to 54 years, alive and in the register", born)?;
    }
    if let Some(father) = &new.father {
        let Some(father) = known(view, father)? else { return Ok(()) };
        let of_age = view.born(father).is_some_and(|f| age(f, born) >= FATHERS);
        // He may have died in the months before.
        let lived = view.died(father).is_none_or(|died| born < died.saturating_add(300.days()));
        let fits = view.sex(father) == Some(Sex::Male) && of_age && lived && view.exists(father, born);
        expect(fits, "a father who is a man of at least 14 years and lived 300 days before", born)?;
    }
    match (&new.household_of, &new.permanent_address) {
        (Some(host), None) => {
            let Some(host) = known(view, host)? else { return Ok(()) };
            expect(view.alive(host, born) && host != about, "the other person of the household alive", born)
        }
        (None, Some(at)) => commune(at),
        _ => invalid("expected either `household_of` or `permanent_address`, or a mother to live with"),
    }
}

fn removed(view: &View<'_>, about: IdNumber, on: Date) -> Checked {
    let once =
        view.overlay.about(about).filter(|change| matches!(change.change, ChangeKind::Removed)).count() == 1;
    let was = view.born(about).is_some_and(|born| born <= on) && !view.unborn(about);
    expect(once && was, "somebody who was born, and was not removed before,", on)?;
    // What was recorded of the person for later days has lost its subject.
    let later = view
        .overlay
        .naming(about)
        .any(|change| on <= change.valid_from && !matches!(change.change, ChangeKind::Removed));
    expect(!later, "no change of the same or a later day for whoever is removed", on)
}

fn died(view: &View<'_>, about: IdNumber, on: Date) -> Checked {
    let once =
        view.overlay.about(about).filter(|change| matches!(change.change, ChangeKind::Died)).count() == 1;
    let base = view.base(about).map(|person| view.own.date_of_death(person));
    expect(
        once && view.exists(about, on) && base.is_none_or(|died| on < died),
        "somebody alive and in the register",
        on,
    )
}

fn married(view: &View<'_>, one: IdNumber, other: Option<IdNumber>, on: Date) -> Checked {
    let Some(other) = other else { return Ok(()) };
    for person in [one, other] {
        let free = view.spouse(person, eve(on)).is_none();
        let once = view.marriages(person).iter().filter(|wed| wed.wedding == on).count() == 1;
        expect(free && once, "two people who are not married to anybody", on)?;
        let of_age = MARRIAGEABLE.iter().any(|(sex, least)| {
            view.sex(person) == Some(*sex) && view.born(person).is_some_and(|born| age(born, on) >= *least)
        });
        expect(of_age, "a man of at least 20 and a woman of at least 18 years", on)?;
    }
    expect(
        view.sex(one) != view.sex(other),
        "a man and a woman, as article 8 of the Law on Marriage and Family has it,",
        on,
    )?;
    let parents = |person| [view.mother(person, on), view.father(person, on)].into_iter().flatten();
    let kin = parents(one).any(|parent| parent == other || parents(other).any(|p| p == parent))
        || parents(other).any(|parent| parent == one);
    expect(!kin, "two people who are neither parent and child nor siblings", on)
}

fn moved(view: &View<'_>, about: IdNumber, to: &Move, on: Date) -> Checked {
    let movers: HashSet<IdNumber> = to.with.iter().filter_map(id_of).chain([about]).collect();
    let host = to.household_of.as_ref().and_then(id_of);
    if movers.len() != to.with.len() + 1 || host.is_some_and(|host| movers.contains(&host)) {
        return invalid("expected everybody once: the mover, those who go along, and in whose household");
    }
    let once = movers.iter().all(|mover| {
        view.overlay
            .naming(*mover)
            .filter(|change| change.valid_from == on && super::moves(change, *mover))
            .count()
            == 1
    });
    expect(once, "one move of a person a day, and none", on)?;
    match (&to.address, host) {
        (Some(at), None) => commune(at),
        (None, Some(_)) => Ok(()),
        _ => invalid("expected either `address` or `household_of`"),
    }
}

fn edited(view: &View<'_>, about: IdNumber, to: &CitizenEdit, on: Date) -> Checked {
    if *to == CitizenEdit::default() {
        return invalid("expected at least one attribute in `set`");
    }
    to.name.as_ref().map_or(Ok(()), name)?;
    [&to.other_name, &to.ethnicity, &to.religion].into_iter().flatten().try_for_each(|text| plain(text))?;
    if let Some(text) = &to.phone_number {
        let holder = text.parse().ok().and_then(|phone| view.nation.by_phone(phone, on));
        let free = holder.is_none_or(|holder| view.nation.number(holder) == about);
        let recorded = view.overlay.phones.get(text).is_none_or(|holder| *holder == about);
        expect(free && recorded, "a mobile number that nobody else has", on)?;
    }
    Ok(())
}

fn account(view: &View<'_>, about: IdNumber, level: u8, change: &Change) -> Checked {
    let on = change.valid_from;
    if !(1..=2).contains(&level) {
        return invalid(format!("expected `level` 1 or 2, got `{level}`"));
    }
    expect(
        view.born(about).is_some_and(|born| age(born, on) >= ACCOUNT_AGE),
        "the holder of an account to be 6 years old",
        on,
    )?;
    expect(
        level == 1 || view.had_valid_card(about, on, change.id),
        "a valid card for an account of level 2 (record `card_issued` first)",
        on,
    )
}

fn name(name: &CitizenName) -> Checked {
    plain(&name.family_name)?;
    plain(&name.given_name)?;
    if name.middle_name.is_empty() { Ok(()) } else { plain(&name.middle_name) }
}

/// Text of letters, in one Unicode form: search and comparison rely on it.
fn plain(text: &str) -> Checked {
    let length = text.chars().count();
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.' | '(' | ')' | ',');
    if (1..=LONGEST_TEXT).contains(&length)
        && text.trim() == text
        && text.chars().all(letters)
        && is_nfc(text)
    {
        return Ok(());
    }
    invalid(format!(
        "expected names, ethnic group and religion as 1 to {LONGEST_TEXT} letters in Unicode normalization form C, without blanks at the ends, got `{length}` characters"
    ))
}

fn commune(at: &CitizenAddress) -> Checked {
    if Address::of_today(&at.commune_code, None).is_none() {
        return invalid(
            "expected `commune_code` as the five digits of a commune of 1 July 2025 (Decision 19/2025/QD-TTg)",
        );
    }
    match &at.line {
        Some(line)
            if line.is_empty()
                || line.chars().count() > LONGEST_TEXT
                || line.chars().any(char::is_control) =>
        {
            invalid(format!("expected `line` as 1 to {LONGEST_TEXT} characters"))
        }
        _ => Ok(()),
    }
}
