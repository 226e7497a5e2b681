//! The files that pages load: embedded, and addressed by content so that they may be cached for ever.

use std::sync::LazyLock;

/// A file that the server sends as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Absolute path, the same in every realm.
    pub(crate) path: &'static str,
    /// Media type for `content-type`.
    pub(crate) content_type: &'static str,
    /// The bytes.
    pub(crate) body: &'static str,
}

/// Look of every page, for both colour schemes.
pub(crate) const STYLESHEET: Asset = Asset {
    path: "/_sim/assets/style.css",
    content_type: "text/css; charset=utf-8",
    body: include_str!("../../assets/style.css"),
};

/// The simulator's own mark, drawn for it: an arch with a person in it.
pub(crate) const MARK: Asset = Asset {
    path: "/_sim/assets/mark.svg",
    content_type: "image/svg+xml",
    body: include_str!("../../assets/mark.svg"),
};

/// Every file to be served.
pub(crate) const ALL: [Asset; 2] = [STYLESHEET, MARK];

impl Asset {
    /// Path with the content's hash: what a page refers to, and what `cache-control: immutable` is true of.
    fn address(self) -> String {
        format!("{}?v={}", self.path, dinhdanh_jose::sha256_b64url(self.body.as_bytes()))
    }
}

/// Address of the stylesheet.
pub(super) static STYLESHEET_ADDRESS: LazyLock<String> = LazyLock::new(|| STYLESHEET.address());
/// Address of the mark.
pub(super) static MARK_ADDRESS: LazyLock<String> = LazyLock::new(|| MARK.address());
