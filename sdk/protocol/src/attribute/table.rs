//! The catalogue itself. A row is added here and nowhere else; the registry's match on [`Attribute`] then fails to compile until it
//! says where the value comes from.

use super::{AttributeInfo, Sensitivity, ValueType};

/// The owner of the population and identity databases.
const POPULATION: &str = "ministry-of-public-security";

/// The agency named in a row, else the owner of the population database.
const fn source(named: &[&'static str]) -> &'static str {
    match named {
        [agency, ..] => agency,
        [] => POPULATION,
    }
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $en:literal, $vi:literal, $type:ident, $class:ident, $law:literal, $scope:expr $(, $source:literal)?;)*) => {
        /// A datum about a citizen that a partner can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Attribute { $($(#[$doc])* $variant,)* }

        impl Attribute {
            /// Every attribute, in catalogue order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The attribute's row.
            pub const fn info(self) -> &'static AttributeInfo {
                match self {
                    $(Self::$variant => &AttributeInfo {
                        name: $name, label_en: $en, label_vi: $vi, value_type: ValueType::$type, source: const { source(&[$($source)?]) },
                        sensitivity: Sensitivity::$class, legal_source: $law, scope: $scope,
                    },)*
                }
            }
        }
    };
}

catalogue! {
    /// 12 digits.
    PersonalNumber = "personal_number", "Personal number", "Số định danh cá nhân", Text, Basic, "Law 26/2023 art. 9 item 3", Some("identity");
    /// Full birth name: surname, middle names, given name.
    Name = "name", "Full name", "Họ, chữ đệm và tên khai sinh", Text, Basic, "Law 26/2023 art. 9 item 1", Some("profile");
    /// Surname.
    FamilyName = "family_name", "Surname", "Họ", Text, Basic, "Law 26/2023 art. 9 item 1", Some("profile");
    /// Middle names, perhaps empty.
    MiddleName = "middle_name", "Middle name", "Chữ đệm", Text, Basic, "Law 26/2023 art. 9 item 1", Some("profile");
    /// Given name.
    GivenName = "given_name", "Given name", "Tên", Text, Basic, "Law 26/2023 art. 9 item 1", Some("profile");
    /// Other names in use.
    OtherNames = "other_names", "Other names", "Tên gọi khác", TextList, Basic, "Law 26/2023 art. 9 item 2", None;
    /// `YYYY-MM-DD`.
    Birthdate = "birthdate", "Date of birth", "Ngày, tháng, năm sinh", BirthDate, Basic, "Law 26/2023 art. 9 item 4", Some("profile");
    /// `male` or `female` (OpenID Connect Core 5.1).
    Gender = "gender", "Sex", "Giới tính", Code, Basic, "Law 26/2023 art. 9 item 5", Some("profile");
    /// Where the person was born.
    PlaceOfBirth = "place_of_birth", "Place of birth", "Nơi sinh", Object, Basic, "Law 26/2023 art. 9 item 6", Some("identity");
    /// Where the birth was registered.
    BirthRegistrationPlace = "birth_registration_place", "Place of birth registration", "Nơi đăng ký khai sinh", Object, Basic, "Law 26/2023 art. 9 item 7", Some("identity");
    /// Ancestral home.
    Hometown = "hometown", "Hometown", "Quê quán", Object, Basic, "Law 26/2023 art. 9 item 8", Some("identity");
    /// Ethnic group.
    Ethnicity = "ethnicity", "Ethnic group", "Dân tộc", Text, Sensitive, "Law 26/2023 art. 9 item 9", None;
    /// Religion.
    Religion = "religion", "Religion", "Tôn giáo", Text, Sensitive, "Law 26/2023 art. 9 item 10", None;
    /// ISO 3166-1 alpha-3 codes (OpenID Connect for Identity Assurance).
    Nationalities = "nationalities", "Nationality", "Quốc tịch", TextList, Basic, "Law 26/2023 art. 9 item 11", Some("identity");
    /// `O`, `A`, `B` or `AB`.
    BloodGroup = "blood_group", "Blood group", "Nhóm máu", Code, Sensitive, "Law 26/2023 art. 9 item 12", None;
    /// Old 9-digit number, if the person had one.
    OldIdentityNumber = "old_identity_number", "Old 9-digit number", "Số chứng minh nhân dân 9 số", Text, Basic, "Law 26/2023 art. 9 item 13", None;
    /// Issue and expiry of the card in force.
    IdentityCard = "identity_card", "Identity card", "Thẻ căn cước", Object, Basic, "Law 26/2023 art. 9 item 14", Some("identity");
    /// Father, if recorded.
    Father = "father", "Father", "Cha", Object, Basic, "Law 26/2023 art. 9 item 15", Some("family");
    /// Mother, if recorded.
    Mother = "mother", "Mother", "Mẹ", Object, Basic, "Law 26/2023 art. 9 item 15", Some("family");
    /// Spouse at the date asked.
    Spouse = "spouse", "Spouse", "Vợ hoặc chồng", Object, Basic, "Law 26/2023 art. 9 item 15", Some("family");
    /// Children born by the date asked.
    Children = "children", "Children", "Con", ObjectList, Basic, "Law 26/2023 art. 9 item 15", Some("family");
    /// Permanent residence.
    PermanentAddress = "permanent_address", "Permanent residence", "Nơi thường trú", Object, Basic, "Law 26/2023 art. 9 item 16", Some("residence");
    /// Where the person lives now.
    CurrentAddress = "current_address", "Current residence", "Nơi ở hiện tại", Object, Basic, "Law 26/2023 art. 9 item 18", Some("residence");
    /// `single`, `married`, `divorced`, `widowed`.
    MaritalStatus = "marital_status", "Marital status", "Tình trạng hôn nhân", Code, Basic, "Law 26/2023 art. 9 item 21", Some("family");
    /// Relation to the head of the household.
    RelationToHead = "relation_to_head", "Relation to household head", "Quan hệ với chủ hộ", Code, Basic, "Law 26/2023 art. 9 item 22", Some("residence");
    /// Head and members of the household.
    Household = "household", "Household", "Chủ hộ và thành viên hộ", Object, Basic, "Law 26/2023 art. 9 item 23", Some("residence");
    /// `YYYY-MM-DD`, absent while alive.
    DateOfDeath = "date_of_death", "Date of death", "Ngày chết", Date, Basic, "Law 26/2023 art. 9 item 24", None;
    /// The person's own mobile number, E.164 without blanks.
    PhoneNumber = "phone_number", "Mobile number", "Số điện thoại", Text, Basic, "Law 26/2023 art. 9 item 25", Some("phone");
    /// The person's own e-mail address.
    Email = "email", "E-mail", "Thư điện tử", Text, Basic, "Law 26/2023 art. 9 item 25", Some("email");
    /// Level and state of the e-ID account.
    EidAccount = "eid_account", "E-ID account", "Tài khoản định danh điện tử", Object, Basic, "Decree 69/2024 art. 7 and 9", Some("identity");
    /// Temporary residence, of those who work or study away from home.
    TemporaryAddress = "temporary_address", "Temporary residence", "Nơi tạm trú", Object, Basic, "Law 26/2023 art. 9 item 17", Some("residence");
    /// Absence from home that is registered, with its dates.
    TemporaryAbsence = "temporary_absence", "Temporary absence", "Tình trạng khai báo tạm vắng", Object, Basic, "Law 26/2023 art. 9 item 19", None;
    /// Number of the residence file of the household.
    ResidenceFile = "residence_file", "Residence file", "Số hồ sơ cư trú", Text, Basic, "Law 26/2023 art. 9 item 20", None;
    /// Marriages with their dates and ends.
    MaritalHistory = "marital_history", "Marriages", "Lịch sử hôn nhân", ObjectList, Basic, "Law 26/2023 art. 9 item 21", None;
    /// Personal numbers of those who act for a minor.
    LegalRepresentatives = "legal_representatives", "Legal representatives", "Người đại diện hợp pháp", TextList, Basic, "Law 26/2023 art. 9 item 15", None;
    /// Personal numbers of the minors whom the person represents.
    Represented = "represented", "Persons represented", "Người được đại diện", TextList, Basic, "Law 26/2023 art. 9 item 15", None;
    /// Day from which a court has declared the person missing.
    DeclaredMissing = "declared_missing", "Declared missing", "Ngày tuyên bố mất tích", Date, Basic, "Law 26/2023 art. 9 item 24", None;
    /// The ordinary passport in force.
    Passport = "passport", "Passport", "Hộ chiếu", Object, Basic, "Law 26/2023 art. 9 item 26; Decree 58/2026 annex", None;
    /// Occupation at the date asked.
    Occupation = "occupation", "Occupation", "Nghề nghiệp", Object, Basic, "Law 26/2023 art. 15", None;
    /// A drawing made by rule, as SVG, marked synthetic; never a photograph.
    Portrait = "portrait", "Portrait (a drawing)", "Ảnh khuôn mặt (hình vẽ)", Text, Sensitive, "Law 26/2023 art. 15", None;
    /// Organisations that the person represents by law: tax code, name, kind, first day.
    RepresentedOrganisations = "represented_organisations", "Organisations represented", "Tổ chức đang làm người đại diện theo pháp luật", ObjectList, Basic, "Decree 168/2025; Decree 69/2024 art. 12; Decree 58/2026 list 1 item 4", None, "tax";
    /// Health-insurance cards: a dataset of the sectors.
    HealthInsurance = "health_insurance", "Health-insurance cards", "Thẻ bảo hiểm y tế", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 1, item 7", None, "social-insurance";
    /// Visits to health facilities: a dataset of the sectors.
    HealthVisits = "health_visits", "Visits to health facilities", "Lịch sử khám chữa bệnh", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 31/QD-BYT of 2026", None, "health";
    /// Vaccinations: a dataset of the sectors.
    Vaccinations = "vaccinations", "Vaccinations", "Tiêm chủng", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 2, item 83", None, "health";
    /// Allergies: a dataset of the sectors.
    Allergies = "allergies", "Allergies", "Tiền sử dị ứng", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 1332/QD-BYT of 2024", None, "health";
    /// Chronic conditions: a dataset of the sectors.
    ChronicConditions = "chronic_conditions", "Chronic conditions", "Bệnh mạn tính", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 1332/QD-BYT of 2024", None, "health";
    /// Height, weight and blood group: a dataset of the sectors.
    BodyMeasurements = "body_measurements", "Height, weight and blood group", "Chiều cao, cân nặng, nhóm máu", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 31/QD-BYT of 2026", None, "health";
    /// Birth certificate: a dataset of the sectors.
    BirthCertificates = "birth_certificates", "Birth certificate", "Giấy khai sinh", ObjectList, Sensitive, "Law on Civil Status 60/2014/QH13, article 14; Decree 58/2026/ND-CP, annex, list 2, item 3", None, "justice";
    /// Marriage certificate: a dataset of the sectors.
    MarriageCertificates = "marriage_certificates", "Marriage certificate", "Giấy chứng nhận kết hôn", ObjectList, Basic, "Law on Civil Status 60/2014/QH13, article 17; Decree 58/2026/ND-CP, annex, list 2, item 1", None, "justice";
    /// Note of a divorce: a dataset of the sectors.
    DivorceNotes = "divorce_notes", "Note of a divorce", "Ghi chú ly hôn", ObjectList, Basic, "Law on Civil Status 60/2014/QH13, article 3; Decree 58/2026/ND-CP, annex, list 2, item 6", None, "justice";
    /// Death certificate: a dataset of the sectors.
    DeathCertificates = "death_certificates", "Death certificate", "Trích lục khai tử", ObjectList, Sensitive, "Law on Civil Status 60/2014/QH13, article 34; Decree 58/2026/ND-CP, annex, list 2, item 4", None, "justice";
    /// Schools attended: a dataset of the sectors.
    Schooling = "schooling", "Schools attended", "Quá trình học tập", ObjectList, Basic, "Decree 58/2026/ND-CP, annex, list 2, items 40 and 44", None, "education";
    /// Diplomas: a dataset of the sectors.
    Degrees = "degrees", "Diplomas", "Văn bằng", ObjectList, Basic, "Decree 58/2026/ND-CP, annex, list 2, items 38, 45 and 49", None, "education";
    /// Social-insurance book: a dataset of the sectors.
    SocialInsurance = "social_insurance", "Social-insurance book", "Sổ bảo hiểm xã hội", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 1, items 8 and 9", None, "social-insurance";
    /// Insured employment: a dataset of the sectors.
    Employment = "employment", "Insured employment", "Quá trình làm việc có tham gia bảo hiểm xã hội", ObjectList, Basic, "Decree 58/2026/ND-CP, annex, list 1, items 8 and 16; list 2, item 37", None, "social-insurance";
    /// Contributions: a dataset of the sectors.
    SocialInsuranceContributions = "social_insurance_contributions", "Contributions", "Quá trình đóng bảo hiểm xã hội", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 1, item 10", None, "social-insurance";
    /// Unemployment benefit: a dataset of the sectors.
    UnemploymentBenefits = "unemployment_benefits", "Unemployment benefit", "Trợ cấp thất nghiệp", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 1, item 11; list 2, items 31 and 32", None, "social-insurance";
    /// Pension or lump sum: a dataset of the sectors.
    Pensions = "pensions", "Pension or lump sum", "Lương hưu hoặc bảo hiểm xã hội một lần", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 1, item 12; list 2, items 63 and 69", None, "social-insurance";
    /// Social assistance: a dataset of the sectors.
    SocialAssistance = "social_assistance", "Social assistance", "Trợ cấp xã hội", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 2, items 77 to 79; Decree 20/2021/ND-CP, article 5", None, "health";
    /// Allowances for people of merit: a dataset of the sectors.
    MeritAllowances = "merit_allowances", "Allowances for people of merit", "Trợ cấp ưu đãi người có công", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 2, items 24 and 27; Ordinance 02/2020/UBTVQH14", None, "home-affairs";
    /// Payments of the last twelve months: a dataset of the sectors.
    BenefitPayments = "benefit_payments", "Payments of the last twelve months", "Chi trả trong mười hai tháng gần nhất", ObjectList, Sensitive, "Decree 58/2026/ND-CP, annex, list 1, item 12; list 2, item 134", None, "social-insurance";
    /// Land parcels and certificates: a dataset of the sectors.
    Land = "land", "Land parcels and certificates", "Thửa đất và giấy chứng nhận quyền sử dụng đất", ObjectList, Basic, "Decree 58/2026 list 1 items 1-3; Circular 10/2024/TT-BTNMT", None, "agriculture-environment";
    /// Driving licences: a dataset of the sectors.
    DrivingLicences = "driving_licences", "Driving licences", "Giấy phép lái xe", ObjectList, Basic, "Law 36/2024 art. 57-62; Decree 58/2026 list 2 item 53", None, "public-security";
    /// Vehicle registrations: a dataset of the sectors.
    Vehicles = "vehicles", "Vehicle registrations", "Đăng ký xe", ObjectList, Basic, "Circular 79/2024/TT-BCA; Decree 58/2026 list 2 items 52 and 96", None, "public-security";
    /// Judicial record: a dataset of the sectors.
    JudicialRecord = "judicial_record", "Judicial record", "Lý lịch tư pháp", ObjectList, Sensitive, "Law 107/2025; Decree 216/2026; Decree 58/2026 list 3 item 8", None, "public-security";
    /// Household businesses and companies: a dataset of the sectors.
    Businesses = "businesses", "Household businesses and companies", "Hộ kinh doanh và doanh nghiệp", ObjectList, Basic, "Decree 168/2025; Circular 86/2024/TT-BTC art. 5; Decree 58/2026 list 1 item 4, list 2 items 137 and 144", None, "tax";
    /// Loans: a dataset of the sectors.
    Loans = "loans", "Loans", "Khoản vay", ObjectList, Sensitive, "Decree 58/2026 list 2 item 134; Circular 11/2021/TT-NHNN art. 10", None, "bank";
    /// Credit score: a dataset of the sectors.
    CreditScore = "credit_score", "Credit score", "Điểm tín dụng", ObjectList, Sensitive, "Decree 58/2026 list 2 item 134 (the score itself is not in the list)", None, "bank";
    /// Mobile subscriptions: a dataset of the sectors.
    MobileSubscriptions = "mobile_subscriptions", "Mobile subscriptions", "Thuê bao di động", ObjectList, Basic, "Law 24/2023 on Telecommunications; Decree 58/2026 list 2 item 128", None, "telecom";
    /// Electricity contracts and bills: a dataset of the sectors.
    Electricity = "electricity", "Electricity contracts and bills", "Hợp đồng mua bán điện và hóa đơn tiền điện", ObjectList, Basic, "Law 61/2024 on Electricity; Decree 58/2026 list 2 items 131-133", None, "electricity";
    /// Membership of associations and unions: a dataset of the sectors.
    Associations = "associations", "Membership of associations and unions", "Hội viên, đoàn viên các tổ chức chính trị - xã hội", ObjectList, Sensitive, "Law 50/2024 on Trade Unions; Law 39/2009; Ordinance 27/2005; charters of the organisations", None, "fatherland-front";
}
