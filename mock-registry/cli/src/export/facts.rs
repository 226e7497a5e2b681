//! What is known of one person as of a day: looked up when a column asks, and once.

use std::cell::OnceCell;

use dinhdanh_population::{Account, Card, CoreRecord, Lifetime, Name, Nation, Person};
use jiff::civil::Date;

/// One person, as of a day.
pub(super) struct Facts<'a> {
    pub(super) nation: &'a Nation,
    pub(super) person: Person,
    pub(super) as_of: Date,
    pub(super) born: Date,
    life: Lifetime,
    /// Whether some column needs the whole core record, which holds the name too.
    whole: bool,
    name: OnceCell<Name>,
    core: OnceCell<Option<CoreRecord>>,
    card: OnceCell<Option<Card>>,
    account: OnceCell<Option<Account>>,
}

impl<'a> Facts<'a> {
    /// Somebody born by the day.
    pub(super) fn new(nation: &'a Nation, person: Person, as_of: Date, whole: bool) -> Option<Facts<'a>> {
        let life = nation.lifetime(person);
        let born = life.date_of_birth();
        (born <= as_of).then(|| Facts {
            nation,
            person,
            as_of,
            born,
            life,
            whole,
            name: OnceCell::new(),
            core: OnceCell::new(),
            card: OnceCell::new(),
            account: OnceCell::new(),
        })
    }

    pub(super) fn date_of_death(&self) -> Option<Date> {
        Some(self.life.date_of_death()).filter(|died| *died <= self.as_of)
    }

    pub(super) fn name(&self) -> &Name {
        let core = if self.whole { self.core() } else { None };
        match core {
            Some(core) => &core.name,
            None => self.name.get_or_init(|| self.nation.name_in_life(&self.life, self.as_of)),
        }
    }

    /// The core record: some 1.5 µs, of which the name is half.
    pub(super) fn core(&self) -> Option<&CoreRecord> {
        self.core.get_or_init(|| self.nation.core(self.person, self.as_of)).as_ref()
    }

    pub(super) fn card(&self) -> Option<&Card> {
        self.card.get_or_init(|| self.nation.card(self.person, self.as_of)).as_ref()
    }

    pub(super) fn account(&self) -> Option<&Account> {
        self.account.get_or_init(|| self.nation.account(self.person, self.as_of)).as_ref()
    }
}
