//! Pages in both languages.

use dinhdanh_harness::{Browser, Visit};

use crate::support::{adult, realm_and_client};

fn language(page: &Visit) -> &'static str {
    match (
        page.response.text().contains("<html lang=\"vi\">"),
        page.response.text().contains("<html lang=\"en\">"),
    ) {
        (true, false) => "vi",
        (false, true) => "en",
        other => panic!("expected one language, got {other:?}"),
    }
}

#[test]
fn the_reader_is_asked_before_the_client_before_the_browser() {
    let (realm, client) = realm_and_client();
    let table = [
        // (accept-language, ui_locales, lang in the address, expected)
        ("en", "", "", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "", "", "vi"),
        ("fr,en;q=0.5", "", "", "en"),
        ("en", "vi", "", "vi"),
        ("vi", "se en", "", "en"),
        ("vi", "vi", "en", "en"),
        ("en", "en", "vi", "vi"),
    ];
    for (accept, ui_locales, chosen, expected) in table {
        let mut browser = Browser::speaking(accept);
        let mut page = browser.visit(&realm.authorize_url(&client, &[("ui_locales", ui_locales)]));
        if !chosen.is_empty() {
            page = browser.visit(&format!("{}&lang={chosen}", page.url));
        }
        assert_eq!(language(&page), expected, "{accept} {ui_locales} {chosen}");
        // The consent page speaks the same language.
        assert_eq!(language(&browser.log_in(&page, adult())), expected, "{accept} {ui_locales} {chosen}");
    }
}

#[test]
fn a_choice_of_language_is_remembered() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::speaking("en");
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    browser.visit(&format!("{}&lang=vi", page.url));
    let later = browser.visit(&realm.authorize_url(&client, &[("ui_locales", "en")]));
    assert_eq!(language(&later), "vi");
}

#[test]
fn refusals_speak_the_readers_language_and_carry_the_same_code() {
    let (realm, _) = realm_and_client();
    let mut texts = Vec::new();
    for accept in ["vi", "en"] {
        let page = Browser::speaking(accept).visit(&realm.url("/authorize?client_id=nobody"));
        assert_eq!(page.error_code().as_deref(), Some("client-unknown"));
        assert_eq!(language(&page), accept);
        texts.push(page.response.text());
    }
    assert_ne!(texts[0], texts[1]);
}
