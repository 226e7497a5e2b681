//! Names of organisations, put together from words.

use super::{Organisation, OrganisationKind};
use crate::mix::below;
use crate::nation::Nation;

/// What a kind is called, and whether it does business.
const KINDS: [(OrganisationKind, &str, bool); 5] = [
    (OrganisationKind::Limited, "Công ty TNHH", true),
    (OrganisationKind::JointStock, "Công ty cổ phần", true),
    (OrganisationKind::Private, "Doanh nghiệp tư nhân", true),
    (OrganisationKind::Cooperative, "Hợp tác xã", true),
    (OrganisationKind::PublicUnit, "Trung tâm", false),
];
const BUSINESS: [&str; 16] = [
    "Thương mại",
    "Xây dựng",
    "Vận tải",
    "Dệt may",
    "Thực phẩm",
    "Cơ khí",
    "Điện tử",
    "Nội thất",
    "Du lịch",
    "Công nghệ",
    "Dược phẩm",
    "Bao bì",
    "Nông sản",
    "Thủy sản",
    "Tư vấn",
    "Bất động sản",
];
const PUBLIC: [&str; 6] = [
    "Dịch vụ công ích",
    "Văn hóa",
    "Khuyến nông",
    "Quan trắc môi trường",
    "Giáo dục nghề nghiệp",
    "Thể thao",
];
/// Words of luck and place that follow, two to a name.
const FIRST: [&str; 14] =
    ["An", "Bình", "Đại", "Gia", "Hải", "Hoàng", "Hưng", "Kim", "Minh", "Nam", "Phú", "Tân", "Thiên", "Việt"];
const SECOND: [&str; 14] = [
    "Cường", "Đạt", "Hòa", "Khang", "Lộc", "Long", "Ngân", "Phát", "Phong", "Quang", "Sơn", "Thành", "Thịnh",
    "Vượng",
];

impl Nation {
    /// The name; nobody keeps two organisations from having the same.
    pub(super) fn organisation_name(
        &self,
        Organisation(index): Organisation,
        kind: OrganisationKind,
    ) -> String {
        let stream = self.stream("organisations.name").child(u64::from(index));
        let (_, title, business) = KINDS.iter().find(|(of, ..)| *of == kind).copied().unwrap_or(KINDS[0]);
        let fields = if business { &BUSINESS[..] } else { &PUBLIC[..] };
        let one = |list: &[&'static str], nth: u64| list[below(stream.word(nth), list.len() as u64) as usize];
        format!("{title} {} {} {}", one(fields, 0), one(&FIRST, 1), one(&SECOND, 2))
    }
}
