//! Every persona of a gallery has its trait, as the full record of that date shows, in nations of any seed and size.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use dinhdanh_population::{
    AccountLevel, CardKind, IdSpace, MaritalStatus, Nation, Person, REFORM_DATE, Record, Relation, Sex,
    is_divided,
};
use dinhdanh_protocol::Attribute;
use dinhdanh_registry::{NationSpec, Registry, Sitter};
use dinhdanh_sectors::telecom::{User, subscriptions};
use jiff::ToSpan;
use jiff::civil::{Date, date};

struct Shown<'a> {
    nation: &'a Nation,
    person: Person,
    other: Option<Person>,
    record: Record,
    on: Date,
}

impl Shown<'_> {
    fn age(&self) -> i32 {
        years(self.record.core.date_of_birth.day(), self.record.core.date_of_death.unwrap_or(self.on))
    }

    fn alive(&self) -> bool {
        self.record.core.date_of_death.is_none()
    }

    fn turns(&self, age: i16) -> bool {
        let born = self.record.core.date_of_birth.day();
        let birthday = Date::new(born.year() + age, born.month(), born.day());
        birthday.unwrap_or_else(|_| date(born.year() + age, 3, 1)) == self.on.tomorrow().unwrap()
    }

    fn married(&self, status: MaritalStatus) -> bool {
        self.record.marital_status == status
    }

    fn minors(&self) -> usize {
        let children = self.nation.children(self.person).into_iter();
        let minor = |child: &Person| {
            self.nation.is_alive(*child, self.on) && years(self.nation.date_of_birth(*child), self.on) < 18
        };
        children.filter(minor).count()
    }

    fn opens(&self, level: AccountLevel) -> bool {
        self.record.account.is_some_and(|account| account.level == level && !account.locked)
    }

    fn valid_card(&self) -> bool {
        self.record.card.is_some_and(|card| card.expires.is_none_or(|expires| self.on <= expires))
    }

    fn expired_card(&self) -> bool {
        self.record.card.and_then(|card| card.expires).is_some_and(|expires| expires < self.on)
    }

    fn parent_lives(&self) -> bool {
        let parents = [self.nation.father(self.person), self.nation.mother(self.person)];
        parents.iter().flatten().any(|parent| self.nation.is_alive(*parent, self.on))
    }

    /// Who uses the numbers in this person's name.
    fn active_numbers(&self) -> Vec<User> {
        let held = subscriptions(self.nation, self.person, self.on);
        held.into_iter().filter(|one| one.state == "active").map(|one| one.user).collect()
    }

    fn home(&self, on: Date) -> dinhdanh_population::Address {
        self.nation.permanent_residence(self.person, on).unwrap()
    }
}

fn years(from: Date, to: Date) -> i32 {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    i32::from(to.year()) - i32::from(from.year()) - i32::from(before)
}

type Holds = fn(&Shown) -> bool;

const EXPECT: &[(&str, Holds)] = &[
    ("everyday-man", |s| {
        s.record.core.sex == Sex::Male
            && s.opens(AccountLevel::Level2)
            && s.record.spouse.is_some()
            && s.record.children.len() > 1
    }),
    ("everyday-woman", |s| {
        s.record.core.sex == Sex::Female && s.opens(AccountLevel::Level2) && s.record.spouse.is_some()
    }),
    ("student", |s| {
        s.opens(AccountLevel::Level2) && (18..=22).contains(&s.age()) && s.married(MaritalStatus::Single)
    }),
    ("level-1", |s| s.opens(AccountLevel::Level1) && s.valid_card()),
    ("level-fallen", |s| {
        s.record.account.is_some_and(|a| a.level == AccountLevel::Level1) && s.expired_card()
    }),
    ("locked", |s| s.alive() && s.record.account.is_some_and(|account| account.locked)),
    ("no-account", |s| s.age() >= 25 && s.record.account.is_none()),
    ("child-account", |s| {
        (6..14).contains(&s.age()) && s.record.account.is_some_and(|a| a.level == AccountLevel::Level2)
    }),
    ("teenager", |s| (14..18).contains(&s.age()) && s.opens(AccountLevel::Level2)),
    ("turns-6-tomorrow", |s| s.turns(6)),
    ("turns-14-tomorrow", |s| s.turns(14)),
    ("turns-18-tomorrow", |s| s.turns(18)),
    ("turns-25-tomorrow", |s| s.turns(25)),
    ("turns-60-tomorrow", |s| s.turns(60)),
    ("newborn", |s| s.on.since(s.record.core.date_of_birth.day()).unwrap().get_days() <= 28),
    ("centenarian", |s| s.age() >= 100),
    ("born-29-february", |s| {
        (s.record.core.date_of_birth.day().month(), s.record.core.date_of_birth.day().day()) == (2, 29)
    }),
    ("born-1-january", |s| s.record.core.date_of_birth.day().day_of_year() == 1),
    ("birthday-today", |s| {
        (s.record.core.date_of_birth.day().month(), s.record.core.date_of_birth.day().day())
            == (s.on.month(), s.on.day())
    }),
    ("card-expired", |s| s.expired_card()),
    ("card-expires-next-month", |s| {
        let expires = s.record.card.unwrap().expires.unwrap();
        expires.first_of_month() == s.on.first_of_month().checked_add(1.month()).unwrap()
    }),
    ("no-card-at-14", |s| (14..16).contains(&s.age()) && s.record.card.is_none()),
    ("card-under-6", |s| s.age() < 6 && s.valid_card()),
    ("card-for-life", |s| s.record.card.unwrap().expires.is_none()),
    ("old-number-only", |s| {
        !s.alive() && s.record.old_number.is_some() && s.record.card.unwrap().kind == CardKind::NineDigit
    }),
    ("old-number-kept", |s| s.record.old_number.is_some() && s.valid_card()),
    ("changed-phone", |s| {
        let earlier = |years: i32| s.nation.phone(s.person, s.on.checked_sub(years.years()).unwrap());
        (1..40).filter_map(earlier).any(|phone| Some(phone) != s.record.phone)
    }),
    ("no-phone", |s| s.record.phone.is_none()),
    ("deceased-last-week", |s| s.on.since(s.record.core.date_of_death.unwrap()).unwrap().get_days() <= 7),
    ("deceased-long-ago", |s| {
        s.record.core.date_of_death.unwrap().year() <= 2005 && s.record.account.is_none()
    }),
    ("newlywed", |s| {
        let weddings = s.nation.marriages_of_life(s.person).into_iter().map(|marriage| marriage.wedding);
        weddings.filter(|day| *day <= s.on).any(|day| s.on.since(day).unwrap().get_days() <= 90)
    }),
    ("twins", |s| {
        let other = s.other.unwrap();
        other != s.person
            && s.nation.mother(other) == s.nation.mother(s.person)
            && s.nation.date_of_birth(other) == s.nation.date_of_birth(s.person)
    }),
    ("married-twice", |s| s.record.marriages.len() == 2 && s.married(MaritalStatus::Married)),
    ("changed-name", |s| {
        s.record.core.former_name.as_ref().is_some_and(|former| *former != s.record.core.name)
    }),
    ("unknown-birthday", |s| s.record.core.date_of_birth.to_string().len() == 4),
    ("widow-two-minors", |s| {
        s.record.core.sex == Sex::Female && s.married(MaritalStatus::Widowed) && s.minors() == 2
    }),
    ("widower", |s| s.record.core.sex == Sex::Male && s.married(MaritalStatus::Widowed) && s.age() >= 65),
    ("divorced-parent", |s| s.married(MaritalStatus::Divorced) && s.minors() > 0),
    ("single-mother", |s| {
        s.record.core.sex == Sex::Female && s.married(MaritalStatus::Single) && s.minors() > 0
    }),
    ("no-known-father", |s| s.age() < 18 && s.record.father.is_none()),
    ("no-mother-on-record", |s| s.record.mother.is_none()),
    ("orphan", |s| s.age() < 18 && !s.parent_lives()),
    ("father-of-five", |s| s.record.core.sex == Sex::Male && s.record.children.len() >= 5),
    ("with-in-laws", |s| {
        let spouse =
            s.nation.spouse(s.person, s.on).or(s.nation.marriage(s.person).map(|m| m.spouse)).unwrap();
        let numbers =
            [s.nation.father(spouse), s.nation.mother(spouse)].map(|p| p.map(|p| s.nation.number(p)));
        s.record.household.iter().any(|member| numbers.contains(&Some(member.relative.number)))
    }),
    ("alone-at-80", |s| s.age() >= 80 && s.record.household.len() == 1),
    ("large-household", |s| {
        s.record.household.len() >= 7 && s.record.relation_to_head == Some(Relation::Head)
    }),
    ("same-birthday-siblings", |s| {
        let other = s.other.unwrap();
        let born = s.nation.date_of_birth(other);
        other != s.person
            && s.nation.mother(other).is_some()
            && s.nation.mother(other) == s.nation.mother(s.person)
            && (born.month(), born.day())
                == (s.record.core.date_of_birth.day().month(), s.record.core.date_of_birth.day().day())
    }),
    ("same-name-and-birthday", |s| {
        let other = s.other.unwrap();
        other != s.person
            && s.nation.name_on(other, s.on).full == s.record.core.name.full
            && s.nation.birth_date(other) == s.record.core.date_of_birth
    }),
    ("no-middle-name", |s| s.record.core.name.full.split(' ').count() == 2),
    ("four-word-name", |s| s.record.core.name.full.split(' ').count() == 4),
    ("minority-surname", |s| s.record.core.ethnicity != "Kinh" && s.record.core.name.surname == "Lò"),
    ("province-renamed", |s| {
        s.home(REFORM_DATE.yesterday().unwrap()).province.name != s.home(s.on).province.name
    }),
    ("commune-divided", |s| is_divided(s.home(REFORM_DATE.yesterday().unwrap()).commune.code)),
    ("guardian-and-child", |s| {
        let child = s.other.unwrap();
        let parents = [s.nation.father(child), s.nation.mother(child)];
        s.nation.legal_representatives(child, s.on) == [s.person]
            && s.age() >= 18
            && s.nation.mother(child) == s.nation.mother(s.person)
            && !parents.into_iter().flatten().any(|parent| s.nation.is_alive(parent, s.on))
    }),
    ("grandparent-and-child", |s| {
        let child = s.other.unwrap();
        let parents = [s.nation.father(child), s.nation.mother(child)].into_iter().flatten();
        s.nation.legal_representatives(child, s.on).contains(&s.person)
            && parents.clone().any(|parent| s.nation.children(s.person).contains(&parent))
            && !parents.into_iter().any(|parent| s.nation.is_alive(parent, s.on))
    }),
    ("wrong-sim", |s| {
        let strange = |user: User| user == User::Stranger(s.other.unwrap());
        s.alive() && s.active_numbers().into_iter().any(strange)
    }),
    ("several-sims", |s| s.alive() && s.active_numbers().len() >= 3),
    ("temporary-resident", |s| s.record.core.temporary_residence.is_some() && s.opens(AccountLevel::Level2)),
];

fn check(nation: &Nation, sitter: &Sitter, on: Date) {
    let person = |number: &str| nation.lookup(number.parse().unwrap()).unwrap();
    let this = person(sitter.citizen.number.expose());
    let shown = Shown {
        nation,
        person: this,
        other: sitter.other.as_ref().map(|other| person(other.number.expose())),
        record: nation.record(this, on).unwrap(),
        on,
    };
    let id = sitter.persona.id;
    let (_, holds) = EXPECT.iter().find(|(expected, _)| *expected == id).unwrap();
    assert!(holds(&shown), "{id} on {on} of seed {}", nation.spec().seed);
}

/// Who is no citizen has no record: what the register says is looked at.
fn check_foreigner(registry: &Registry, sitter: &Sitter, on: Date) {
    let number = &sitter.citizen.number;
    let values = registry.values(
        number,
        on,
        &[Attribute::IdentityCard, Attribute::EidAccount, Attribute::Nationalities],
    );
    assert!(sitter.citizen.age >= 18 && sitter.other.is_none());
    assert_ne!(values[&Attribute::Nationalities], serde_json::json!(["VNM"]));
    assert_eq!(values[&Attribute::IdentityCard]["valid"], true);
    assert_eq!(values[&Attribute::EidAccount]["level"], 2);
    assert_eq!(values[&Attribute::EidAccount]["locked"], false);
}

/// How many personas a nation of a size must have, today and in other years. Nobody turns 14 on 29 February 2028.
#[test]
fn every_persona_has_its_trait() {
    let today = date(2026, 11, 22);
    let cases = [
        (101_000_000, 2026, vec![(today, 54), (date(2028, 2, 28), 50), (date(2024, 8, 1), 43)]),
        (101_000_000, 7, vec![(today, 54)]),
        (1_000_000, 1, vec![(today, 53), (date(2031, 12, 31), 48)]),
        (100_000, 3, vec![(today, 46)]),
        (1_000, 9, vec![(today, 25)]),
    ];
    for (living, seed, dates) in cases {
        let spec = NationSpec { seed, living, id_space: IdSpace::Reserved };
        let (nation, registry) = (Nation::new(spec.clone()).unwrap(), Registry::new(spec).unwrap());
        for (on, at_least) in dates {
            let gallery = registry.gallery(on);
            let missing: Vec<_> =
                gallery.missing.iter().map(|m| (m.persona.id, m.looked_at, m.exhausted)).collect();
            assert_eq!(gallery.sitters.len() + missing.len(), Registry::gallery_table().len());
            assert!(gallery.sitters.len() >= at_least, "{living} on {on}: missing {missing:?}");
            for sitter in &gallery.sitters {
                match sitter.persona.id {
                    "foreigner" => check_foreigner(&registry, sitter, on),
                    _ => check(&nation, sitter, on),
                }
            }
        }
    }
}

#[test]
fn a_gallery_is_kept_and_repeats() {
    let spec = NationSpec { seed: 4, living: 50_000, id_space: IdSpace::Reserved };
    let on = date(2026, 11, 22);
    let [one, two] = [0, 1].map(|_| Registry::new(spec.clone()).unwrap());
    let first = one.gallery(on);
    assert!(std::sync::Arc::ptr_eq(&first, &one.gallery(on)));
    for years in 1..8 {
        one.gallery(on.checked_add(years.years()).unwrap());
    }
    let numbers = |gallery: &dinhdanh_registry::Gallery| -> Vec<String> {
        gallery.sitters.iter().map(|sitter| sitter.citizen.number.expose().to_owned()).collect()
    };
    assert_eq!(numbers(&first), numbers(&two.gallery(on)));
}
