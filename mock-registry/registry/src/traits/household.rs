//! Traits of the home: who is head, and who lives with the family of the husband or wife.

use dinhdanh_population::{Nation, Person, Relation};
use jiff::civil::Date;

/// People in the household of somebody alive.
pub(super) fn size(nation: &Nation, person: Person, as_of: Date) -> Option<u32> {
    u32::try_from(nation.household(person, as_of)?.members.len()).ok()
}

/// Whether somebody is head of a household.
pub(super) fn is_head(nation: &Nation, person: Person, as_of: Date) -> bool {
    let household = nation.household(person, as_of);
    household.is_some_and(|household| {
        household.members.iter().any(|member| member.person == person && member.relation == Relation::Head)
    })
}

/// Whether a parent of the husband or wife, who may have died, lives in the same household.
pub(super) fn lives_with_in_laws(nation: &Nation, person: Person, as_of: Date) -> bool {
    let marriages = nation.marriages_of_life(person);
    let Some(marriage) = marriages
        .iter()
        .rev()
        .find(|marriage| marriage.wedding <= as_of && marriage.divorce.is_none_or(|divorce| as_of < divorce))
    else {
        return false;
    };
    let parents = [nation.father(marriage.spouse), nation.mother(marriage.spouse)];
    if !parents.iter().flatten().any(|parent| nation.is_alive(*parent, as_of)) {
        return false;
    }
    let household = nation.household(person, as_of);
    household.is_some_and(|household| {
        household.members.iter().any(|member| parents.contains(&Some(member.person)))
    })
}
