//! Where foreigners come from, and what they are called.
//!
//! Shares and names are common ones from memory; nobody is meant.

use std::sync::LazyLock;

use crate::data::pick::Pick;
use crate::mix::below;
use crate::terms::Sex;

/// A country with names of its people.
pub(super) struct Nationality {
    /// ISO 3166-1 alpha-3.
    pub(super) code: &'static str,
    weight: f64,
    /// Whether the surname comes first.
    surname_first: bool,
    surnames: &'static str,
    /// Given names of men and women.
    given: [&'static str; 2],
}

const fn country(
    code: &'static str,
    weight: f64,
    surname_first: bool,
    surnames: &'static str,
    given: [&'static str; 2],
) -> Nationality {
    Nationality { code, weight, surname_first, surnames, given }
}

/// Their order is part of every number: add at the end, and change none.
#[rustfmt::skip]
pub(super) const NATIONALITIES: [Nationality; 16] = [
    country("KOR", 26., true, "KIM LEE PARK CHOI JUNG KANG CHO YOON JANG LIM HAN SHIN", ["MINJUN SEOJUN DOYUN JIHOON HYUNWOO JUNHO SUNGMIN DONGHYUN", "SEOYEON JIWOO HAEUN MINJI SUJIN EUNJI YUJIN HYEJIN"]),
    country("CHN", 24., true, "WANG LI ZHANG LIU CHEN YANG ZHAO HUANG ZHOU WU XU SUN", ["WEI QIANG JUN LEI TAO CHAO BO HAO", "FANG NA MIN JING YAN XIU LI TING"]),
    country("TWN", 13., true, "CHEN LIN HUANG CHANG LEE WANG WU LIU TSAI YANG", ["CHIAHAO CHIHMING CHUNHUNG WEITING CHENGEN POHAN", "SHUFEN MEILING YATING YICHUN PEISHAN HSINYI"]),
    country("JPN", 11., true, "SATO SUZUKI TAKAHASHI TANAKA WATANABE ITO YAMAMOTO NAKAMURA KOBAYASHI KATO", ["HIROSHI KENJI TAKASHI DAISUKE SHOTA YUTA KAITO", "YUKO KEIKO AYUMI SAKURA MISAKI HARUKA AOI"]),
    country("USA", 5., false, "SMITH JOHNSON WILLIAMS BROWN JONES MILLER DAVIS WILSON", ["JAMES JOHN MICHAEL DAVID DANIEL ROBERT", "MARY JENNIFER LINDA SARAH EMILY JESSICA"]),
    country("IND", 4., false, "SHARMA PATEL SINGH KUMAR GUPTA REDDY MEHTA IYER", ["RAHUL AMIT RAJESH ARJUN VIKRAM SANJAY", "PRIYA ANITA SUNITA KAVITA NEHA DEEPA"]),
    country("PHL", 3., false, "SANTOS REYES CRUZ BAUTISTA GARCIA MENDOZA FLORES", ["JOSE MARK ANTONIO RAMON PAOLO", "MARIA ANGELICA GRACE ROSE CRISTINA"]),
    country("THA", 2., false, "SUKSAWAT CHAIYASIT WONGSA SRISUK THONGCHAI BOONMEE", ["SOMCHAI ANAN PRASERT KITTI NATTAPONG", "SIRIPORN MALEE SUDA KANYA NARISA"]),
    country("MYS", 2., true, "TAN LIM LEE WONG NG CHONG", ["WEIMING KOKWAI BOONHENG CHEEKEONG", "MEILING SIEWMEI HUIMIN LAYPENG"]),
    country("LAO", 2., false, "PHOMMACHANH SISOULITH VONGSA KEOLA INTHAVONG", ["SOMPHONE BOUNMY KHAMLA THONGSAY", "CHANTHA BOUAKHAM NOY DAVONE"]),
    country("KHM", 2., true, "SOK CHEA KONG MEAS PICH HENG", ["VANNAK DARA SOPHEAP RITHY", "SREYMOM BOPHA CHANTHOU SOKHA"]),
    country("FRA", 2., false, "MARTIN BERNARD DUBOIS THOMAS ROBERT PETIT MOREAU", ["PIERRE JEAN LUC NICOLAS ANTOINE", "MARIE CAMILLE CLAIRE SOPHIE JULIE"]),
    country("GBR", 2., false, "TAYLOR DAVIES EVANS WALKER WRIGHT HALL GREEN", ["OLIVER GEORGE HARRY THOMAS PAUL", "AMELIA CHARLOTTE HELEN LUCY EMMA"]),
    country("RUS", 1.5, false, "IVANOV SMIRNOV KUZNETSOV POPOV VOLKOV", ["ALEKSANDR DMITRII SERGEI IVAN", "ANNA ELENA OLGA MARINA"]),
    country("AUS", 1.5, false, "KELLY MURPHY CAMPBELL STEWART MORRIS", ["JACK LACHLAN LIAM PETER", "RUBY CHLOE MATILDA KAREN"]),
    country("DEU", 1., false, "MUELLER SCHMIDT SCHNEIDER FISCHER WEBER MEYER", ["LUKAS STEFAN ANDREAS JONAS", "ANNA LENA SABINE KATRIN"]),
];

/// A nationality, by number of residents.
pub(super) fn pick(word: u64) -> &'static Nationality {
    static PICK: LazyLock<Pick<usize>> =
        LazyLock::new(|| Pick::new(NATIONALITIES.iter().map(|country| country.weight).enumerate()));
    PICK.get(word).and_then(|at| NATIONALITIES.get(*at)).unwrap_or(&NATIONALITIES[0])
}

impl Nationality {
    /// Surname and given name, as passports write them.
    pub(super) fn names(&self, sex: Sex, words: [u64; 2]) -> [&'static str; 2] {
        let one = |list: &'static str, word: u64| {
            let names = list.split(' ');
            let n = below(word, names.clone().count() as u64) as usize;
            names.into_iter().nth(n).unwrap_or_default()
        };
        [one(self.surnames, words[0]), one(self.given[sex as usize], words[1])]
    }

    /// Both in the order of the country.
    pub(super) fn full(&self, [surname, given]: [&str; 2]) -> String {
        if self.surname_first { format!("{surname} {given}") } else { format!("{given} {surname}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn countries_are_distinct_and_have_names() {
        let codes: HashSet<&str> = NATIONALITIES.iter().map(|country| country.code).collect();
        assert_eq!(codes.len(), NATIONALITIES.len());
        assert!(NATIONALITIES.len() <= 100, "two digits of the number");
        for country in &NATIONALITIES {
            assert!(country.code.len() == 3 && country.code.bytes().all(|b| b.is_ascii_uppercase()));
            for sex in [Sex::Male, Sex::Female] {
                let name = country.full(country.names(sex, [0, u64::MAX]));
                assert_eq!(name.split(' ').count(), 2, "{}", country.code);
            }
        }
    }
}
