//! Tables of education. Shares are assumptions shaped after the censuses of 1989 to 2019, in which each cohort went further.

/// Per mille of those born from a year on by highest stage completed: none, primary, lower and upper secondary,
/// vocational, college, bachelor, master, doctor.
pub(super) const COHORTS: [(i16, [u64; 9]); 8] = [
    (1905, [450, 380, 110, 35, 15, 3, 6, 1, 0]),
    (1930, [300, 400, 190, 62, 23, 7, 15, 2, 1]),
    (1945, [180, 360, 290, 90, 40, 10, 27, 2, 1]),
    (1960, [110, 290, 370, 130, 45, 15, 36, 3, 1]),
    (1975, [80, 250, 330, 180, 45, 30, 73, 11, 1]),
    (1985, [50, 170, 300, 230, 50, 55, 125, 18, 2]),
    (1995, [25, 90, 240, 320, 45, 75, 185, 18, 2]),
    (2005, [12, 40, 190, 390, 45, 75, 225, 21, 2]),
];

/// Per mille in kindergarten, by year of birth.
pub(super) const KINDERGARTEN: [(i16, u64); 6] =
    [(1905, 0), (1960, 150), (1980, 350), (1995, 600), (2005, 850), (2012, 950)];

/// Fields of study: weight, last six digits of the code in the official list (Circular 24/2017/TT-BLDTBXH for colleges and
/// 09/2022/TT-BGDDT above, which put the digit of the level before them), name. From memory; the lists of the levels differ in details.
pub(super) const FIELDS: [(u64, (&str, &str)); 14] = [
    (16, ("340101", "Quản trị kinh doanh")),
    (13, ("340301", "Kế toán")),
    (12, ("480201", "Công nghệ thông tin")),
    (8, ("140202", "Giáo dục tiểu học")),
    (5, ("140209", "Sư phạm Toán học")),
    (7, ("380101", "Luật")),
    (6, ("720301", "Điều dưỡng")),
    (4, ("720101", "Y khoa")),
    (8, ("520201", "Kỹ thuật điện")),
    (7, ("580201", "Kỹ thuật xây dựng")),
    (6, ("520103", "Kỹ thuật cơ khí")),
    (5, ("220201", "Ngôn ngữ Anh")),
    (5, ("620110", "Khoa học cây trồng")),
    (4, ("810103", "Quản trị dịch vụ du lịch và lữ hành")),
];

/// Cities of universities by number of students (assumption).
pub(super) const UNIVERSITIES: [(u64, &str); 8] = [
    (34, "Trường Đại học Tổng hợp Hà Nội (giả lập)"),
    (30, "Trường Đại học Tổng hợp Thành phố Hồ Chí Minh (giả lập)"),
    (8, "Trường Đại học Tổng hợp Đà Nẵng (giả lập)"),
    (7, "Trường Đại học Tổng hợp Cần Thơ (giả lập)"),
    (6, "Trường Đại học Tổng hợp Huế (giả lập)"),
    (6, "Trường Đại học Tổng hợp Thái Nguyên (giả lập)"),
    (5, "Trường Đại học Tổng hợp Nghệ An (giả lập)"),
    (4, "Trường Đại học Tổng hợp Lâm Đồng (giả lập)"),
];
