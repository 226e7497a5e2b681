//! The catalogue itself. A row is added here and nowhere else; the registry's match on [`Attribute`] then fails to compile until it
//! says where the value comes from.

use super::{AttributeInfo, Sensitivity, ValueType};

/// The owner of the population and identity databases.
const POPULATION: &str = "ministry-of-public-security";

macro_rules! catalogue {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $en:literal, $vi:literal, $type:ident, $class:ident, $law:literal, $scope:expr;)*) => {
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
                        name: $name, label_en: $en, label_vi: $vi, value_type: ValueType::$type, source: POPULATION,
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
    Birthdate = "birthdate", "Date of birth", "Ngày, tháng, năm sinh", Date, Basic, "Law 26/2023 art. 9 item 4", Some("profile");
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
}
