//! Provinces for callers.

use crate::data::provinces;
use crate::ident::ProvinceCode;

impl ProvinceCode {
    /// The 63 provinces until 30 June 2025, in the order of their codes. ID numbers and births refer to these.
    pub fn all() -> impl Iterator<Item = ProvinceCode> {
        provinces().all().iter().map(|province| ProvinceCode(province.code))
    }

    /// The name until 30 June 2025.
    pub fn name(self) -> &'static str {
        provinces().index(self.0).map_or("", |i| &provinces().all()[i].name)
    }

    /// The name since 1 July 2025; empty if it is not one of the 34.
    pub fn name_since_reform(self) -> &'static str {
        provinces().merged(self.0).1
    }

    /// The province it has been part of since 1 July 2025, which may be itself.
    pub fn merged(self) -> ProvinceCode {
        provinces().index(self.0).map_or(self, |i| ProvinceCode(provinces().all()[i].merged))
    }

    /// The provinces that became this one on 1 July 2025; none if it is not one of the 34.
    pub fn predecessors(self) -> impl Iterator<Item = ProvinceCode> {
        ProvinceCode::all().filter(move |province| province.merged() == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_and_predecessors() {
        let code = |text: &str| text.parse::<ProvinceCode>().unwrap();
        let check = |of: &str, expect: &[&str]| {
            let codes: Vec<String> = code(of).predecessors().map(ProvinceCode::digits).collect();
            assert_eq!(codes, expect, "{of}");
        };
        check("79", &["74", "77", "79"]);
        check("01", &["01"]);
        check("74", &[]);
        assert_eq!(code("74").merged(), code("79"));
        assert_eq!(code("74").name(), "Bình Dương");
        assert_eq!(ProvinceCode::all().count(), 63);
    }
}
