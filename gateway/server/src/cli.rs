//! The command line. Without a subcommand it serves.

/// Prints a line; a reader that has gone away, as `head` does, is no error.
macro_rules! say {
    ($($text:tt)*) => { $crate::cli::say(format_args!($($text)*)) };
}

mod citizen;
mod config;
mod control;
mod doctor;
mod nation;
mod organisation;
mod overlay;
mod serve;
mod terminal;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A mock citizen e-ID and data-sharing gateway. Every person in it is synthetic.
#[derive(Debug, Parser)]
#[command(name = "dinhdanh", version, about, arg_required_else_help = false)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::ServeArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the gateway (the default)
    Serve(serve::ServeArgs),
    /// Look citizens up in the nation, without a running gateway
    Citizen(citizen::CitizenArgs),
    /// Look organisations up in the nation, without a running gateway
    Organisation(organisation::OrganisationArgs),
    /// Create, reset, delete and list realms of a running gateway, and move their clocks
    Realm(control::RealmArgs),
    /// List and rotate the signing keys of a realm
    Keys(control::KeysArgs),
    /// Check a configuration file, or print its schema
    Config(config::ConfigArgs),
    /// Find out why a client cannot talk to a running gateway
    Doctor(doctor::DoctorArgs),
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => serve::run(&cli.serve),
        Some(Command::Serve(args)) => serve::run(&args),
        Some(Command::Citizen(args)) => citizen::run(&args),
        Some(Command::Organisation(args)) => organisation::run(&args),
        Some(Command::Realm(args)) => control::realm(&args),
        Some(Command::Keys(args)) => control::keys(&args),
        Some(Command::Config(args)) => config::run(&args),
        Some(Command::Doctor(args)) => doctor::run(&args),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {}", explained(&error));
            ExitCode::FAILURE
        }
    }
}

fn say(text: std::fmt::Arguments<'_>) {
    // Nobody is left to be told.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// An error with its causes, each said once: some messages already hold what caused them.
fn explained(error: &anyhow::Error) -> String {
    error.chain().skip(1).fold(error.to_string(), |text, cause| {
        let cause = cause.to_string();
        if text.contains(cause.trim_end()) { text } else { format!("{text}: {cause}") }
    })
}

/// Starts the asynchronous runtime of a command.
fn block_on<F: Future>(future: F) -> anyhow::Result<F::Output> {
    // On one core a second thread only costs the hand-over between the two.
    let mut builder = match std::thread::available_parallelism() {
        Ok(cores) if cores.get() > 1 => tokio::runtime::Builder::new_multi_thread(),
        _ => tokio::runtime::Builder::new_current_thread(),
    };
    let runtime = builder.enable_all().build()?;
    Ok(runtime.block_on(future))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
