//! `dinhdanh config`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::config::Config;

#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Check a configuration file
    Check {
        /// The file
        file: PathBuf,
    },
    /// Print the JSON Schema of the configuration file
    Schema,
}

pub(super) fn run(args: &ConfigArgs) -> anyhow::Result<ExitCode> {
    match &args.command {
        ConfigCommand::Check { file } => {
            let config = Config::read(file)?;
            say!("`{}` is good, with {} of its own clients", file.display(), config.clients.len());
        }
        ConfigCommand::Schema => {
            say!("{}", serde_json::to_string_pretty(&schemars::schema_for!(Config))?);
        }
    }
    Ok(ExitCode::SUCCESS)
}
