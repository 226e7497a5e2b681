//! `dinhdanh doctor`: what stands between a client and a running gateway, each finding with its fix.

use std::net::{SocketAddr, TcpListener, ToSocketAddrs as _};
use std::process::ExitCode;

use clap::Args;
use dinhdanh_protocol::oauth::ProviderMetadata;
use url::Url;

use super::block_on;
use super::control::http_client;
use crate::clock::real_now;
use crate::http::is_loopback;

/// Skew beyond which assertions of a client with a right clock are refused.
const SKEW: i64 = dinhdanh_core::realm::lifetime::LEEWAY;

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    /// Issuer as clients and browsers see it
    #[arg(long, env = "DINHDANH_ISSUER", default_value = "http://127.0.0.1:8006")]
    issuer: Url,
    /// Address to check for being free when no gateway answers
    #[arg(long, default_value = "127.0.0.1:8006")]
    listen: SocketAddr,
    /// Host name by which containers reach this machine, e.g. host.docker.internal
    #[arg(long, value_name = "HOST")]
    container_host: Option<String>,
}

/// One check's outcome.
#[derive(Debug, PartialEq, Eq)]
enum Finding {
    Good(String),
    Warning(String, String),
    Problem(String, String),
}

pub(super) fn run(args: &DoctorArgs) -> anyhow::Result<ExitCode> {
    let findings = block_on(examine(args))??;
    let mut code = ExitCode::SUCCESS;
    for finding in findings {
        match finding {
            Finding::Good(what) => say!("ok       {what}"),
            Finding::Warning(what, fix) => say!("warning  {what}\n         fix: {fix}"),
            Finding::Problem(what, fix) => {
                say!("problem  {what}\n         fix: {fix}");
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

async fn examine(args: &DoctorArgs) -> anyhow::Result<Vec<Finding>> {
    let base = args.issuer.as_str().trim_end_matches('/');
    let address = format!("{base}/.well-known/openid-configuration");
    let before = real_now().as_second();
    let response = match http_client()?.get(&address).send().await {
        Ok(response) => response,
        Err(error) => return Ok(unreachable(args, &address, &error)),
    };
    let mut findings = Vec::new();
    let status = response.status();
    findings.push(clock(response.headers().get("date").and_then(|value| value.to_str().ok()), before));
    match response.json::<ProviderMetadata>().await {
        Ok(metadata) => findings.push(issuer(base, &metadata.issuer)),
        Err(_) => findings.push(Finding::Problem(
            format!("`{address}` answered {status}, but not with a discovery document"),
            "another server may be listening there; start `dinhdanh serve --listen 127.0.0.1:0` and use the address it prints".to_owned(),
        )),
    }
    findings.push(cookies(&args.issuer));
    findings.push(container(&args.issuer, args.container_host.as_deref()));
    Ok(findings)
}

fn unreachable(args: &DoctorArgs, address: &str, error: &reqwest::Error) -> Vec<Finding> {
    let what = format!("no gateway answers at `{address}`: {}", root_cause(error));
    let mut findings = vec![Finding::Problem(
        what,
        "start one with `dinhdanh serve`, or name the right address with `--issuer`".to_owned(),
    )];
    findings.push(match TcpListener::bind(args.listen) {
        Ok(_) => Finding::Good(format!("`{}` is free: a gateway can listen there", args.listen)),
        Err(error) => Finding::Problem(
            format!("`{}` cannot be listened on: {error}", args.listen),
            "stop what uses it, or choose another port with `--listen`".to_owned(),
        ),
    });
    findings
}

fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

fn issuer(asked: &str, got: &str) -> Finding {
    if asked == got {
        return Finding::Good(format!("issuer `{got}` is the address it was asked at"));
    }
    Finding::Problem(
        format!(
            "asked at `{asked}`, the gateway calls itself `{got}`: OpenID Connect clients refuse that (Discovery section 4.3)"
        ),
        format!("point the client at `{got}`, or start the gateway with `--issuer {asked}`"),
    )
}

fn clock(date: Option<&str>, now: i64) -> Finding {
    let parsed = date.and_then(|text| jiff::fmt::rfc2822::parse(text).ok());
    let Some(date) = parsed else {
        return Finding::Warning(
            "the gateway sent no `date` header".to_owned(),
            "look for a proxy that removes it".to_owned(),
        );
    };
    let skew = date.timestamp().as_second() - now;
    if skew.abs() <= SKEW {
        return Finding::Good(format!("clocks agree within {SKEW} s"));
    }
    Finding::Problem(
        format!("the gateway's machine is {skew} s off this one: assertions and tokens will be refused"),
        "set both clocks by NTP".to_owned(),
    )
}

fn cookies(issuer: &Url) -> Finding {
    let local = is_loopback(issuer);
    match issuer.scheme() {
        "https" => Finding::Good("cookies are sent with `Secure`".to_owned()),
        _ if local => Finding::Good("cookies work: plain HTTP on loopback counts as secure enough".to_owned()),
        _ => Finding::Warning(
            "plain HTTP beyond loopback: browsers keep cookies, but not for embedded pages, and anybody on the way can read them".to_owned(),
            "put a TLS proxy in front and start with `--issuer https://…`".to_owned(),
        ),
    }
}

fn container(issuer: &Url, host: Option<&str>) -> Finding {
    if !is_loopback(issuer) {
        return Finding::Good(format!(
            "`{}` is the same address from a container",
            issuer.host_str().unwrap_or_default()
        ));
    }
    let name = host.unwrap_or("host.docker.internal");
    let resolved = (name, 0).to_socket_addrs().ok().and_then(|mut found| found.next());
    let fix = format!(
        "give browser and container one name: start with `--issuer http://{name}:{port} --listen 0.0.0.0:{port} --allow-plaintext-remote` and add `{name}` to this machine's hosts file",
        port = issuer.port_or_known_default().unwrap_or(80)
    );
    match resolved {
        Some(address) => Finding::Warning(
            format!(
                "from a container, `{issuer}` is the container itself; `{name}` leads to {} here",
                address.ip()
            ),
            fix,
        ),
        None => Finding::Warning(format!("from a container, `{issuer}` is the container itself"), fix),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_under_another_name_is_found_with_its_fix() {
        assert!(matches!(issuer("http://localhost:1", "http://localhost:1"), Finding::Good(_)));
        let Finding::Problem(_, fix) = issuer("http://localhost:1", "http://127.0.0.1:1") else { panic!() };
        assert!(fix.contains("--issuer http://localhost:1"), "{fix}");
    }

    #[test]
    fn skew_beyond_the_leeway_of_assertions_is_a_problem() {
        let date = "Sat, 21 Nov 2026 10:00:00 GMT";
        let at = |offset: i64| clock(Some(date), 1_795_255_200 + offset);
        assert!(matches!(at(0), Finding::Good(_)), "{:?}", at(0));
        assert!(matches!(at(-10), Finding::Good(_)));
        assert!(matches!(at(11), Finding::Problem(..)));
        assert!(matches!(clock(None, 0), Finding::Warning(..)));
    }

    #[test]
    fn a_container_sees_itself_on_loopback() {
        let container = |url: &str| container(&Url::parse(url).unwrap(), None);
        assert!(
            matches!(container("http://127.0.0.1:8006"), Finding::Warning(_, fix) if fix.contains(":8006"))
        );
        assert!(matches!(container("https://id.example"), Finding::Good(_)));
    }
}
