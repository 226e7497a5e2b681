//! Counts in words and figures: `two`, `hai`, `30-40`, `at least 3`, `dưới 18`.

/// A count between two bounds, both within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub min: u32,
    /// The most; `u32::MAX` for no limit.
    pub max: u32,
}

impl Bounds {
    /// Exactly this many.
    pub const fn exactly(n: u32) -> Self {
        Self { min: n, max: n }
    }

    /// This many or more.
    pub const fn at_least(n: u32) -> Self {
        Self { min: n, max: u32::MAX }
    }

    /// This many or fewer.
    pub const fn at_most(n: u32) -> Self {
        Self { min: 0, max: n }
    }

    /// From one to the other.
    pub const fn between(min: u32, max: u32) -> Self {
        Self { min, max }
    }

    /// Whether a count is within.
    pub fn contains(self, n: u32) -> bool {
        (self.min..=self.max).contains(&n)
    }
}

/// Numbers as words, folded: English and Vietnamese.
const WORDS: &[(&str, u32)] = &[
    ("zero", 0),
    ("one", 1),
    ("a", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("khong", 0),
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("bon", 4),
    ("nam", 5),
    ("sau", 6),
    ("bay", 7),
    ("tam", 8),
    ("chin", 9),
    ("muoi", 10),
];

type Shape = fn(u32) -> Bounds;

/// What stands before a number, folded, and what it makes of it. The longer first where one begins with another.
const BEFORE: &[(&str, Shape)] = &[
    ("at least", Bounds::at_least),
    ("at most", Bounds::at_most),
    ("up to", Bounds::at_most),
    ("no more than", Bounds::at_most),
    ("more than", |n| Bounds::at_least(n.saturating_add(1))),
    ("fewer than", |n| Bounds::at_most(n.saturating_sub(1))),
    ("less than", |n| Bounds::at_most(n.saturating_sub(1))),
    ("over", |n| Bounds::at_least(n.saturating_add(1))),
    ("under", |n| Bounds::at_most(n.saturating_sub(1))),
    ("it nhat", Bounds::at_least),
    ("nhieu nhat", Bounds::at_most),
    ("toi da", Bounds::at_most),
    ("tren", |n| Bounds::at_least(n.saturating_add(1))),
    ("duoi", |n| Bounds::at_most(n.saturating_sub(1))),
    (">=", Bounds::at_least),
    ("≥", Bounds::at_least),
    ("<=", Bounds::at_most),
    ("≤", Bounds::at_most),
    (">", |n| Bounds::at_least(n.saturating_add(1))),
    ("<", |n| Bounds::at_most(n.saturating_sub(1))),
];

/// What stands after a number, folded.
const AFTER: &[(&str, Shape)] = &[
    ("or more", Bounds::at_least),
    ("and over", Bounds::at_least),
    ("or older", Bounds::at_least),
    ("or fewer", Bounds::at_most),
    ("tro len", Bounds::at_least),
    ("tro xuong", Bounds::at_most),
    ("+", Bounds::at_least),
];

/// What stands between the two ends of a range, folded.
const BETWEEN: &[&str] = &["..", "-", "–", " to ", " and ", " den "];
/// What may stand before a range.
const OPENING: &[&str] = &["from ", "between ", "tu "];

/// A number in figures or words, of folded text.
pub(crate) fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let word = || WORDS.iter().find(|(word, _)| *word == text).map(|(_, n)| *n);
    match text.bytes().all(|byte| byte.is_ascii_digit()) && (1..=4).contains(&text.len()) {
        true => text.parse().ok(),
        false => word(),
    }
}

/// A count or a range of counts, of folded text.
pub(crate) fn bounds(text: &str) -> Option<Bounds> {
    let text = text.trim();
    if let Some(n) = number(text) {
        return Some(Bounds::exactly(n));
    }
    if let Some((rest, shape)) =
        BEFORE.iter().find_map(|(word, shape)| Some((text.strip_prefix(word)?, shape)))
    {
        return number(rest).map(shape);
    }
    if let Some((rest, shape)) =
        AFTER.iter().find_map(|(word, shape)| Some((text.strip_suffix(word)?, shape)))
    {
        return number(rest.strip_prefix("tu ").unwrap_or(rest)).map(shape);
    }
    let opened = OPENING.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let (min, max) = BETWEEN.iter().find_map(|word| opened.split_once(word))?;
    let (min, max) = (number(min)?, number(max)?);
    (min <= max).then_some(Bounds { min, max })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_in_both_languages() {
        let check = |text: &str, expect: Option<(u32, u32)>| {
            let expect = expect.map(|(min, max)| Bounds { min, max });
            assert_eq!(bounds(&dinhdanh_population::fold(text)), expect, "{text}");
        };
        check("30", Some((30, 30)));
        check("hai", Some((2, 2)));
        check("ten", Some((10, 10)));
        for text in [
            "30-40",
            "30 - 40",
            "30–40",
            "30..40",
            "30 to 40",
            "from 30 to 40",
            "từ 30 đến 40",
            "between 30 and 40",
        ] {
            check(text, Some((30, 40)));
        }
        for text in [
            "80+",
            "at least 80",
            "80 or more",
            "ít nhất 80",
            "từ 80 trở lên",
            ">= 80",
            "≥80",
            "over 79",
            "trên 79",
        ] {
            check(text, Some((80, u32::MAX)));
        }
        for text in ["under 6", "dưới 6", "<6", "<= 5", "up to five", "tối đa năm", "fewer than six"] {
            check(text, Some((0, 5)));
        }
        for text in ["", "x", "40-30", "30-", "-", "12345", "3.5", "thirty"] {
            check(text, None);
        }
    }
}
