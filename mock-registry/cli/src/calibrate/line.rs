//! One figure beside its target.

/// A figure that the nation shows, and what it is to be.
pub(super) struct Line {
    pub(super) what: String,
    pub(super) expected: f64,
    /// Distance from `expected` that is still good, in the same unit.
    pub(super) tolerance: f64,
    pub(super) got: f64,
    pub(super) source: &'static str,
}

impl Line {
    pub(super) fn is_met(&self) -> bool {
        // A figure that could not be computed meets nothing.
        (self.got - self.expected).abs() <= self.tolerance
    }
}

/// The lines for a person.
pub(super) fn table(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.what.chars().count()).max().unwrap_or_default();
    let mut table =
        format!("{:width$} {:>9} {:>9} {:>7}          source\n", "figure", "target", "nation", "±");
    for Line { what, expected, tolerance, got, source } in lines {
        let met = if (got - expected).abs() <= *tolerance { "met" } else { "MISSED" };
        table += &format!("{what:width$} {expected:>9.2} {got:>9.2} {tolerance:>7.2}  {met:6}  {source}\n");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_met_within_its_tolerance_and_never_without_a_value() {
        let line = |got| Line { what: "x".into(), expected: 10.0, tolerance: 0.5, got, source: "y" };
        assert!(line(10.5).is_met() && line(9.5).is_met());
        assert!(!line(10.51).is_met() && !line(f64::NAN).is_met());
        assert!(table(&[line(f64::NAN)]).contains("MISSED"));
    }
}
