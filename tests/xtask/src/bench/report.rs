//! Rows of the report, and what it takes to meet a target.

use std::fmt;

use serde::Serialize;

/// One figure.
#[derive(Clone, Serialize)]
pub(crate) struct Row {
    /// Number in the performance table, and what of it.
    pub(crate) id: &'static str,
    value: f64,
    /// Of value and reference.
    unit: &'static str,
    /// What the same run measured to compare with.
    reference: Option<f64>,
    /// Value by reference.
    ratio: Option<f64>,
    /// In words; none for a figure that is only printed.
    target: Option<String>,
    /// Whether the target is met; true when there is none.
    pub(crate) ok: bool,
}

/// When a figure is good.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// At most this many units.
    AtMost(f64),
    /// At least this many units.
    AtLeast(f64),
    /// At most this many times the reference.
    AtMostTimes(f64),
    /// At least this many times the reference.
    AtLeastTimes(f64),
    /// Printed for orientation.
    Orientation,
}

impl Row {
    /// A figure against its target. A ratio without a reference meets nothing.
    pub(crate) fn new(
        id: &'static str,
        value: f64,
        unit: &'static str,
        reference: Option<f64>,
        target: Target,
    ) -> Self {
        let ratio = reference.map(|reference| value / reference);
        let ok = match target {
            Target::AtMost(most) => value <= most,
            Target::AtLeast(least) => value >= least,
            Target::AtMostTimes(most) => ratio.is_some_and(|ratio| ratio <= most),
            Target::AtLeastTimes(least) => ratio.is_some_and(|ratio| ratio >= least),
            Target::Orientation => true,
        };
        let target = match target {
            Target::AtMost(most) => Some(format!("≤ {most} {unit}")),
            Target::AtLeast(least) => Some(format!("≥ {least} {unit}")),
            Target::AtMostTimes(most) => Some(format!("≤ {most} × reference")),
            Target::AtLeastTimes(least) => Some(format!("≥ {least} × reference")),
            Target::Orientation => None,
        };
        Self { id, value, unit, reference, ratio, target, ok }
    }
}

/// The rows for a person.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut table = format!(
        "{:<18}{:>12} {:<8}{:>12}{:>9}  {:<20}\n",
        "figure", "value", "unit", "reference", "ratio", "target"
    );
    for row in rows {
        let met = match (&row.target, row.ok) {
            (None, _) => "",
            (Some(_), true) => "met",
            (Some(_), false) => "MISSED",
        };
        table += &format!(
            "{:<18}{:>12} {:<8}{:>12}{:>9}  {:<20}{met}\n",
            row.id,
            Figure(Some(row.value)),
            row.unit,
            Figure(row.reference),
            Figure(row.ratio),
            row.target.as_deref().unwrap_or("–"),
        );
    }
    table
}

/// Three significant digits, or a dash.
struct Figure(Option<f64>);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.pad("–"),
            Some(value) => {
                let decimals = (2 - value.abs().log10().floor().max(-3.0) as i32).clamp(0, 5) as usize;
                f.pad(&format!("{value:.decimals$}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn targets_are_met_or_missed() {
        let rows = [
            Row::new("P1.ready", 140.04, "ms", None, Target::AtMost(150.0)),
            Row::new("P1.memory", 48.01, "MiB", None, Target::AtMost(48.0)),
            Row::new("P2.core.growth", 2.4, "µs", Some(2.0), Target::AtMostTimes(1.5)),
            Row::new("P2.exists.growth", 0.16, "µs", Some(0.1), Target::AtMostTimes(1.5)),
            Row::new("P4.throughput", 24_500.0, "/s", Some(48_000.0), Target::AtLeastTimes(0.5)),
            Row::new("P4.throughput", 23_500.0, "/s", Some(48_000.0), Target::AtLeastTimes(0.5)),
            Row::new("P4.p99", 1.26, "ms", None, Target::Orientation),
        ];
        assert_eq!(rows.each_ref().map(|row| row.ok), [true, false, true, false, true, false, true]);
        assert_snapshot!(table(&rows));
    }

    #[test]
    fn machines_read_every_field() -> anyhow::Result<()> {
        let row = serde_json::to_value(Row::new("P4.p99", 1.5, "ms", None, Target::Orientation))?;
        let expected = serde_json::json!({
            "id": "P4.p99", "value": 1.5, "unit": "ms", "reference": null, "ratio": null, "target": null, "ok": true
        });
        assert_eq!(row, expected);
        Ok(())
    }
}
