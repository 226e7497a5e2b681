//! Everything that CI checks, in order, with the time of each step.

use std::time::{Duration, Instant};

use anyhow::bail;
use clap::ValueEnum;

use crate::{generate, tidy, workspace};

/// The one command that runs the tests: CI runs it, and `tidy` holds both readmes to it.
pub(crate) const TEST_COMMAND: &str = "cargo test --workspace --all-features";

/// The version of mdBook that builds the book: another might word or render differently.
const MDBOOK: &str = "0.5.4";

/// What to check.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Run this step alone; may be repeated. The order is CI's, whatever is given.
    #[arg(long)]
    only: Vec<Step>,
}

/// Ordered so that what is quick, and what later steps can use the work of, comes first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Formatting.
    Fmt,
    /// Rules of this repository.
    Tidy,
    /// Lints, warnings denied.
    Clippy,
    /// Documentation of the API, warnings denied.
    Doc,
    /// Every test, by the readme's own command.
    Test,
    /// Documents derived from code are up to date.
    Generate,
    /// The book builds.
    Book,
    /// Clients that nobody here wrote.
    Interop,
}

/// Runs the steps, all of them even after a failure, so that one run tells everything.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let before = state()?;
    let steps =
        Step::value_variants().iter().filter(|step| options.only.is_empty() || options.only.contains(step));
    let mut results: Vec<(String, Duration, bool)> =
        steps.map(|step| timed(&step.name(), || step.check())).collect();
    results.push(timed("clean", || unchanged(&before)));

    println!("\n{:<10}{:>8}", "step", "seconds");
    for (name, time, passed) in &results {
        println!("{name:<10}{:>8.1}  {}", time.as_secs_f64(), if *passed { "passed" } else { "FAILED" });
    }
    let failed: Vec<&str> =
        results.iter().filter(|(.., passed)| !passed).map(|(name, ..)| name.as_str()).collect();
    if !failed.is_empty() {
        bail!("failed: `{}`; repeat one with `cargo xtask ci --only <step>`", failed.join("`, `"));
    }
    Ok(())
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn check(self) -> anyhow::Result<()> {
        match self {
            Self::Fmt => workspace::run(workspace::cargo(&["fmt", "--all", "--check"])?),
            Self::Tidy => tidy::run(),
            Self::Clippy => workspace::run(workspace::cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--locked",
                "--",
                "-Dwarnings",
            ])?),
            Self::Doc => {
                let mut doc =
                    workspace::cargo(&["doc", "--no-deps", "--workspace", "--all-features", "--locked"])?;
                doc.env("RUSTDOCFLAGS", "-Dwarnings");
                workspace::run(doc)
            }
            Self::Test => {
                let words: Vec<&str> = TEST_COMMAND.split(' ').skip(1).collect();
                workspace::run(workspace::cargo(&words)?)
            }
            Self::Generate => generate::check(&generate::binary()?),
            Self::Book => book(),
            Self::Interop => interop(),
        }
    }
}

fn timed(name: &str, check: impl FnOnce() -> anyhow::Result<()>) -> (String, Duration, bool) {
    println!("\n==> {name}");
    let start = Instant::now();
    let result = check();
    if let Err(error) = &result {
        println!("{name} failed: {error:#}");
    }
    (name.to_owned(), start.elapsed(), result.is_ok())
}

/// Builds the book, with an mdBook kept beside the build.
fn book() -> anyhow::Result<()> {
    if !workspace::root()?.join("docs/book.toml").is_file() {
        bail!("expected `docs/book.toml`, got none: mdBook needs it to build the book; write it");
    }
    let target = workspace::target_dir()?;
    let tools = target.join(format!("mdbook-{MDBOOK}"));
    let mdbook = tools.join("bin/mdbook");
    if !mdbook.is_file() {
        let install = [
            "install",
            "mdbook",
            "--version",
            MDBOOK,
            "--locked",
            "--no-default-features",
            "--debug",
            "--quiet",
        ];
        let mut install = workspace::cargo(&install)?;
        install.arg("--root").arg(&tools).arg("--target-dir").arg(tools.join("build"));
        workspace::run(install)?;
    }
    let mut build = workspace::command(mdbook, &["build", "docs"])?;
    build.arg("--dest-dir").arg(target.join("book"));
    workspace::run(build)
}

/// Runs the foreign clients against the binary that the tests were built with.
fn interop() -> anyhow::Result<()> {
    if !workspace::root()?.join("tests/interop/run").is_file() {
        println!("skipped: there is no `tests/interop/run`");
        return Ok(());
    }
    let mut run = workspace::command("bash", &["tests/interop/run"])?;
    run.env("DINHDANH_BIN", generate::binary()?);
    workspace::run(run)
}

/// What git sees: changed and new files, and the changes themselves.
fn state() -> anyhow::Result<[String; 2]> {
    let ask = |args: &[&str]| workspace::output(workspace::command("git", args)?);
    Ok([ask(&["status", "--porcelain"])?, ask(&["diff", "HEAD"])?])
}

/// No step may leave anything behind: what it derives is either ignored or checked in.
fn unchanged(before: &[String; 2]) -> anyhow::Result<()> {
    let after = state()?;
    if after == *before {
        return Ok(());
    }
    let new = after[0].lines().filter(|line| !before[0].lines().any(|old| old == *line));
    let new: Vec<&str> = new.collect();
    bail!(
        "expected the work tree as it was before the steps, got changes: {}; check in what is derived, ignore what is not",
        new.join(", ")
    )
}
