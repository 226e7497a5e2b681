//! `dinhdanh serve`.

use std::io::{IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use dinhdanh_protocol::control::LoginPolicy;
use dinhdanh_registry::{IdSpace, NationSpec};
use tracing_subscriber::EnvFilter;
use url::Url;

use super::block_on;
use crate::config::Config;
use crate::{Data, Gateway, Settings};

/// Flags win over environment variables, those over the file, that over the defaults.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Address to listen on; port 0 takes a free one [default: 127.0.0.1:8006]
    #[arg(long, env = "DINHDANH_LISTEN")]
    listen: Option<SocketAddr>,
    /// Base URL that clients and browsers see [default: http://<listen>]
    #[arg(long, env = "DINHDANH_ISSUER")]
    issuer: Option<Url>,
    /// Directory of the records, or `:memory:` to keep nothing [default: .dinhdanh]
    #[arg(long, env = "DINHDANH_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Configuration file (TOML)
    #[arg(long, env = "DINHDANH_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Seed of the nation, of keys, secrets and identifiers: same seed, clock and requests, same bytes
    #[arg(long, env = "DINHDANH_SEED")]
    seed: Option<u64>,
    /// Living citizens [default: 101000000]
    #[arg(long, env = "DINHDANH_POPULATION")]
    population: Option<u64>,
    /// Numbers that pass common validators, instead of the reserved space that no real number can be in
    #[arg(long, env = "DINHDANH_PLAUSIBLE_IDS")]
    plausible_ids: bool,
    /// How citizens log in: by pages, or at once by `login_hint` [default: interactive]
    #[arg(long, env = "DINHDANH_LOGIN")]
    login: Option<Login>,
    /// Freeze the clock of the default realm at this instant, e.g. 2026-01-01T00:00:00Z
    #[arg(long, value_name = "INSTANT")]
    frozen_at: Option<jiff::Timestamp>,
    /// Write issuer, clients, citizens and control token here when the gateway answers
    #[arg(long, env = "DINHDANH_READY_FILE", value_name = "FILE")]
    ready_file: Option<PathBuf>,
    /// File that holds the admin token of the control API [default: a random token]
    #[arg(long, env = "DINHDANH_ADMIN_TOKEN_FILE", value_name = "FILE")]
    admin_token_file: Option<PathBuf>,
    /// Listen beyond loopback although this gateway speaks plain HTTP
    #[arg(long)]
    allow_plaintext_remote: bool,
    /// What to log to standard error: off, error, warn, info, debug or a tracing filter
    #[arg(long, env = "DINHDANH_LOG", default_value = "info")]
    log: String,
    /// Log as JSON lines
    #[arg(long, env = "DINHDANH_LOG_JSON")]
    log_json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Login {
    Interactive,
    Instant,
}

impl ServeArgs {
    fn settings(&self) -> anyhow::Result<Settings> {
        let config = self.config.as_deref().map(Config::read).transpose()?.unwrap_or_default();
        let defaults = Settings::default();
        let clients = config.registered_clients()?;
        let nation_seed = self.seed.or(config.nation.seed);
        let plausible = self.plausible_ids || config.nation.plausible_ids.unwrap_or(false);
        let token_file = self.admin_token_file.as_ref().or(config.server.admin_token_file.as_ref());
        let admin_token = token_file
            .map(|path| {
                std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
            })
            .transpose()?
            .map(|token| token.trim().to_owned());
        anyhow::ensure!(
            admin_token.as_ref().is_none_or(|token| token.len() >= 16),
            "the admin token is too short: expected at least 16 characters"
        );
        Ok(Settings {
            listen: self.listen.or(config.server.listen).unwrap_or(defaults.listen),
            issuer: self.issuer.clone().or(config.server.issuer),
            data: match self.data.clone().or(config.server.data) {
                Some(path) if path.as_os_str() == ":memory:" => Data::Ephemeral,
                Some(path) => Data::Directory(path),
                None => defaults.data,
            },
            nation: NationSpec {
                seed: nation_seed.unwrap_or(defaults.nation.seed),
                living: self.population.or(config.nation.population).unwrap_or(defaults.nation.living),
                id_space: if plausible { IdSpace::Plausible } else { defaults.nation.id_space },
            },
            seed: self.seed,
            login: match self.login {
                Some(Login::Interactive) => LoginPolicy::Interactive,
                Some(Login::Instant) => LoginPolicy::Instant,
                None => config.realm.login.unwrap_or(defaults.login),
            },
            frozen_at: self.frozen_at.or(config.realm.frozen_at),
            ready_file: self.ready_file.clone(),
            admin_token,
            allow_plaintext_remote: self.allow_plaintext_remote
                || config.server.allow_plaintext_remote.unwrap_or(false),
            clients,
        })
    }
}

pub(super) fn run(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    log_to_stderr(args)?;
    let settings = args.settings()?;
    block_on(serve(settings))?
}

fn log_to_stderr(args: &ServeArgs) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&args.log).context("`--log` expects a level or a tracing filter")?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    if args.log_json {
        log.json().init();
    } else {
        log.compact().init();
    }
    Ok(())
}

async fn serve(settings: Settings) -> anyhow::Result<ExitCode> {
    let gateway = Gateway::start(settings).await?;
    greet(&gateway)?;
    stop_signal().await?;
    gateway.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// Where to click, whom to log in as, what to paste.
fn greet(gateway: &Gateway) -> std::io::Result<()> {
    let ready = gateway.ready();
    let mut out = std::io::stdout().lock();
    writeln!(out, "dinhdanh answers at {}/   (a simulator: every person is synthetic)", ready.issuer)?;
    writeln!(out)?;
    writeln!(out, "  log in as a citizen   {}/_sim/demo/login", ready.issuer)?;
    writeln!(out, "  discovery             {}/.well-known/openid-configuration", ready.issuer)?;
    writeln!(
        out,
        "  nation                {} living citizens, seed {}, as of {}",
        ready.nation.living, ready.nation.seed, ready.nation.as_of
    )?;
    if gateway.wants_admin_token() {
        writeln!(out, "  control API           {}/?admin_token={}", ready.control.url, ready.control.token)?;
    }
    writeln!(out)?;
    writeln!(out, "Three citizens (passcode {}):", dinhdanh_core::realm::PASSCODE)?;
    for citizen in ready.citizens.iter().take(3) {
        writeln!(
            out,
            "  {}  {}, {}  {}",
            citizen.personal_number,
            citizen.name,
            citizen.birthdate,
            citizen.traits.join(" ")
        )?;
    }
    writeln!(out)?;
    if let Some(client) = ready.clients.first() {
        let secret = client.client_secret.as_deref().unwrap_or("none");
        writeln!(out, "A client for your application: {}, secret {secret},", client.client_id)?;
        writeln!(out, "  redirecting to http://127.0.0.1/callback or http://localhost/callback at any port")?;
        writeln!(out)?;
    }
    writeln!(out, "A ministry asks for a citizen's attributes; paste into another shell:")?;
    writeln!(out)?;
    writeln!(out, "{}", gateway.curl_example())?;
    writeln!(out)?;
    writeln!(out, "Stop with Ctrl-C. `dinhdanh --help` shows the rest.")
}

#[cfg(unix)]
async fn stop_signal() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupt = tokio::signal::ctrl_c() => interrupt,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
