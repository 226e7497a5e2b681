//! Modules of the three plans that do not apply, each with its reason. When a feature comes, its modules leave this list.

use dinhdanh_harness::{Gateway, Request};

/// Module, and the metadata member that would have to change for it to apply.
const SKIPPED: &[(&str, &str, &str)] = &[
    ("oidcc-idtoken-unsigned", "id_token_signing_alg_values_supported", "`none` is not offered"),
    ("oidcc-registration-*", "registration_endpoint", "clients are registered through the control API"),
    (
        "oidcc-server-rotate-keys",
        "registration_endpoint",
        "needs dynamic registration; rotation is tested end to end",
    ),
    ("oidcc-refresh-token-rp-key-rotation", "registration_endpoint", "needs dynamic registration"),
    (
        "oidcc-request-uri-signed-rs256",
        "request_object_signing_alg_values_supported",
        "request objects are refused",
    ),
    ("oidcc-userinfo-rs256", "userinfo_signing_alg_values_supported", "UserInfo is plain JSON"),
    ("oidcc-backchannel-rp-initiated-logout", "backchannel_logout_supported", "no back channel yet"),
];

#[test]
fn skipped_modules_do_not_apply() {
    let url = format!("{}/.well-known/openid-configuration", Gateway::shared().ready.issuer);
    let metadata = Request::get(&url).send().expect(200).json();
    for (module, member, reason) in SKIPPED {
        let offered = match *member {
            "id_token_signing_alg_values_supported" => metadata[member].to_string().contains("none"),
            member => metadata.get(member).is_some(),
        };
        assert!(
            !offered,
            "{module} applies now that `{member}` is published; it was skipped because {reason}"
        );
    }
}
