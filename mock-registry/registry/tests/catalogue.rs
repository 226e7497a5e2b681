//! The attribute catalogue and the datasets say the same, and every attribute is somebody's.

use std::collections::BTreeSet;

use dinhdanh_population::Nation;
use dinhdanh_protocol::attribute::{Sensitivity, ValueType};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::{NationSpec, REFERENCE_DATE, Registry};
use dinhdanh_sectors::datasets;

#[test]
fn every_dataset_is_an_attribute_of_the_same_words() {
    for dataset in datasets() {
        let attribute =
            Attribute::by_name(dataset.name).unwrap_or_else(|| panic!("{} is no attribute", dataset.name));
        let info = attribute.info();
        assert_eq!((info.label_en, info.label_vi), (dataset.label_en, dataset.label_vi), "{}", dataset.name);
        assert_eq!(
            (info.source, info.legal_source),
            (dataset.agency, dataset.legal_source),
            "{}",
            dataset.name
        );
        assert_eq!(
            info.sensitivity == Sensitivity::Sensitive,
            dataset.sensitivity == dinhdanh_sectors::Sensitivity::Sensitive,
            "{}",
            dataset.name
        );
        assert_eq!(info.value_type, ValueType::ObjectList, "{}", dataset.name);
    }
}

#[test]
fn every_attribute_has_a_value_for_somebody() {
    let spec = NationSpec { living: 100_000, ..NationSpec::default() };
    let nation = Nation::new(spec.clone()).unwrap();
    let registry = Registry::new(spec).unwrap();
    // One person in many thousands is declared missing: `article9` in the population crate finds one.
    let common = Attribute::ALL.iter().copied().filter(|attribute| *attribute != Attribute::DeclaredMissing);
    let mut missing: BTreeSet<Attribute> = common.collect();
    for i in 0..20_000_u64 {
        if missing.is_empty() {
            break;
        }
        let person = nation.person_at(i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % nation.registered()).unwrap();
        let number = PersonalNumber::parse(&nation.number(person).digits()).unwrap();
        let wanted: Vec<Attribute> = missing.iter().copied().collect();
        for (attribute, value) in registry.values(&number, REFERENCE_DATE, &wanted) {
            if value.as_array().is_none_or(|list| !list.is_empty()) {
                missing.remove(&attribute);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
