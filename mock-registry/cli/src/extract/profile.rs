//! How often each defect befalls a row.

use super::defects::DEFECTS;

/// A rate for every defect, in millionths, in the order of [`DEFECTS`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Profile(Vec<u32>);

/// One.
pub(crate) const MILLION: u32 = 1_000_000;
/// Profile names, and their factor over the standard rates.
const NAMED: [(&str, u32); 3] = [("none", 0), ("standard", 1), ("heavy", 4)];

impl Profile {
    /// The rates of all defects.
    pub(crate) fn rates(&self) -> &[u32] {
        &self.0
    }
}

/// Reads `--defects`: names of profiles and `name=rate`, separated by commas; what comes later replaces what came before.
///
/// # Errors
/// If a name is unknown or a rate is not between 0 and 1.
pub(crate) fn parse(text: &str) -> Result<Profile, String> {
    let mut rates = vec![0; DEFECTS.len()];
    for part in text.split(',').map(str::trim) {
        match part.split_once('=') {
            None => {
                let factor = NAMED.iter().find(|(name, _)| *name == part).ok_or_else(|| unknown(part))?.1;
                rates = DEFECTS.iter().map(|defect| (defect.rate * factor).min(MILLION)).collect();
            }
            Some((name, rate)) => {
                let at =
                    DEFECTS.iter().position(|defect| defect.name == name).ok_or_else(|| unknown(name))?;
                let share: f64 = rate.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| {
                    format!("expected a share of rows from 0 to 1 for `{name}`, such as `{name}=0.02`, got `{rate}`")
                })?;
                rates[at] = (share * f64::from(MILLION) + 0.5) as u32;
            }
        }
    }
    Ok(Profile(rates))
}

fn unknown(name: &str) -> String {
    let profiles = NAMED.iter().map(|(name, _)| format!("`{name}`"));
    let defects = DEFECTS.iter().map(|defect| format!("`{}`", defect.name));
    format!(
        "expected a profile ({}) or `defect=rate`, got `{name}`; defects are {}",
        profiles.collect::<Vec<_>>().join(", "),
        defects.collect::<Vec<_>>().join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_and_rates() {
        let rate = |text: &str, name: &str| {
            let at = DEFECTS.iter().position(|defect| defect.name == name).unwrap();
            parse(text).unwrap().rates()[at]
        };
        assert!(parse("none").unwrap().rates().iter().all(|rate| *rate == 0));
        assert!(parse("standard").unwrap().rates().iter().all(|rate| *rate > 0));
        assert_eq!(rate("heavy", "upper-case"), 4 * rate("standard", "upper-case"));
        assert_eq!(rate("upper-case=0.25", "upper-case"), 250_000);
        assert_eq!(rate("upper-case=0.25", "wrong-sex"), 0);
        assert_eq!(rate("standard,upper-case=1", "upper-case"), MILLION);
        for text in [
            "",
            "dirty",
            "upper-case",
            "upper-case=2",
            "upper-case=-1",
            "upper-case=x",
            "upper-case=NaN",
            "x=0.1",
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.contains("expected"), "{text}: {message}");
        }
    }
}
