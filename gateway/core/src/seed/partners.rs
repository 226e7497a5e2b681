//! The seeded partners and what was agreed with each, as data.
//!
//! State agencies may ask on the basis of law within their function; the bank, the telecom operator and the electricity company only
//! with the citizen's consent (Decree 69/2024 article 19). Names of companies are invented.

use dinhdanh_protocol::oauth::ClientAuthMethod::{self, ClientSecretBasic, ClientSecretPost, PrivateKeyJwt};
use dinhdanh_protocol::sharing::{LegalBasis, Purpose};
use dinhdanh_protocol::{Attribute as A, PartnerId};
use jiff::civil::{Date, date};

use super::SeedClient;
use crate::partner::{Agreement, Clause};

/// The day the two-level administration began; agreements of the platform are taken to run from it.
const VALID_FROM: Date = date(2025, 7, 1);
const VALID_UNTIL: Date = date(2030, 6, 30);

struct SeedPartner {
    id: &'static str,
    clauses: &'static [SeedClause],
}

struct SeedClause {
    purpose: &'static str,
    en: &'static str,
    vi: &'static str,
    basis: LegalBasis,
    attributes: &'static [A],
}

const fn client(
    id: &'static str,
    name_en: &'static str,
    name_vi: &'static str,
    method: ClientAuthMethod,
) -> SeedClient {
    SeedClient { id, name_en, name_vi, method, partner: true }
}

/// One client per partner, with the partner's id.
pub(super) const CLIENTS: &[SeedClient] = &[
    client("health", "Ministry of Health", "Bộ Y tế", PrivateKeyJwt),
    client("justice", "Ministry of Justice", "Bộ Tư pháp", PrivateKeyJwt),
    client("social-insurance", "Vietnam Social Security", "Bảo hiểm xã hội Việt Nam", PrivateKeyJwt),
    client("education", "Ministry of Education and Training", "Bộ Giáo dục và Đào tạo", ClientSecretBasic),
    client(
        "transport",
        "Ministry of Construction (transport)",
        "Bộ Xây dựng (giao thông vận tải)",
        PrivateKeyJwt,
    ),
    client("tax", "Ministry of Finance (tax)", "Bộ Tài chính (thuế)", PrivateKeyJwt),
    client("bank", "Sao Mai Bank (invented)", "Ngân hàng Sao Mai (giả lập)", PrivateKeyJwt),
    client("telecom", "Song Xanh Telecom (invented)", "Viễn thông Sóng Xanh (giả lập)", ClientSecretPost),
    client("electricity", "Electricity company", "Công ty điện lực", ClientSecretBasic),
    client(
        "province-hanoi",
        "People's Committee of Ha Noi",
        "Uỷ ban nhân dân thành phố Hà Nội",
        PrivateKeyJwt,
    ),
    client("province-hue", "People's Committee of Hue", "Uỷ ban nhân dân thành phố Huế", PrivateKeyJwt),
    client(
        "public-service-portal",
        "National public-service portal",
        "Cổng dịch vụ công quốc gia",
        PrivateKeyJwt,
    ),
];

const IDENTITY: &[A] = &[A::PersonalNumber, A::Name, A::Birthdate, A::Gender];

const LOGIN: SeedClause = SeedClause {
    purpose: Purpose::LOGIN,
    en: "sign-in and filling in forms",
    vi: "đăng nhập và điền sẵn biểu mẫu",
    basis: LegalBasis::Consent,
    attributes: &[
        A::PersonalNumber,
        A::Name,
        A::FamilyName,
        A::MiddleName,
        A::GivenName,
        A::Birthdate,
        A::Gender,
        A::Nationalities,
        A::PermanentAddress,
        A::CurrentAddress,
        A::PhoneNumber,
        A::Email,
        A::IdentityCard,
        A::EidAccount,
    ],
};

const PARTNERS: &[SeedPartner] = &[
    SeedPartner {
        id: "health",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "health-insurance-claim",
                en: "checking a health-insurance claim",
                vi: "giám định bảo hiểm y tế",
                basis: LegalBasis::Law,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::PermanentAddress,
                    A::CurrentAddress,
                    A::BloodGroup,
                    A::DateOfDeath,
                    A::HealthInsurance,
                    A::HealthVisits,
                ],
            },
            SeedClause {
                purpose: "health-book",
                en: "keeping the electronic health book",
                vi: "lập sổ sức khoẻ điện tử",
                basis: LegalBasis::Consent,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::CurrentAddress,
                    A::PhoneNumber,
                    A::BloodGroup,
                    A::Ethnicity,
                    A::Mother,
                    A::Father,
                    A::HealthInsurance,
                    A::HealthVisits,
                    A::Vaccinations,
                    A::Allergies,
                    A::ChronicConditions,
                    A::BodyMeasurements,
                ],
            },
        ],
    },
    SeedPartner {
        id: "justice",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "civil-status",
                en: "registering birth, marriage and death",
                vi: "đăng ký hộ tịch",
                basis: LegalBasis::Law,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::OtherNames,
                    A::Birthdate,
                    A::Gender,
                    A::PlaceOfBirth,
                    A::BirthRegistrationPlace,
                    A::Hometown,
                    A::Ethnicity,
                    A::Nationalities,
                    A::Father,
                    A::Mother,
                    A::Spouse,
                    A::Children,
                    A::MaritalStatus,
                    A::PermanentAddress,
                    A::DateOfDeath,
                    A::MaritalHistory,
                    A::LegalRepresentatives,
                    A::DeclaredMissing,
                    A::BirthCertificates,
                    A::MarriageCertificates,
                    A::DivorceNotes,
                    A::DeathCertificates,
                ],
            },
        ],
    },
    SeedPartner {
        id: "social-insurance",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "benefit-payment",
                en: "paying pensions and benefits",
                vi: "chi trả lương hưu và trợ cấp",
                basis: LegalBasis::Law,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::PermanentAddress,
                    A::CurrentAddress,
                    A::OldIdentityNumber,
                    A::Household,
                    A::RelationToHead,
                    A::DateOfDeath,
                    A::SocialInsurance,
                    A::Employment,
                    A::SocialInsuranceContributions,
                    A::UnemploymentBenefits,
                    A::Pensions,
                    A::BenefitPayments,
                ],
            },
        ],
    },
    SeedPartner {
        id: "education",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "school-admission",
                en: "admission to school and examinations",
                vi: "tuyển sinh và thi",
                basis: LegalBasis::Law,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::Ethnicity,
                    A::PermanentAddress,
                    A::CurrentAddress,
                    A::Father,
                    A::Mother,
                    A::LegalRepresentatives,
                    A::Schooling,
                    A::Degrees,
                ],
            },
        ],
    },
    SeedPartner {
        id: "transport",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "transport-licence",
                en: "licensing of drivers and transport",
                vi: "cấp phép vận tải",
                basis: LegalBasis::Law,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::Nationalities,
                    A::PermanentAddress,
                    A::DateOfDeath,
                    A::DrivingLicences,
                    A::Vehicles,
                ],
            },
        ],
    },
    SeedPartner {
        id: "tax",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "tax-registration",
                en: "tax registration and family deductions",
                vi: "đăng ký thuế và giảm trừ gia cảnh",
                basis: LegalBasis::Law,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::PermanentAddress,
                    A::OldIdentityNumber,
                    A::Spouse,
                    A::Children,
                    A::MaritalStatus,
                    A::DateOfDeath,
                    A::Businesses,
                    A::RepresentedOrganisations,
                    A::Employment,
                    A::Represented,
                ],
            },
        ],
    },
    SeedPartner {
        id: "bank",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "account-opening",
                en: "opening a bank account",
                vi: "mở tài khoản ngân hàng",
                basis: LegalBasis::Consent,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::Nationalities,
                    A::PermanentAddress,
                    A::CurrentAddress,
                    A::IdentityCard,
                    A::PhoneNumber,
                    A::MaritalStatus,
                    A::Occupation,
                    A::Employment,
                    A::Loans,
                    A::CreditScore,
                ],
            },
        ],
    },
    SeedPartner {
        id: "telecom",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "subscriber-verification",
                en: "verifying the holder of a SIM",
                vi: "xác thực thông tin thuê bao",
                basis: LegalBasis::Consent,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::PhoneNumber,
                    A::MobileSubscriptions,
                ],
            },
        ],
    },
    SeedPartner {
        id: "electricity",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "supply-contract",
                en: "concluding an electricity contract",
                vi: "ký hợp đồng mua bán điện",
                basis: LegalBasis::Consent,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::PermanentAddress,
                    A::CurrentAddress,
                    A::PhoneNumber,
                    A::Household,
                    A::Electricity,
                ],
            },
        ],
    },
    SeedPartner { id: "province-hanoi", clauses: PROVINCE },
    SeedPartner { id: "province-hue", clauses: PROVINCE },
    SeedPartner {
        id: "public-service-portal",
        clauses: &[
            LOGIN,
            SeedClause {
                purpose: "administrative-procedure",
                en: "handling an administrative procedure",
                vi: "giải quyết thủ tục hành chính",
                basis: LegalBasis::Law,
                attributes: IDENTITY,
            },
            SeedClause {
                purpose: "form-prefill",
                en: "filling in a dossier for the citizen",
                vi: "điền sẵn hồ sơ cho công dân",
                basis: LegalBasis::Consent,
                attributes: &[
                    A::PersonalNumber,
                    A::Name,
                    A::Birthdate,
                    A::Gender,
                    A::Hometown,
                    A::Ethnicity,
                    A::Religion,
                    A::Nationalities,
                    A::PermanentAddress,
                    A::CurrentAddress,
                    A::IdentityCard,
                    A::Father,
                    A::Mother,
                    A::Spouse,
                    A::Children,
                    A::MaritalStatus,
                    A::Household,
                    A::RelationToHead,
                    A::PhoneNumber,
                    A::Email,
                    A::EidAccount,
                ],
            },
        ],
    },
];

const PROVINCE: &[SeedClause] = &[
    LOGIN,
    SeedClause {
        purpose: "administrative-procedure",
        en: "handling an administrative procedure",
        vi: "giải quyết thủ tục hành chính",
        basis: LegalBasis::Law,
        attributes: &[
            A::PersonalNumber,
            A::Name,
            A::Birthdate,
            A::Gender,
            A::PermanentAddress,
            A::CurrentAddress,
            A::Hometown,
            A::Household,
            A::RelationToHead,
            A::MaritalStatus,
            A::DateOfDeath,
            A::TemporaryAddress,
            A::TemporaryAbsence,
            A::ResidenceFile,
            A::BirthCertificates,
            A::MarriageCertificates,
            A::DeathCertificates,
            A::Land,
            A::SocialAssistance,
            A::MeritAllowances,
            A::BenefitPayments,
            A::Businesses,
            A::RepresentedOrganisations,
            A::Associations,
            A::JudicialRecord,
        ],
    },
];

/// The seeded agreement of a partner.
pub fn agreement(partner: &PartnerId) -> Option<Agreement> {
    let seed = PARTNERS.iter().find(|seed| seed.id == partner.as_str())?;
    let client = CLIENTS.iter().find(|client| client.id == seed.id)?;
    let clauses = seed.clauses.iter().filter_map(|clause| {
        Some(Clause {
            purpose: Purpose::parse(clause.purpose).ok()?,
            label_en: clause.en.to_owned(),
            label_vi: clause.vi.to_owned(),
            basis: clause.basis,
            attributes: clause.attributes.to_vec(),
        })
    });
    Some(Agreement {
        partner: partner.clone(),
        name_en: client.name_en.to_owned(),
        name_vi: client.name_vi.to_owned(),
        clauses: clauses.collect(),
        valid_from: VALID_FROM,
        valid_until: VALID_UNTIL,
    })
}

/// Every seeded agreement.
pub fn agreements() -> impl Iterator<Item = Agreement> {
    CLIENTS.iter().filter_map(|client| agreement(&PartnerId::parse(client.id).ok()?))
}
