//! What holds for every page, in every state, in both languages.

mod markup;

use std::collections::BTreeSet;

use dinhdanh_protocol::error::Reason;
use markup::{Tag, open_tags};

use super::shell::sentence;
use super::{assets, samples};
use crate::locale::Locale;

const ATTACK: &str = "\"'><script>alert(1)</script><a href=javascript:alert(1) onclick=x>&amp;";

fn for_every_page(check: impl Fn(&str, Locale, &str)) {
    for locale in Locale::ALL {
        for (name, html) in samples::all(locale, str::to_owned) {
            check(name, locale, &html);
        }
        for (name, html) in samples::all(locale, |text| format!("{text}{ATTACK}")) {
            check(&format!("{name} under attack"), locale, &html);
        }
    }
}

#[test]
fn pages_are_as_recorded() {
    for locale in Locale::ALL {
        for (name, html) in samples::all(locale, str::to_owned) {
            // The catalogue belongs to another crate, and the look to the stylesheet: neither may change a record of this one.
            if name != "error_catalogue" {
                let html = html
                    .replace(assets::STYLESHEET_ADDRESS.as_str(), "[style]")
                    .replace(assets::MARK_ADDRESS.as_str(), "[mark]");
                insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
                    insta::assert_snapshot!(format!("{name}.{}", locale.tag()), html);
                });
            }
        }
    }
}

#[test]
fn every_page_says_that_it_is_synthetic_in_its_language() {
    for_every_page(|name, locale, html| {
        assert!(html.contains(locale.texts().common.banner), "{name}");
        let tags = open_tags(html);
        let banner = tags.iter().position(|tag| tag.get("id") == Some("synthetic-banner")).unwrap();
        let main = tags.iter().position(|tag| tag.name == "main").unwrap();
        assert!(banner < main, "{name}: the banner comes first");
        assert_eq!(tags[0].get("lang"), Some(locale.tag()), "{name}");
    });
}

#[test]
fn every_page_is_well_formed_and_its_references_lead_somewhere() {
    for_every_page(|name, _, html| {
        let tags = open_tags(html);
        let ids: Vec<_> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: an id twice in {ids:?}");
        for tag in &tags {
            let fragment = tag.get("href").and_then(|href| href.strip_prefix('#'));
            let lists = ["for", "aria-describedby", "aria-labelledby"].map(|attribute| tag.get(attribute));
            for id in lists.into_iter().chain([fragment]).flatten().flat_map(str::split_whitespace) {
                assert!(unique.contains(id), "{name}: `{id}` of <{}> is not on the page", tag.name);
            }
        }
        assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 1, "{name}");
    });
}

#[test]
fn every_page_works_offline_under_a_strict_content_security_policy() {
    const OWN: &str = "/_sim/assets/";
    for_every_page(|name, _, html| {
        for tag in open_tags(html) {
            assert!(!["script", "style", "iframe", "object", "base"].contains(&tag.name.as_str()), "{name}");
            assert!(!tag.attributes.iter().any(|(key, _)| key == "style" || key.starts_with("on")), "{name}");
            let loaded = if tag.name == "link" { tag.get("href") } else { tag.get("src") };
            assert!(loaded.is_none_or(|address| address.starts_with(OWN)), "{name}: {loaded:?}");
        }
    });
    for asset in assets::ALL {
        assert!(!asset.body.contains("url(") && !asset.body.contains("@import"), "{}", asset.path);
    }
}

#[test]
fn what_people_typed_stays_text() {
    for locale in Locale::ALL {
        for ((name, plain), (_, attacked)) in samples::all(locale, str::to_owned)
            .iter()
            .zip(samples::all(locale, |text| format!("{text}{ATTACK}")))
        {
            let names = |html| open_tags(html).into_iter().map(|tag| tag.name).collect::<Vec<_>>();
            assert_eq!(names(plain).len(), names(&attacked).len(), "{name}: the attack became an element");
        }
    }
}

#[test]
fn every_control_has_a_name_to_read() {
    for_every_page(|name, _, html| {
        let tags = open_tags(html);
        let labelled = |tag: &Tag| {
            tag.get("aria-label").is_some_and(|label| !label.is_empty())
                || tag
                    .get("id")
                    .is_some_and(|id| tags.iter().any(|t| t.name == "label" && t.get("for") == Some(id)))
        };
        for tag in &tags {
            match tag.name.as_str() {
                "input" if tag.get("type") == Some("hidden") => {}
                "input" | "select" | "textarea" => assert!(labelled(tag), "{name}: {tag:?}"),
                "button" | "a" | "summary" => {
                    assert!(!tag.text.trim().is_empty() || labelled(tag), "{name}: {tag:?}");
                }
                "img" => assert!(tag.get("alt").is_some(), "{name}: {tag:?}"),
                _ => {}
            }
        }
    });
}

#[test]
fn consent_is_never_ticked_in_advance_and_the_essential_cannot_be_ticked() {
    for_every_page(|name, _, html| {
        if name.starts_with("consent") {
            let tags = open_tags(html);
            let boxes: Vec<_> = tags.iter().filter(|tag| tag.get("type") == Some("checkbox")).collect();
            assert!(!boxes.is_empty() && boxes.iter().all(|tag| tag.get("checked").is_none()), "{name}");
            assert!(boxes.iter().all(|tag| tag.get("value") != Some("name")), "{name}");
            let sensitive = html.matches("class=\"sensitive\"").count();
            // One mark in the notice, one at the blood group.
            assert_eq!(sensitive, if name.starts_with("consent_voluntary") { 0 } else { 2 }, "{name}");
        }
    });
}

#[test]
fn an_error_points_at_its_field() {
    for locale in Locale::ALL {
        for (name, html) in samples::all(locale, str::to_owned) {
            let blamed: Vec<_> = open_tags(&html)
                .into_iter()
                .filter(|tag| tag.get("aria-invalid").is_some())
                .map(|tag| (tag.get("id").map(str::to_owned), tag.get("aria-describedby").map(str::to_owned)))
                .collect();
            let expect = match name {
                "login_refused" => vec![("passcode", "passcode-hint error")],
                "login_search_refused" => vec![("birthdate", "birthdate-hint error")],
                _ => vec![],
            };
            let expect: Vec<_> =
                expect.iter().map(|(id, by)| (Some((*id).to_owned()), Some((*by).to_owned()))).collect();
            assert_eq!(blamed, expect, "{name}");
        }
    }
}

#[test]
fn who_cannot_log_in_cannot_be_picked() {
    for (name, html) in samples::all(Locale::En, str::to_owned) {
        let picks: Vec<_> = open_tags(&html)
            .into_iter()
            .filter(|tag| tag.get("name") == Some("pick"))
            .filter_map(|tag| tag.get("value").map(str::to_owned))
            .collect();
        if name.starts_with("login") {
            assert!(picks.contains(&"901192204518".to_owned()), "{name}");
        }
        for unable in ["901138004711", "901077918273"] {
            assert!(!picks.contains(&unable.to_owned()), "{name}");
        }
    }
}

#[test]
fn the_catalogue_page_has_every_reason_in_both_languages() {
    for locale in Locale::ALL {
        let pages = samples::all(locale, str::to_owned);
        let (_, html) = pages.iter().find(|(name, _)| *name == "error_catalogue").unwrap();
        for reason in Reason::ALL {
            let info = reason.info();
            assert!(html.contains(&format!("id=\"{}\"", info.code)), "{}", info.code);
            for text in [info.title_en, info.title_vi, info.remedy_en, info.remedy_vi] {
                assert!(html.contains(&markup::escaped(&sentence(text))), "{}: {text}", info.code);
            }
        }
    }
}

/// The colours of one scheme: `--name: #rrggbb;` to relative luminance (WCAG 2.2).
fn luminance(scheme: &str, name: &str) -> f64 {
    let marker = format!("--{name}: #");
    let start = scheme.find(&marker).unwrap_or_else(|| panic!("no colour `{name}`")) + marker.len();
    let channel = |i: usize| {
        let value = f64::from(u8::from_str_radix(&scheme[start + i..start + i + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn colours_contrast_enough_in_both_schemes() {
    // Text on its ground wants 4.5; the edge of a control and the ring of focus want 3 (WCAG 2.2, 1.4.3 and 1.4.11).
    let pairs = [
        (4.5, "ink", ["paper", "card", "sunken", "danger-soft"].as_slice()),
        (4.5, "muted", &["paper", "card", "sunken", "accent-soft"]),
        (4.5, "accent", &["paper", "card", "sunken", "accent-soft"]),
        (4.5, "accent-strong", &["card", "accent-soft"]),
        (4.5, "on-accent", &["accent", "accent-strong"]),
        (4.5, "warn", &["warn-soft", "card", "sunken"]),
        (4.5, "danger", &["danger-soft", "card", "sunken"]),
        (4.5, "on-banner", &["banner", "banner-stripe"]),
        (3.0, "edge", &["card", "paper"]),
    ];
    let (light, dark) = assets::STYLESHEET.body.split_once("prefers-color-scheme: dark").unwrap();
    for (scheme, css) in [("light", light), ("dark", dark)] {
        for (least, text, grounds) in pairs {
            for ground in grounds {
                let (a, b) = (luminance(css, text), luminance(css, ground));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(ratio >= least, "{scheme}: `{text}` on `{ground}` has {ratio:.2}, expected {least}");
            }
        }
    }
}

#[test]
fn the_address_of_an_asset_changes_with_its_content() {
    let hash = dinhdanh_jose::sha256_b64url(assets::STYLESHEET.body.as_bytes());
    assert_eq!(*assets::STYLESHEET_ADDRESS, format!("/_sim/assets/style.css?v={hash}"));
    assert_ne!(
        assets::STYLESHEET_ADDRESS.split_once('=').unwrap().1,
        assets::MARK_ADDRESS.split_once('=').unwrap().1
    );
}
