//! Occupations: code and Vietnamese name, and how often they are found among whom.
//!
//! Codes are those of ISCO-08 minor and unit groups, on which the Vietnamese list (Decision 34/2020/QD-TTg) is built, and
//! letters for what is no occupation. Weights are assumptions, tuned to the shares of agriculture, industry and services in
//! the labour force surveys as remembered; unverified.

use std::sync::LazyLock;

use super::schooling::Stage;
use crate::data::pick::Pick;
use crate::terms::Sex;

/// A row of the list.
pub(crate) struct Row {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// The least and the last schooling of those who do it.
    stages: [Stage; 2],
    /// Relative numbers of men and women, and in the country, in industry and in the great cities.
    sexes: [f64; 2],
    zones: [f64; 3],
    /// Whether it ends with a pension.
    pub(crate) pension: bool,
}

/// What is no occupation, as the register writes it.
pub(crate) const CHILD: usize = 0;
pub(crate) const PUPIL: usize = 1;
pub(crate) const STUDENT: usize = 2;
pub(crate) const HOME: usize = 3;
pub(crate) const SEEKING: usize = 4;
pub(crate) const PENSIONER: usize = 5;
pub(crate) const ELDER: usize = 6;
/// Where occupations begin.
const WORK: usize = 7;

use Stage::{Higher as H, LowerSecondary as L, Primary as P, UpperSecondary as U};

const fn none(code: &'static str, name: &'static str) -> Row {
    Row { code, name, stages: [P, H], sexes: [0.0; 2], zones: [0.0; 3], pension: false }
}

const fn row(
    code: &'static str,
    name: &'static str,
    stages: [Stage; 2],
    sexes: [f64; 2],
    zones: [f64; 3],
    pension: bool,
) -> Row {
    Row { code, name, stages, sexes, zones, pension }
}

/// The list.
#[rustfmt::skip]
pub(crate) const ROWS: [Row; 64] = [
    none("C", "Trẻ em"),
    none("P", "Học sinh"),
    none("S", "Sinh viên"),
    none("H", "Nội trợ"),
    none("U", "Chưa có việc làm"),
    none("R", "Hưu trí"),
    none("E", "Người cao tuổi"),
    row("611", "Trồng lúa, hoa màu", [P, U], [34., 38.], [10., 1.6, 0.5], false),
    row("6112", "Trồng cây lâu năm", [P, U], [9., 8.], [10., 1., 0.1], false),
    row("6121", "Chăn nuôi gia súc", [P, U], [7., 7.], [9., 2., 0.4], false),
    row("6122", "Chăn nuôi gia cầm", [P, U], [3., 5.], [9., 2., 0.4], false),
    row("6221", "Nuôi trồng thủy sản", [P, U], [7., 3.], [9., 2., 0.3], false),
    row("6222", "Đánh bắt thủy sản", [P, L], [6., 0.2], [8., 2., 0.3], false),
    row("6210", "Lâm nghiệp", [P, U], [3., 1.5], [9., 1., 0.1], false),
    row("7112", "Thợ xây", [P, U], [22., 1.5], [8., 8., 6.], false),
    row("9313", "Phụ hồ", [P, L], [12., 5.], [8., 8., 6.], false),
    row("7115", "Thợ mộc", [P, U], [8., 0.5], [7., 7., 4.], false),
    row("7212", "Thợ hàn", [L, U], [8., 0.2], [5., 10., 6.], false),
    row("7231", "Thợ sửa chữa ô tô, xe máy", [L, U], [10., 0.2], [6., 8., 8.], false),
    row("7411", "Thợ điện", [L, U], [9., 0.2], [6., 9., 8.], true),
    row("7531", "Thợ may", [P, U], [2., 14.], [6., 10., 7.], false),
    row("8153", "Công nhân may công nghiệp", [L, U], [5., 24.], [5., 14., 5.], true),
    row("8156", "Công nhân da giày", [L, U], [4., 14.], [4., 14., 4.], true),
    row("8212", "Công nhân lắp ráp điện tử", [L, U], [7., 14.], [3., 16., 4.], true),
    row("8160", "Công nhân chế biến thực phẩm", [L, U], [5., 9.], [6., 10., 5.], true),
    row("8172", "Công nhân chế biến gỗ", [L, U], [8., 4.], [5., 11., 2.], true),
    row("8131", "Công nhân hóa chất, nhựa", [L, U], [5., 4.], [2., 11., 5.], true),
    row("8111", "Công nhân khai khoáng", [L, U], [5., 0.6], [5., 4., 0.2], true),
    row("8322", "Lái xe ô tô con, taxi", [L, U], [13., 0.3], [4., 8., 14.], false),
    row("8332", "Lái xe tải", [L, U], [11., 0.1], [6., 9., 7.], true),
    row("8321", "Lái xe ôm, xe công nghệ", [P, U], [9., 0.7], [2., 6., 16.], false),
    row("5221", "Chủ cửa hàng", [L, H], [9., 14.], [7., 9., 12.], false),
    row("5223", "Nhân viên bán hàng", [L, U], [7., 18.], [5., 9., 14.], true),
    row("5211", "Buôn bán nhỏ ở chợ", [P, U], [5., 22.], [8., 7., 8.], false),
    row("5131", "Phục vụ nhà hàng", [L, U], [6., 11.], [4., 7., 14.], false),
    row("5120", "Đầu bếp", [L, U], [6., 7.], [4., 7., 12.], false),
    row("5141", "Thợ cắt tóc, làm đẹp", [L, U], [4., 8.], [5., 7., 10.], false),
    row("9111", "Giúp việc gia đình", [P, L], [0.3, 7.], [3., 4., 10.], false),
    row("9112", "Nhân viên vệ sinh", [P, L], [2., 8.], [4., 8., 10.], true),
    row("5414", "Nhân viên bảo vệ", [L, U], [11., 0.5], [4., 9., 12.], true),
    row("9329", "Lao động tự do", [P, U], [20., 13.], [9., 8., 8.], false),
    row("9333", "Bốc xếp hàng hóa", [P, L], [8., 1.], [5., 8., 8.], false),
    row("5322", "Người chăm sóc tại nhà", [P, U], [0.3, 4.], [3., 4., 8.], false),
    row("4110", "Nhân viên văn phòng", [U, H], [7., 17.], [4., 9., 16.], true),
    row("4321", "Nhân viên kho", [L, U], [6., 4.], [3., 11., 9.], true),
    row("3313", "Kế toán viên", [H, H], [5., 24.], [6., 9., 14.], true),
    row("2341", "Giáo viên tiểu học", [H, H], [5., 17.], [12., 8., 7.], true),
    row("2330", "Giáo viên trung học", [H, H], [8., 15.], [12., 8., 7.], true),
    row("2342", "Giáo viên mầm non", [H, H], [0.2, 15.], [11., 9., 8.], true),
    row("2310", "Giảng viên đại học, cao đẳng", [H, H], [3., 3.], [2., 3., 10.], true),
    row("2211", "Bác sĩ", [H, H], [4., 4.], [6., 5., 9.], true),
    row("3221", "Điều dưỡng, nữ hộ sinh", [H, H], [1.5, 9.], [8., 7., 9.], true),
    row("2262", "Dược sĩ", [H, H], [2., 5.], [7., 7., 9.], true),
    row("2142", "Kỹ sư xây dựng", [H, H], [14., 1.5], [6., 9., 12.], true),
    row("2144", "Kỹ sư cơ khí", [H, H], [12., 1.], [3., 13., 8.], true),
    row("2151", "Kỹ sư điện, điện tử", [H, H], [11., 1.5], [4., 13., 9.], true),
    row("2512", "Lập trình viên", [H, H], [13., 4.], [2., 4., 22.], true),
    row("2411", "Chuyên viên ngân hàng, tài chính", [H, H], [6., 9.], [5., 7., 15.], true),
    row("2422", "Công chức xã, phường", [U, H], [6., 5.], [9., 6., 4.], true),
    row("2619", "Chuyên viên cơ quan nhà nước", [H, H], [9., 9.], [8., 7., 9.], true),
    row("2611", "Luật sư, tư vấn pháp luật", [H, H], [2., 1.5], [2., 3., 10.], true),
    row("1120", "Giám đốc doanh nghiệp", [U, H], [5., 2.], [4., 8., 14.], true),
    row("3322", "Nhân viên kinh doanh", [U, H], [10., 9.], [3., 8., 15.], true),
    row("2642", "Nhà báo, biên tập viên", [H, H], [1.2, 1.5], [2., 2., 8.], true),
];

/// Codes and Vietnamese names, in the order of the list.
pub fn occupations() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROWS.iter().map(|row| (row.code, row.name))
}

/// How much more the land took of those who began to work in earlier times.
const LAND: [(i32, f64); 4] = [(i32::MIN, 7.0), (1990, 3.6), (2004, 1.8), (2014, 1.1)];
/// What those who finished school leave to others.
const REFUSED: f64 = 0.3;

/// Number of the first occupation word by sex, zone, schooling, era.
struct Picks(Vec<Pick<u8>>);

/// An occupation for somebody who begins to work in a year. Zones: country, industry, great city.
pub(super) fn occupation(sex: Sex, zone: usize, stage: Stage, year: i32, word: u64) -> usize {
    static PICKS: LazyLock<Picks> = LazyLock::new(Picks::new);
    let era = LAND.iter().rposition(|(from, _)| *from <= year).unwrap_or(0);
    let at = ((sex as usize * 3 + zone.min(2)) * 4 + stage as usize) * LAND.len() + era;
    PICKS.0.get(at).and_then(|pick| pick.get(word)).map_or(HOME, |row| usize::from(*row))
}

impl Picks {
    fn new() -> Picks {
        let mut picks = Vec::with_capacity(2 * 3 * 4 * LAND.len());
        for sex in 0..2 {
            for zone in 0..3 {
                for stage in [P, L, U, H] {
                    picks.extend(LAND.map(|(_, land)| {
                        Pick::new((0..).zip(&ROWS).skip(WORK).map(|(at, row)| {
                            let [least, most] = row.stages;
                            let fits = match stage {
                                stage if stage < least => 0.0,
                                stage if stage > most => REFUSED * if stage == H { 0.3 } else { 1.0 },
                                _ => 1.0,
                            };
                            let land = if row.code.starts_with('6') { land } else { 1.0 };
                            (at, row.sexes[sex] * row.zones[zone] * fits * land)
                        }))
                    }));
                }
            }
        }
        Picks(picks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_and_names_are_distinct() {
        let codes: HashSet<_> = occupations().map(|(code, _)| code).collect();
        let names: HashSet<_> = occupations().map(|(_, name)| name).collect();
        assert_eq!((codes.len(), names.len()), (ROWS.len(), ROWS.len()));
        assert!(ROWS[..WORK].iter().all(|row| row.code.len() == 1 && row.sexes == [0.0; 2]));
        assert!(
            ROWS[WORK..].iter().all(|row| row.code.parse::<u16>().is_ok() && row.stages[0] <= row.stages[1])
        );
    }

    #[test]
    fn the_list_has_no_army_and_no_police() {
        // Major group 0 of ISCO-08 is the armed forces; 5412 and 3355 are the police.
        assert!(occupations().all(|(code, _)| !code.starts_with('0') && !["5412", "3355"].contains(&code)));
    }

    #[test]
    fn everybody_finds_something() {
        for sex in [Sex::Male, Sex::Female] {
            for zone in 0..3 {
                for stage in [P, L, U, H] {
                    for year in [1930, 1995, 2010, 2040] {
                        assert!(occupation(sex, zone, stage, year, u64::MAX / 3) >= WORK);
                    }
                }
            }
        }
    }
}
