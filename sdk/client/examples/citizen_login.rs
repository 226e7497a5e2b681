//! A web back end that logs citizens in.
//!
//! ```text
//! cargo run -p dinhdanh-sdk --features sandbox --example citizen_login            # open the address it prints
//! cargo run -p dinhdanh-sdk --features sandbox --example citizen_login -- --once  # log one citizen in and exit
//! ```
//!
//! Without `--issuer` a gateway is started inside this process.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use clap::Parser;
use dinhdanh_jose::{SystemEntropy, random_token};
use dinhdanh_sdk::{
    Attribute, CitizenSession, Client, ClientId, Error, ErrorKind, PendingLogin, Sandbox, Url,
};
use tokio::net::TcpListener;

#[derive(Parser)]
pub(crate) struct Arguments {
    /// Issuer of a running gateway.
    #[arg(long, env = "DINHDANH_ISSUER", requires = "client_secret", conflicts_with = "once")]
    pub(crate) issuer: Option<String>,
    /// The application's client id.
    #[arg(long, env = "DINHDANH_CLIENT_ID", default_value = "demo-web")]
    pub(crate) client_id: ClientId,
    /// The application's secret.
    #[arg(long, env = "DINHDANH_CLIENT_SECRET")]
    pub(crate) client_secret: Option<String>,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// Log one citizen in, without a browser, and exit.
    #[arg(long)]
    pub(crate) once: bool,
}

/// The application. A real one keeps sessions in its own store; a pending login and a citizen's session go there in the same way.
#[derive(Clone)]
struct Application {
    client: Client,
    base: Url,
    pending: Arc<Mutex<HashMap<String, PendingLogin>>>,
    sessions: Arc<Mutex<HashMap<String, CitizenSession>>>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    run(Arguments::parse()).await
}

pub(crate) async fn run(arguments: Arguments) -> Result<(), Box<dyn StdError>> {
    // 1. A client: of a gateway that runs somewhere, or of one that runs in here.
    let (client, sandbox) = match (arguments.issuer, arguments.client_secret) {
        (Some(issuer), Some(secret)) => {
            (Client::builder(issuer, arguments.client_id).client_secret(secret).connect().await?, None)
        }
        _ => {
            // With `--once` nobody is there to click: naming the citizen is enough.
            let builder = Sandbox::builder();
            let builder = if arguments.once { builder.login_instant() } else { builder.login_interactive() };
            let sandbox = builder.start().await?;
            (sandbox.client(arguments.client_id.as_str()).await?, Some(sandbox))
        }
    };

    // 2. Four routes.
    let listener = TcpListener::bind(arguments.listen).await?;
    let base = Url::parse(&format!("http://{}/", listener.local_addr()?))?;
    let application =
        Application { client, base: base.clone(), pending: Arc::default(), sessions: Arc::default() };
    let router = Router::new()
        .route("/", get(home))
        .route("/login", get(login))
        .route("/callback", get(callback))
        .route("/logout", get(logout))
        .with_state(application);
    println!("open {base}");
    match sandbox {
        Some(sandbox) if arguments.once => {
            tokio::spawn(async move { axum::serve(listener, router).await });
            log_one_citizen_in(&sandbox, &base).await
        }
        // The sandbox lives as long as the application.
        _sandbox => Ok(axum::serve(listener, router).await?),
    }
}

/// Who is logged in, or a link to log in.
async fn home(State(application): State<Application>, headers: HeaderMap) -> Response {
    let session = cookie(&headers).and_then(|key| lock(&application.sessions).get(&key).cloned());
    let Some(session) = session else {
        return Html("<p>Nobody is logged in. <a href=/login>Log in</a>".to_owned()).into_response();
    };
    match session.userinfo().await {
        Ok(citizen) => {
            let name = citizen.text(Attribute::Name).unwrap_or("citizen").replace('<', "&lt;");
            Html(format!("<p>Welcome, {name}. <a href=/logout>Log out</a>")).into_response()
        }
        Err(error) => failed(&error),
    }
}

/// Begins a login: keeps what only this browser's session may know, and sends the browser to the gateway.
async fn login(
    State(application): State<Application>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let Ok(redirect_uri) = application.base.join("callback") else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut login = application.client.login(redirect_uri).scope("openid profile").ui_locales("vi en");
    if let Some(citizen) = query.get("citizen") {
        login = login.login_hint(citizen);
    }
    let (url, pending) = login.start().into_parts();
    let Ok(mut entropy) = SystemEntropy::new() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let key = random_token(&mut entropy, "", 32);
    lock(&application.pending).insert(key.clone(), pending);
    let cookie = format!("session={key}; HttpOnly; SameSite=Lax; Path=/");
    ([(header::SET_COOKIE, cookie)], Redirect::to(url.as_str())).into_response()
}

/// Finishes the login. Everything that has to be checked is checked inside `finish_login`.
async fn callback(
    State(application): State<Application>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Response {
    // Taken, not read: a pending login is finished once.
    let pending = cookie(&headers).and_then(|key| Some((lock(&application.pending).remove(&key)?, key)));
    let Some((pending, key)) = pending else { return Redirect::to("/").into_response() };
    match application.client.finish_login(pending, &uri.to_string()).await {
        Ok(session) => {
            lock(&application.sessions).insert(key, session);
            Redirect::to("/").into_response()
        }
        Err(error) => failed(&error),
    }
}

/// Logs out here, and then at the gateway.
async fn logout(State(application): State<Application>, headers: HeaderMap) -> Response {
    let session = cookie(&headers).and_then(|key| lock(&application.sessions).remove(&key));
    match session {
        Some(session) => {
            Redirect::to(application.client.logout_url(&session, &application.base).as_str()).into_response()
        }
        None => Redirect::to("/").into_response(),
    }
}

/// What an error means to the person in front of the browser. The error's own text is for the log.
fn failed(error: &Error) -> Response {
    eprintln!("{error} (request {})", error.request_id().unwrap_or("unknown"));
    let (status, text) = match error.kind() {
        ErrorKind::Refused => (StatusCode::FORBIDDEN, "The login was refused."),
        ErrorKind::State => (StatusCode::BAD_REQUEST, "This login was not begun here."),
        _ => (StatusCode::BAD_GATEWAY, "The login service cannot be used now."),
    };
    (status, Html(format!("<p>{text} <a href=/login>Try again</a>"))).into_response()
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get(header::COOKIE)?.to_str().ok()?;
    pairs.split("; ").find_map(|pair| pair.strip_prefix("session=")).map(str::to_owned)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Plays a citizen with a browser against the application above.
async fn log_one_citizen_in(sandbox: &Sandbox, base: &Url) -> Result<(), Box<dyn StdError>> {
    let citizen = sandbox.citizens().first().ok_or("expected a citizen in the sandbox, got none")?;
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    // Plain HTTP on this machine needs no certificate authorities.
    let browser = browser.tls_certs_only([]).build()?;
    let mut login = base.join("login")?;
    login.query_pairs_mut().append_pair("citizen", citizen.number().expose());
    let sent_away = browser.get(login).send().await?;
    let header =
        |name| sent_away.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let cookie = header(header::SET_COOKIE).split(';').next().unwrap_or_default().to_owned();
    let callback = sandbox.visit(&Url::parse(header(header::LOCATION))?).await?;
    browser.get(callback).header(header::COOKIE, &cookie).send().await?.error_for_status()?;
    let page = browser.get(base.clone()).header(header::COOKIE, &cookie).send().await?.text().await?;
    println!("{page}");
    if page.contains(citizen.name()) {
        Ok(())
    } else {
        Err("expected a page that greets the citizen, got another".into())
    }
}
