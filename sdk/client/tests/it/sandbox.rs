//! The SDK against the real gateway, inside this process.

use std::time::Duration;

use dinhdanh_sdk::sandbox::Citizen;
use dinhdanh_sdk::{
    Attribute, AttributeResponse, Client, Error, ErrorKind, Level, PersonalNumber, Purpose, Reason, Sandbox,
    Verified,
};

async fn ask(
    client: &Client,
    number: &PersonalNumber,
    purpose: &str,
    wanted: &[Attribute],
) -> Result<Verified<AttributeResponse>, Error> {
    let query = client
        .query()
        .by_law(number)
        .purpose(Purpose::parse(purpose).unwrap())
        .case_reference("2026/1")
        .officer("o-1");
    query.attributes(wanted.iter().copied()).send().await
}

fn adult(sandbox: &Sandbox) -> &Citizen {
    sandbox.citizen_with("adult").unwrap()
}

#[tokio::test]
async fn a_ministry_asks_by_law() {
    let sandbox = Sandbox::start().await.unwrap();
    let ministry = sandbox.ministry().await.unwrap();
    let citizen = adult(&sandbox);
    let wanted = [Attribute::Name, Attribute::Birthdate, Attribute::PermanentAddress, Attribute::Religion];
    let answer = ask(&ministry, citizen.number(), "health-insurance-claim", &wanted).await.unwrap();
    assert_eq!(answer.text(Attribute::Name), Some(citizen.name()));
    assert_eq!(answer.text(Attribute::Birthdate), Some(citizen.birthdate()));
    assert_eq!(answer.refused()[0].reason, Reason::AttributeNotAgreed);
    let again = ask(&ministry, citizen.number(), "health-insurance-claim", &wanted).await.unwrap();
    assert_ne!(again.transaction(), answer.transaction(), "every disclosure has its own record");
}

#[tokio::test]
async fn a_refusal_says_which_rule() {
    let sandbox = Sandbox::start().await.unwrap();
    let ministry = sandbox.ministry().await.unwrap();
    let number = adult(&sandbox).number();
    let nobody = PersonalNumber::parse("000000000000").unwrap();
    for (number, purpose, wanted, reason) in [
        (number, "benefit-payment", Attribute::Name, Reason::PurposeNotAgreed),
        (number, "health-insurance-claim", Attribute::Religion, Reason::AttributeNotAgreed),
        (number, "health-book", Attribute::Name, Reason::LegalBasisNotAgreed),
        (&nobody, "health-insurance-claim", Attribute::Name, Reason::SubjectUnknown),
    ] {
        let error = ask(&ministry, number, purpose, &[wanted]).await.unwrap_err();
        assert_eq!((error.kind(), error.reason()), (ErrorKind::Refused, Some(reason)), "{error}");
        assert!(
            error.rule().is_some() && error.remedy().is_some() && error.request_id().is_some(),
            "{error:?}"
        );
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn a_citizen_logs_in_and_the_session_lives() {
    let sandbox = Sandbox::start().await.unwrap();
    let application = sandbox.relying_party().await.unwrap();
    let citizen = adult(&sandbox);
    let mut session = sandbox.log_in(&application, citizen).await.unwrap();
    let userinfo = session.userinfo().await.unwrap();
    assert_eq!(userinfo.text(Attribute::Name), Some(citizen.name()));
    assert_eq!(userinfo.subject(), session.subject());
    assert!(session.id_token().authenticated_at().is_some());
    let before = session.access_token().expose().to_owned();
    session.refresh().await.unwrap();
    assert_ne!(session.access_token().expose(), before);
    assert_eq!(session.userinfo().await.unwrap().text(Attribute::Name), Some(citizen.name()));
    // The same citizen is the same subject at the next login.
    let next = sandbox.log_in(&application, citizen).await.unwrap();
    assert_eq!(next.subject(), session.subject());
}

#[tokio::test]
async fn every_registered_client_can_prove_itself() {
    let sandbox = Sandbox::start().await.unwrap();
    // client_secret_basic, client_secret_post, none, private_key_jwt.
    for id in ["demo-web", "demo-post", "demo-spa", "health"] {
        let client = sandbox.client(id).await.unwrap();
        let session = sandbox.log_in(&client, adult(&sandbox)).await.unwrap();
        assert!(session.userinfo().await.is_ok(), "{id}");
    }
    let error = sandbox.client("nobody").await.unwrap_err();
    assert!(error.to_string().contains("`demo-web`"), "{error}");
}

#[tokio::test]
async fn consent_is_for_one_purpose() {
    let sandbox = Sandbox::start().await.unwrap();
    let ministry = sandbox.client("health").await.unwrap();
    let purpose = Purpose::parse("health-book").unwrap();
    let ask = async |session: &dinhdanh_sdk::CitizenSession, purpose: &Purpose| {
        let query = ministry
            .query()
            .by_consent(session)
            .purpose(purpose.clone())
            .case_reference("2026/1")
            .officer("o-1");
        query.attributes([Attribute::Name, Attribute::BloodGroup]).send().await
    };
    let citizen = adult(&sandbox);
    let session = sandbox
        .log_in_with(&ministry, citizen, |login| login.purpose(purpose.clone()).claims([Attribute::Name]))
        .await
        .unwrap();
    let answer = ask(&session, &purpose).await.unwrap();
    assert_eq!((answer.subject(), answer.text(Attribute::Name)), (session.subject(), Some(citizen.name())));
    assert_eq!(answer.refused()[0].reason, Reason::AttributeNotConsented);
    let error = ask(&session, &Purpose::login()).await.unwrap_err();
    assert_eq!(error.reason(), Some(Reason::ConsentOtherPurpose), "{error}");
}

#[tokio::test]
async fn a_code_is_good_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let application = sandbox.relying_party().await.unwrap();
    let login = application
        .login("http://127.0.0.1/callback".parse().unwrap())
        .login_hint(adult(&sandbox).number().expose());
    let (url, pending) = login.start().into_parts();
    let callback = sandbox.visit(&url).await.unwrap();
    application.finish_login(pending.clone(), callback.as_str()).await.unwrap();
    let error = application.finish_login(pending, callback.as_str()).await.unwrap_err();
    assert_eq!((error.kind(), error.reason()), (ErrorKind::Refused, Some(Reason::CodeReplayed)), "{error}");
}

#[tokio::test]
async fn a_level_that_the_citizen_has_not_is_refused_by_the_gateway() {
    let sandbox = Sandbox::start().await.unwrap();
    let application = sandbox.relying_party().await.unwrap();
    let high = sandbox.citizen_with("level-2").unwrap();
    let session =
        sandbox.log_in_with(&application, high, |login| login.require_level(Level::Two)).await.unwrap();
    assert_eq!(session.id_token().level(), Some(Level::Two));
    let low = sandbox.citizen_with("level-1").unwrap();
    let error =
        sandbox.log_in_with(&application, low, |login| login.require_level(Level::Two)).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Refused, None), "by the callback: {error}");
    assert!(error.to_string().contains("lower level"), "{error}");
}

#[tokio::test]
async fn the_clock_obeys_and_the_clients_follow() {
    let sandbox = Sandbox::builder().frozen_at("2026-01-01T00:00:00Z").start().await.unwrap();
    let (ministry, application) = (sandbox.ministry().await.unwrap(), sandbox.relying_party().await.unwrap());
    let number = adult(&sandbox).number();
    let session = sandbox.log_in(&application, adult(&sandbox)).await.unwrap();
    ask(&ministry, number, "health-insurance-claim", &[Attribute::Name]).await.unwrap();
    assert!(!session.needs_refresh());
    sandbox.advance(Duration::from_secs(3600)).await.unwrap();
    assert!(session.needs_refresh());
    assert_eq!(
        session.userinfo().await.unwrap_err().kind(),
        ErrorKind::Refused,
        "the citizen's token expired"
    );
    // The client's own token expired too, and was renewed.
    ask(&ministry, number, "health-insurance-claim", &[Attribute::Name]).await.unwrap();
    // After the end of the agreement.
    sandbox.freeze_at("2031-01-01T00:00:00Z").await.unwrap();
    let error = ask(&ministry, number, "health-insurance-claim", &[Attribute::Name]).await.unwrap_err();
    assert_eq!(error.reason(), Some(Reason::AgreementExpired), "{error}");
    sandbox.resume().await.unwrap();
    sandbox.freeze().await.unwrap();
    let stands = sandbox.now();
    assert_eq!(sandbox.now(), stands);
    assert!(sandbox.freeze_at("tomorrow").await.is_err());
}

#[tokio::test]
async fn realms_share_nothing() {
    let sandbox = Sandbox::builder().frozen_at("2026-01-01T00:00:00Z").start().await.unwrap();
    let (one, two) = (sandbox.realm("one").await.unwrap(), sandbox.realm("two").await.unwrap());
    assert_eq!(one.realm("one").await.unwrap_err().reason(), Some(Reason::RealmExists));
    assert!(one.issuer().ends_with("/r/one"));
    let application = one.relying_party().await.unwrap();
    let session = one.log_in(&application, adult(&one)).await.unwrap();
    let elsewhere = two.log_in(&two.relying_party().await.unwrap(), adult(&two)).await.unwrap();
    assert_ne!(
        session.subject(),
        elsewhere.subject(),
        "the same citizen cannot be followed from realm to realm"
    );
    for realm in [&one, &two] {
        let ministry = realm.ministry().await.unwrap();
        ask(&ministry, adult(realm).number(), "health-insurance-claim", &[Attribute::Name]).await.unwrap();
    }
    // Time passes in one realm only.
    one.advance(Duration::from_secs(3600)).await.unwrap();
    assert!(session.needs_refresh() && !elsewhere.needs_refresh());
    assert!(elsewhere.userinfo().await.is_ok());
}

#[tokio::test]
async fn a_seed_is_a_world() {
    let start = async |seed| Sandbox::builder().population(200_000).seed(seed).start().await.unwrap();
    let (one, same, other) = (start(7).await, start(7).await, start(8).await);
    let names = |sandbox: &Sandbox| {
        sandbox.citizens().iter().map(|citizen| citizen.name().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&one), names(&same));
    assert_ne!(names(&one), names(&other));
}

#[tokio::test]
async fn a_page_for_people_is_not_taken_for_a_login() {
    let sandbox = Sandbox::builder().login_interactive().start().await.unwrap();
    let application = sandbox.relying_party().await.unwrap();
    let error = sandbox.log_in(&application, adult(&sandbox)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
}

#[tokio::test]
async fn logging_out_leads_back_to_the_application() {
    let sandbox = Sandbox::start().await.unwrap();
    let application = sandbox.relying_party().await.unwrap();
    let session = sandbox.log_in(&application, adult(&sandbox)).await.unwrap();
    let back = "http://127.0.0.1/".parse().unwrap();
    assert_eq!(sandbox.visit(&application.logout_url(&session, &back)).await.unwrap(), back);
}
