//! What a card shows to people and machines: QR text, machine-readable zone, data groups of the chip.

mod chip;
mod mrz;
mod qr;

pub use chip::CHIP_DATA_GROUPS;
pub use mrz::{MrzFields, check_digit, transliterate};
