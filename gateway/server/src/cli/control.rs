//! `dinhdanh realm` and `dinhdanh keys`: the control API of a running gateway.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::control::{
    ClockChange, CreateRealm, KeyView, Listing, LoginPolicy, RealmView, RotateKeys,
};
use dinhdanh_protocol::error::Problem;
use dinhdanh_protocol::ready::ReadyFile;
use reqwest::Method;
use url::Url;

use super::block_on;
use super::overlay::{self, OverlayCommand};

/// How to reach the gateway.
#[derive(Debug, Args)]
pub(super) struct Connection {
    /// Address of the running gateway
    #[arg(long, env = "DINHDANH_ISSUER", default_value = "http://127.0.0.1:8006", global = true)]
    gateway: Url,
    /// Ready-file of the running gateway: gives address and token
    #[arg(long, env = "DINHDANH_READY_FILE", global = true, value_name = "FILE")]
    ready_file: Option<PathBuf>,
    /// File that holds the admin token; needed when the gateway is not on loopback
    #[arg(long, env = "DINHDANH_ADMIN_TOKEN_FILE", global = true, value_name = "FILE")]
    admin_token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RealmArgs {
    #[command(subcommand)]
    command: RealmCommand,
    #[command(flatten)]
    connection: Connection,
}

#[derive(Debug, Subcommand)]
enum RealmCommand {
    /// List the realms
    List,
    /// Create a realm at /r/NAME
    Create {
        /// Its name
        name: RealmName,
        /// Seed of its keys and identifiers; random if absent
        #[arg(long)]
        realm_seed: Option<u64>,
        /// Log citizens in by `login_hint`, without a page
        #[arg(long)]
        instant: bool,
        /// Freeze its clock at this instant
        #[arg(long, value_name = "INSTANT")]
        frozen_at: Option<jiff::Timestamp>,
    },
    /// Forget everything that happened in a realm
    Reset {
        /// Its name
        name: RealmName,
    },
    /// Delete a realm
    Delete {
        /// Its name
        name: RealmName,
    },
    /// Freeze a realm's clock, now or at an instant
    Freeze {
        /// Its name
        name: RealmName,
        /// Where to stand still
        at: Option<jiff::Timestamp>,
    },
    /// Move a realm's clock forward
    Advance {
        /// Its name
        name: RealmName,
        /// By how many seconds
        seconds: i64,
    },
    /// Let a realm's clock run on from where it stands
    Resume {
        /// Its name
        name: RealmName,
    },
    /// Let a realm's clock follow real time again
    RealTime {
        /// Its name
        name: RealmName,
    },
    /// List, undo, export or import the changes of a realm's register
    Overlay {
        #[command(subcommand)]
        command: OverlayCommand,
    },
}

#[derive(Debug, Args)]
pub(super) struct KeysArgs {
    #[command(subcommand)]
    command: KeysCommand,
    /// The realm
    #[arg(long, default_value = "default", global = true)]
    realm: RealmName,
    #[command(flatten)]
    connection: Connection,
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// List the keys with their states
    List,
    /// Put a new key into use; the old one verifies until its tokens have expired
    Rotate {
        /// RS256, ES256 or EdDSA
        alg: String,
    },
}

pub(super) fn realm(args: &RealmArgs) -> anyhow::Result<ExitCode> {
    let clock = |name: &RealmName, change: ClockChange| {
        (Method::POST, format!("/realms/{name}/clock"), serde_json::to_value(change).ok())
    };
    let (method, path, body) = match &args.command {
        RealmCommand::List => {
            let listing: Listing<RealmView> =
                serde_json::from_str(&args.connection.send(Method::GET, "/realms", None)?)?;
            for realm in listing.items {
                say!(
                    "{}  {}  {}{}",
                    realm.name,
                    realm.issuer,
                    realm.now,
                    if realm.frozen { "  frozen" } else { "" }
                );
            }
            return Ok(ExitCode::SUCCESS);
        }
        RealmCommand::Overlay { command } => {
            overlay::run(command, &args.connection)?;
            return Ok(ExitCode::SUCCESS);
        }
        RealmCommand::Create { name, realm_seed, instant, frozen_at } => {
            let login = if *instant { LoginPolicy::Instant } else { LoginPolicy::Interactive };
            let request = CreateRealm { name: name.clone(), seed: *realm_seed, login, frozen_at: *frozen_at };
            (Method::POST, "/realms".to_owned(), Some(serde_json::to_value(request)?))
        }
        RealmCommand::Reset { name } => (Method::POST, format!("/realms/{name}/reset"), None),
        RealmCommand::Delete { name } => (Method::DELETE, format!("/realms/{name}"), None),
        RealmCommand::Freeze { name, at } => clock(name, ClockChange::Freeze(*at)),
        RealmCommand::Advance { name, seconds } => clock(name, ClockChange::Advance { seconds: *seconds }),
        RealmCommand::Resume { name } => clock(name, ClockChange::Resume),
        RealmCommand::RealTime { name } => clock(name, ClockChange::Reset),
    };
    let answer = args.connection.send(method, &path, body)?;
    if let Ok(realm) = serde_json::from_str::<RealmView>(&answer) {
        say!("{}  {}  {}{}", realm.name, realm.issuer, realm.now, if realm.frozen { "  frozen" } else { "" });
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn keys(args: &KeysArgs) -> anyhow::Result<ExitCode> {
    let path = format!("/realms/{}/keys", args.realm);
    if let KeysCommand::Rotate { alg } = &args.command {
        args.connection.send(
            Method::POST,
            &path,
            Some(serde_json::to_value(RotateKeys { alg: alg.clone() })?),
        )?;
    }
    let listing: Listing<KeyView> = serde_json::from_str(&args.connection.send(Method::GET, &path, None)?)?;
    for key in listing.items {
        let until = key.not_after.map(|at| format!("  until {at}")).unwrap_or_default();
        say!("{}  {:5}  {}{until}", key.kid, key.alg, key.state);
    }
    Ok(ExitCode::SUCCESS)
}

impl Connection {
    pub(super) fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<serde_json::Value>,
    ) -> anyhow::Result<String> {
        let ready = self.ready_file.as_deref().map(read_ready).transpose()?;
        let token = match (&self.admin_token_file, &ready) {
            (Some(file), _) => Some(
                std::fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?,
            ),
            (None, Some(ready)) => Some(ready.control.token.clone()),
            (None, None) => None,
        };
        let base = match &ready {
            Some(ready) => ready.control.url.clone(),
            None => format!("{}/_sim", self.gateway.as_str().trim_end_matches('/')),
        };
        block_on(request(method, format!("{base}{path}"), token, body))?
    }
}

fn read_ready(path: &std::path::Path) -> anyhow::Result<ReadyFile> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("`{}` is not a ready-file", path.display()))
}

/// A client for the command line's own requests.
pub(super) fn http_client() -> anyhow::Result<reqwest::Client> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    Ok(builder.timeout(std::time::Duration::from_secs(10)).build()?)
}

async fn request(
    method: Method,
    url: String,
    token: Option<String>,
    body: Option<serde_json::Value>,
) -> anyhow::Result<String> {
    let mut request = http_client()?.request(method, &url);
    if let Some(token) = token {
        request = request.bearer_auth(token.trim());
    }
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().await.with_context(|| {
        format!("no gateway answers at `{url}`; start one with `dinhdanh serve`, or name it with `--gateway`")
    })?;
    let status = response.status();
    let text = response.text().await?;
    if status.is_success() {
        return Ok(text);
    }
    match serde_json::from_str::<Problem>(&text) {
        Ok(problem) => anyhow::bail!("{}: {}\nhint: {}", problem.title, problem.detail, problem.remedy),
        Err(_) => anyhow::bail!("`{url}` answered {status}"),
    }
}
