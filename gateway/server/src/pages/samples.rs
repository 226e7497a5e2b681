//! Every page with made-up content, for the tests that render all of them.

use dinhdanh_protocol::attribute::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::Purpose;
use dinhdanh_protocol::{PersonalNumber, RealmName};
use jiff::civil::date;
use serde_json::{Map, Value, json};

use super::*;
use crate::locale::Locale;

/// Changes every free text of a sample: the identity, or an attack.
type Dress = fn(&str) -> String;

struct Samples {
    locale: Locale,
    dress: Dress,
}

/// Every page in every state worth looking at: name and HTML.
pub(super) fn all(locale: Locale, dress: Dress) -> Vec<(&'static str, String)> {
    let samples = Samples { locale, dress };
    vec![
        ("login", samples.login(None, None).html()),
        ("login_found", samples.login(Some(samples.found()), None).html()),
        ("login_nothing_found", samples.login(Some(samples.nothing_found()), None).html()),
        ("login_search_refused", samples.login(None, Some(samples.bad_birthdate())).html()),
        ("login_refused", samples.login(None, Some(samples.bad_passcode())).html()),
        ("consent", samples.consent().html()),
        ("consent_voluntary", samples.consent_voluntary().html()),
        ("error", samples.error().html()),
        ("logout_confirm", samples.logout_confirm().html()),
        ("logged_out", samples.logged_out(Some(samples.text("Da Nang Clinic")), Some("/back")).html()),
        ("logged_out_plain", samples.logged_out(None, None).html()),
        ("home", samples.home("default").html()),
        ("home_of_a_realm", samples.home("lab-3").html()),
        ("demo", samples.demo().html()),
        ("demo_refused", samples.demo_refused().html()),
        ("error_catalogue", ErrorCataloguePage { shell: samples.shell("default", "/_sim/errors") }.html()),
    ]
}

impl Samples {
    fn text(&self, text: &str) -> String {
        (self.dress)(text)
    }

    fn shell(&self, realm: &str, path: &str) -> Shell {
        Shell::new(
            self.locale,
            RealmName::parse(realm).unwrap(),
            path,
            Some(&self.text("interaction=i-7&x=1")),
        )
    }

    fn form(&self) -> InteractionForm {
        InteractionForm {
            action: "/login".to_owned(),
            interaction: self.text("Zk3v0cH1QmE"),
            csrf: self.text("p2Yw8sJtLbA"),
        }
    }

    fn citizen(
        &self,
        serial: u32,
        name: &str,
        female: bool,
        year: i16,
        level: Option<u8>,
        traits: &[&str],
    ) -> CitizenCard {
        let number =
            format!("901{}{:02}{serial:06}", u8::from(female) + if year < 2000 { 0 } else { 2 }, year % 100);
        CitizenCard {
            personal_number: PersonalNumber::parse(&number).unwrap(),
            name: self.text(name),
            birthdate: dinhdanh_registry::BirthDate::Day(date(year, 5, 17)),
            age: u32::try_from(2026 - year).unwrap(),
            female,
            place: self.text("Phường Hoàn Kiếm, Thành phố Hà Nội"),
            traits: traits.iter().map(|code| self.text(code)).collect(),
            account_level: level,
            can_log_in: Ok(()),
        }
    }

    fn citizens(&self) -> Vec<CitizenCard> {
        let mut dead = self.citizen(4_711, "Huỳnh Thị Bông", true, 1938, Some(1), &["deceased"]);
        dead.can_log_in = Err(Reason::CitizenDeceased);
        let mut locked = self.citizen(918_273, "Đỗ Quốc Khánh", false, 1977, Some(2), &["married", "locked"]);
        locked.can_log_in = Err(Reason::AccountLocked);
        let mut without_account =
            self.citizen(610_447, "H’Hen Niê", true, 1998, None, &["minority", "single"]);
        without_account.can_log_in = Err(Reason::AccountMissing);
        vec![
            self.citizen(
                204_518,
                "Nguyễn Thị Minh Châu",
                true,
                1992,
                Some(2),
                &["adult", "married", "parent"],
            ),
            self.citizen(771_032, "Trần Văn Phúc", false, 1985, Some(2), &["adult", "head-of-household"]),
            self.citizen(340_119, "Lê Gia Bảo", false, 2014, Some(1), &["child"]),
            self.citizen(55_806, "Phạm Thị Lan", true, 1951, Some(1), &["elderly", "widowed"]),
            self.citizen(128_390, "Vũ Hải Đăng", false, 2003, Some(2), &["adult", "single", "moved"]),
            without_account,
            locked,
            dead,
        ]
    }

    fn found(&self) -> SearchOutcome {
        SearchOutcome { results: self.citizens().split_off(4), looked_at: 250_000, complete: false }
    }

    fn nothing_found(&self) -> SearchOutcome {
        SearchOutcome { results: Vec::new(), looked_at: 1_842, complete: true }
    }

    fn bad_passcode(&self) -> PageError<LoginField> {
        PageError { reason: Reason::PasscodeWrong, detail: None, field: Some(LoginField::Passcode) }
    }

    fn bad_birthdate(&self) -> PageError<LoginField> {
        PageError {
            reason: Reason::ParameterInvalid,
            detail: Some(
                self.text(
                    "expected a date or a period: `1990-05-17`, `17/05/1990` or `1990`; got `30/02/1990`",
                ),
            ),
            field: Some(LoginField::Birthdate),
        }
    }

    fn login(&self, outcome: Option<SearchOutcome>, error: Option<PageError<LoginField>>) -> LoginPage {
        let searched = outcome.is_some();
        let typed = |text: &str| if searched { self.text(text) } else { String::new() };
        LoginPage {
            shell: self.shell("default", "/login"),
            client_name: self.text("Da Nang Clinic"),
            client_partner: searched.then(|| self.text("Department of Health of Da Nang")),
            requested_acr: searched.then(|| self.text("level2")),
            form: self.form(),
            personas: self.citizens(),
            search: SearchForm {
                action: "/login".to_owned(),
                query: typed("niê"),
                birthdate: typed("1998-05-17"),
                province: typed("66"),
                provinces: [("01", "Thành phố Hà Nội"), ("48", "Thành phố Đà Nẵng"), ("66", "Tỉnh Đắk Lắk")]
                    .map(|(code, name)| Province { code: self.text(code), name: self.text(name) })
                    .to_vec(),
                outcome,
            },
            personal_number: if error.is_some() { self.text("901192204518") } else { String::new() },
            passcode_hint: self.text("123456"),
            error,
        }
    }

    fn line(&self, attribute: Attribute, preview: Option<&str>) -> ClaimLine {
        ClaimLine { attribute, preview: preview.map(|preview| self.text(preview)) }
    }

    fn consent(&self) -> ConsentPage {
        ConsentPage {
            shell: self.shell("default", "/consent"),
            client_name: self.text("Da Nang Clinic"),
            partner: Some(self.text("Department of Health of Da Nang")),
            purpose: Purpose::parse("health-insurance-claim").unwrap(),
            purpose_label: self.text("Health insurance claim"),
            citizen_name: self.text("Nguyễn Thị Minh Châu"),
            citizen_number: PersonalNumber::parse("901192204518").unwrap(),
            essential: vec![
                self.line(Attribute::Name, Some("Nguyễn Thị Minh Châu")),
                self.line(Attribute::Birthdate, Some("1992-05-17")),
                self.line(Attribute::PersonalNumber, Some("901192204518")),
                self.line(
                    Attribute::PermanentAddress,
                    Some("12 Phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội"),
                ),
            ],
            voluntary: vec![
                self.line(Attribute::PhoneNumber, Some("+84301234567")),
                self.line(Attribute::BloodGroup, Some("O+")),
                self.line(Attribute::Email, None),
            ],
            expires: date(2027, 11, 21),
            form: self.form(),
        }
    }

    fn consent_voluntary(&self) -> ConsentPage {
        ConsentPage {
            partner: None,
            purpose: Purpose::login(),
            purpose_label: self.text("Sign in"),
            essential: Vec::new(),
            voluntary: vec![self.line(Attribute::PhoneNumber, Some("+84301234567"))],
            ..self.consent()
        }
    }

    fn error(&self) -> ErrorPage {
        ErrorPage {
            shell: self.shell("default", "/authorize"),
            status: 400,
            reason: Reason::RedirectUriUnregistered,
            detail: Some(self.text("expected `http://127.0.0.1/callback`, got `http://127.0.0.1/calback`")),
            not_redirected: true,
            request_id: self.text("01J9ZK3QW8"),
            catalogue_url: "/_sim/errors".to_owned(),
        }
    }

    fn logout_confirm(&self) -> LogoutConfirmPage {
        LogoutConfirmPage {
            shell: self.shell("default", "/logout"),
            action: "/logout".to_owned(),
            csrf: self.text("p2Yw8sJtLbA"),
            client_name: Some(self.text("Da Nang Clinic")),
            hidden: vec![(self.text("state"), self.text("s-42"))],
        }
    }

    fn logged_out(&self, client_name: Option<String>, return_link: Option<&str>) -> LoggedOutPage {
        LoggedOutPage {
            shell: self.shell("default", "/logout"),
            client_name,
            return_link: return_link.map(|link| self.text(link)),
        }
    }

    fn home(&self, realm: &str) -> HomePage {
        let issuer = "http://127.0.0.1:8080";
        let client = |client_id: &str, name: &str, kind, auth_method: &str, secret: Option<&str>| ClientRow {
            client_id: self.text(client_id),
            name: self.text(name),
            kind,
            auth_method: self.text(auth_method),
            secret: secret.map(|secret| self.text(secret)),
        };
        HomePage {
            shell: self.shell(realm, "/"),
            issuer: self.text(issuer),
            discovery_url: self.text(&format!("{issuer}/.well-known/openid-configuration")),
            living: 101_000_000,
            seed: 2026,
            as_of: date(2026, 11, 21),
            citizens: self.citizens().into_iter().filter(|citizen| citizen.can_log_in.is_ok()).collect(),
            clients: vec![
                client("demo-spa", "Demo app", ClientKind::Public, "none", None),
                client(
                    "demo-web",
                    "Demo web site",
                    ClientKind::Confidential,
                    "client_secret_basic",
                    Some("a-secret-of-the-simulator"),
                ),
                client("ministry-of-health", "Ministry of Health", ClientKind::Confidential, "private_key_jwt", None),
            ],
            passcode_hint: self.text("123456"),
            curl: self.text(&format!(
                "curl -s {issuer}/token -u demo-web:secret \\\n  -d grant_type=client_credentials -d scope=attributes"
            )),
            login_url: "/_sim/demo/start".to_owned(),
        }
    }

    // Names are in alphabetical order, so that the table is the same whether or not `serde_json` keeps the order of insertion.
    fn object(&self, entries: &[(&str, Value)]) -> Map<String, Value> {
        entries
            .iter()
            .map(|(name, value)| match value {
                Value::String(text) => ((*name).to_owned(), Value::String(self.text(text))),
                other => ((*name).to_owned(), other.clone()),
            })
            .collect()
    }

    fn demo(&self) -> DemoPage {
        DemoPage {
            shell: self.shell("default", "/_sim/demo/callback"),
            outcome: DemoOutcome::LoggedIn(DemoLogin {
                name: self.text("Nguyễn Thị Minh Châu"),
                id_token: self.text("eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjgwODAifQ.c2lnbmF0dXJlLW9mLXRoZS1zYW1wbGU"),
                header: self.object(&[("alg", json!("ES256")), ("kid", json!("k1")), ("typ", json!("JWT"))]),
                claims: self.object(&[
                    ("acr", json!("level2")),
                    ("amr", json!(["pin"])),
                    ("aud", json!("demo-web")),
                    ("auth_time", json!(1_795_248_000)),
                    ("exp", json!(1_795_248_600)),
                    ("iat", json!(1_795_248_000)),
                    ("iss", json!("http://127.0.0.1:8080")),
                    ("sub", json!("q7Qk0yB5mWc2nD8xVt")),
                    ("synthetic", json!(true)),
                ]),
                userinfo: self.object(&[
                    ("birthdate", json!("1992-05-17")),
                    ("gender", json!("female")),
                    ("name", json!("Nguyễn Thị Minh Châu")),
                    ("permanent_address", json!({ "commune": "Phường Hoàn Kiếm", "province": "Thành phố Hà Nội" })),
                    ("sub", json!("q7Qk0yB5mWc2nD8xVt")),
                ]),
                logout_url: "/logout".to_owned(),
            }),
            start_url: "/_sim/demo/start".to_owned(),
        }
    }

    fn demo_refused(&self) -> DemoPage {
        DemoPage {
            outcome: DemoOutcome::Refused(DemoRefusal {
                error: self.text("access_denied"),
                description: self.text("the citizen refused"),
                reason: Some(Reason::ConsentDenied),
            }),
            ..self.demo()
        }
    }
}
