//! How far a command is, on standard error; silent when that is no terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over a known number of steps.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar of `total` steps that counts `what`.
    pub(crate) fn new(total: u64, what: &str) -> Progress {
        let bar = ProgressBar::new(total);
        let line = format!(
            "{{bar:40}} {{percent:>3}} %  {{human_pos}} of {{human_len}} {what}, {{per_sec}}, {{eta}} left"
        );
        // The template is a constant; a mistake in it would leave the plain bar.
        if let Ok(style) = ProgressStyle::with_template(&line) {
            bar.set_style(style);
        }
        Progress(bar)
    }

    /// Moves the bar to `done` steps.
    pub(crate) fn at(&self, done: u64) {
        self.0.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A whole number with commas: `101,000,000`.
pub(crate) fn grouped(n: u64) -> String {
    indicatif::HumanCount(n).to_string()
}
