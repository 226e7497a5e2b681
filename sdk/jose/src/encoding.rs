//! Base64url without padding (RFC 7515 section 2): the one alphabet of JOSE.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub(crate) fn b64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// `None` for padding, foreign characters and non-zero trailing bits: one value has one spelling, so thumbprints are unique.
pub(crate) fn from_b64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
