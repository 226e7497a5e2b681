//! What the chip of a card holds, by name: none of it is made here.

/// Data groups of the chip, in the order of ICAO Doc 9303 part 10; group 13 is the national one. As read from cards by
/// open-source readers; Circular 16/2024/TT-BCA, article 6, gives the same content without numbers.
pub const CHIP_DATA_GROUPS: [(&str, &str); 6] = [
    ("COM", "list of data groups"),
    ("DG1", "machine-readable zone"),
    ("DG2", "face image"),
    (
        "DG13",
        "ID number, name, date of birth, sex, nationality, ethnicity, religion, home village, residence, identifying \
         features, dates of issue and expiry, names of parents and spouse, old ID number",
    ),
    ("DG14", "security options"),
    ("SOD", "signature of the issuer over all groups"),
];
