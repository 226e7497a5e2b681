//! Homes by their residence file, and communes by their code: for whoever records that somebody moved.

use jiff::civil::Date;

use super::address::{Address, AddressEra, AdminUnit};
use super::hearth::Home;
use super::household::Household;
use crate::data::{provinces, wards};
use crate::mix::Field;
use crate::nation::Nation;
use crate::perm::Perm;

impl Nation {
    /// The living people of the home with a residence file; none if nobody is left, or if there is no such file.
    pub fn household_of_file(&self, file: &str, as_of: Date) -> Option<Household> {
        self.household_in(self.home_of_file(file)?, as_of.into())
    }

    /// The address of the home with a residence file.
    pub fn address_of_file(&self, file: &str, as_of: Date) -> Option<Address> {
        let home = self.home_of_file(file)?;
        let root = || self.root_of(self.forebear(home.anchor()));
        Some(self.address(self.home_spot(home, as_of.into(), root), as_of.into()))
    }

    /// The inverse of [`Nation::residence_file`].
    fn home_of_file(&self, file: &str) -> Option<Home> {
        let anchor: u32 = file.get(3..)?.parse().ok()?;
        let registered = self.registered() as u32;
        if anchor >= registered {
            return None;
        }
        let index = Perm::new(registered, self.key(Field::ResidenceFile)).inverse(anchor);
        let place = self.place(self.person_at(u64::from(index))?);
        match file.get(2..3)? {
            "1" => Some(Home::Family(place)),
            "2" => Some(Home::Single(place)),
            "3" => Some(Home::Away(place)),
            _ => None,
        }
    }
}

impl Address {
    /// An address in a commune of today, by its five digits; none if there is no such commune.
    pub fn of_today(commune: &str, line: Option<String>) -> Option<Address> {
        let ward = wards().of_today(commune)?;
        let (code, name) = provinces().merged(ward.province);
        Some(Address {
            era: AddressEra::TwoLevel,
            line,
            commune: AdminUnit { code: &ward.code, name: &ward.name },
            district: None,
            province: AdminUnit { code, name },
        })
    }
}
