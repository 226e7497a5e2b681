//! What `dinhdanh organisation` says, in Vietnamese and English.

use crate::locale::Locale;

/// A label or a remark.
#[derive(Clone, Copy)]
pub(super) enum Word {
    Synthetic,
    TaxCode,
    Kind,
    Seat,
    Founded,
    Dissolved,
    Representative,
    Account,
    Locked,
}

impl Word {
    pub(super) fn text(self, locale: Locale) -> &'static str {
        let [vi, en] = match self {
            Self::Synthetic => ["tổ chức giả lập", "synthetic organisation"],
            Self::TaxCode => ["Mã số thuế", "Tax code"],
            Self::Kind => ["Loại hình", "Kind"],
            Self::Seat => ["Trụ sở chính", "Seat"],
            Self::Founded => ["Ngày thành lập", "Founded"],
            Self::Dissolved => ["Ngày giải thể", "Dissolved"],
            Self::Representative => ["Đại diện theo pháp luật", "Legal representative"],
            Self::Account => ["Tài khoản định danh điện tử", "E-ID account"],
            Self::Locked => ["bị khoá", "locked"],
        };
        match locale {
            Locale::Vi => vi,
            Locale::En => en,
        }
    }
}
