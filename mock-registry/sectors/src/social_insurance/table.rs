//! Tables of social insurance. Shares and salaries are assumptions, set so that about 18 million contribute in 2024, as reported.

/// Per mille ever insured, by the highest stage of education completed at 30: kindergarten stands for none.
pub(super) const EVER_INSURED: [u64; 9] = [90, 260, 400, 600, 760, 860, 930, 970, 990];
/// The same by year of birth, in thousandths: insurance of enterprises began in 1995.
pub(super) const FIRST_INSURED_COHORTS: [(i16, u64); 6] =
    [(1905, 0), (1922, 500), (1945, 650), (1965, 700), (1980, 900), (1995, 1000)];
/// The same by region of birth, in thousandths.
pub(super) const REGIONS: [u64; 6] = [800, 1100, 850, 800, 1250, 850];
/// Per mille of the insured who work for the state, by year of birth and education: state enterprises with the public
/// service for those who grew up before the reforms of 1986.
pub(super) const PUBLIC: [(i16, [u64; 9]); 2] = [
    (1905, [250, 350, 450, 650, 800, 800, 850, 900, 950]),
    (1972, [10, 15, 25, 60, 220, 330, 360, 450, 700]),
];
/// Per mille of those in enterprises who leave insured work between 32 and 51.
pub(super) const LEAVING_EARLY: u64 = 450;

/// Per mille of those never insured as employees who join voluntary insurance if the age drawn for it comes in or after a year,
/// set so that about 2.2 million of some 53 million workers pay in 2025, as reported; half a million did in 2019, from memory.
pub(super) const JOINING: [(i16, u64); 6] =
    [(2008, 10), (2013, 30), (2017, 60), (2019, 420), (2022, 500), (2024, 560)];
/// The lowest income that voluntary insurance is paid on, in dong, by year: the general minimum salary until 2015, the poverty
/// line of rural areas since (Decision 59/2015/QD-TTg, Decree 07/2021/ND-CP; from memory).
pub(super) const LOWEST_INCOME: [(i16, i64); 7] = [
    (2008, 540_000),
    (2009, 650_000),
    (2010, 730_000),
    (2011, 830_000),
    (2012, 1_050_000),
    (2016, 700_000),
    (2022, 1_500_000),
];

/// Average monthly salary that contributions are paid on, in dong, by year.
pub(super) const AVERAGE: [(i64, i64); 8] = [
    (1995, 330_000),
    (2000, 560_000),
    (2005, 1_050_000),
    (2010, 2_300_000),
    (2015, 4_400_000),
    (2020, 5_700_000),
    (2025, 7_200_000),
    (2045, 18_000_000),
];
/// Salary by education, in thousandths of the average.
pub(super) const BY_EDUCATION: [i64; 9] = [750, 800, 850, 930, 1000, 1100, 1350, 1800, 2300];

/// Positions by education: up to lower secondary, upper secondary and vocational, college, university.
pub(super) const ENTERPRISE_POSITIONS: [&[&str]; 4] = [
    &["Công nhân may", "Công nhân da giày", "Lao động phổ thông", "Nhân viên tạp vụ", "Nhân viên bảo vệ"],
    &["Công nhân lắp ráp điện tử", "Công nhân vận hành máy", "Lái xe", "Nhân viên kho", "Nhân viên bán hàng"],
    &["Kỹ thuật viên", "Nhân viên kế toán", "Tổ trưởng sản xuất", "Nhân viên hành chính"],
    &["Kỹ sư", "Kế toán viên", "Chuyên viên kinh doanh", "Lập trình viên", "Trưởng phòng"],
];
/// The same in the public service.
pub(super) const PUBLIC_POSITIONS: [&[&str]; 4] = [
    &["Nhân viên phục vụ", "Nhân viên bảo vệ"],
    &["Nhân viên văn thư", "Cán bộ không chuyên trách"],
    &["Giáo viên mầm non", "Điều dưỡng", "Cán sự"],
    &["Giáo viên", "Chuyên viên", "Bác sĩ", "Giảng viên"],
];

/// Parts of the names of invented companies.
pub(super) const COMPANY_KINDS: [&str; 4] =
    ["Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH Một thành viên", "Doanh nghiệp tư nhân"];
/// What they do.
pub(super) const COMPANY_TRADES: [&str; 10] = [
    "May mặc",
    "Da giày",
    "Điện tử",
    "Cơ khí",
    "Xây dựng",
    "Thương mại",
    "Chế biến thuỷ sản",
    "Vận tải",
    "Đồ gỗ",
    "Dịch vụ",
];
/// What they are called.
pub(super) const COMPANY_BRANDS: [&str; 12] = [
    "Sao Khuê",
    "Bình Minh Xanh",
    "An Khang",
    "Phú Thịnh",
    "Sông Ngọc",
    "Tân Hưng",
    "Hoàng Mai",
    "Thiên Lộc",
    "Đông Phương",
    "Trường Phát",
    "Lam Sơn",
    "Hải Âu",
];
/// An office of the public service, before its number and province.
pub(super) const PUBLIC_OFFICE: &str = "Đơn vị sự nghiệp công lập số";
/// Ends the name of everybody invented.
pub(super) const INVENTED: &str = "(giả lập)";
