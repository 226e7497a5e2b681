//! Caches and repetitions: what is asked how often.

use std::time::Duration;

use dinhdanh_sdk::ErrorKind;

use crate::fake::{Fake, JWKS, QUERY, TOKEN, clock, key};
use crate::query::ask;

#[tokio::test]
async fn many_callers_share_one_token_and_one_key_set() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let client = client.clone();
        tasks.spawn(async move { ask(&client).await.unwrap() });
    }
    assert_eq!(tasks.join_all().await.len(), 8);
    assert_eq!((fake.seen(TOKEN).len(), fake.seen(JWKS).len(), fake.seen(QUERY).len()), (1, 1, 8));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let fake = Fake::start().await;
    let clock = clock();
    let client = fake.builder().clock(clock.clone()).connect().await.unwrap();
    fake.edit(TOKEN, |response| response["expires_in"] = 10.into());
    ask(&client).await.unwrap();
    for (seconds, tokens) in [(7, 1), (1, 2), (1, 2)] {
        clock.advance(Duration::from_secs(seconds));
        ask(&client).await.unwrap();
        assert_eq!(fake.seen(TOKEN).len(), tokens);
    }
}

#[tokio::test]
async fn a_new_key_is_fetched_and_a_strangers_is_not_believed() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    ask(&client).await.unwrap();
    fake.rotate(key("next"), true);
    ask(&client).await.unwrap();
    assert_eq!(fake.seen(JWKS).len(), 2);
    fake.rotate(key("stranger"), false);
    assert_eq!(ask(&client).await.unwrap_err().code(), Some("key-unknown"));
}

#[tokio::test]
async fn a_redirect_of_the_keys_is_not_followed() {
    let fake = Fake::start().await;
    let elsewhere = Fake::start().await;
    fake.next(JWKS, 302, &[("location", &format!("{}{JWKS}", elsewhere.issuer))], "");
    let error = ask(&fake.client().await).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discovery, "{error}");
    assert!(elsewhere.seen(JWKS).is_empty());
}

#[tokio::test]
async fn only_an_answer_that_says_nothing_was_done_is_repeated() {
    // Each: status, retry-after, requests made in all, kind of the outcome (none: it succeeds), whether a later attempt makes sense.
    for (status, retry_after, requests, kind, retryable) in [
        (503, Some("0"), 2, None, false),
        (503, None, 1, Some(ErrorKind::Unavailable), true),
        (503, Some("3600"), 1, Some(ErrorKind::Unavailable), true),
        (503, Some("Wed, 21 Oct 2026 07:28:00 GMT"), 1, Some(ErrorKind::Unavailable), true),
        (429, Some("0"), 1, Some(ErrorKind::Unavailable), true),
        (500, Some("0"), 1, Some(ErrorKind::Unavailable), false),
        (502, Some("0"), 1, Some(ErrorKind::Unavailable), false),
        (307, None, 1, Some(ErrorKind::Refused), false),
    ] {
        let fake = Fake::start().await;
        let headers: Vec<_> = retry_after.map(|wait| ("retry-after", wait)).into_iter().collect();
        fake.next(QUERY, status, &headers, "");
        let result = ask(&fake.client().await).await;
        assert_eq!(result.as_ref().err().map(dinhdanh_sdk::Error::kind), kind, "{status}");
        assert_eq!(fake.seen(QUERY).len(), requests, "{status}");
        if let Err(error) = result {
            assert_eq!(error.is_retryable(), retryable, "{status}");
            let named = retry_after.and_then(|wait| wait.parse().ok()).map(Duration::from_secs);
            assert_eq!(error.retry_after(), named, "{status}");
        }
    }
}

#[tokio::test]
async fn patience_ends() {
    let fake = Fake::start().await;
    for _ in 0..9 {
        fake.next(QUERY, 503, &[("retry-after", "0")], "");
    }
    let client = fake.builder().retries(3).connect().await.unwrap();
    assert_eq!(ask(&client).await.unwrap_err().kind(), ErrorKind::Unavailable);
    assert_eq!(fake.seen(QUERY).len(), 4);
}

#[tokio::test]
async fn every_attempt_at_the_token_endpoint_has_its_own_assertion() {
    let fake = Fake::start().await;
    fake.next(TOKEN, 503, &[("retry-after", "0")], "");
    ask(&fake.client().await).await.unwrap();
    let assertions: Vec<_> = fake.seen(TOKEN).iter().map(|seen| seen.form("client_assertion")).collect();
    assert_eq!(assertions.len(), 2);
    assert_ne!(assertions[0], assertions[1]);
}

#[tokio::test]
async fn a_token_that_the_gateway_forgot_is_replaced_once() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    ask(&client).await.unwrap();
    fake.next(QUERY, 401, &[], "");
    ask(&client).await.unwrap();
    assert_eq!(fake.seen(TOKEN).len(), 2);
    fake.next(QUERY, 401, &[], "");
    fake.next(QUERY, 401, &[], "");
    assert_eq!(ask(&client).await.unwrap_err().kind(), ErrorKind::Refused);
    assert_eq!((fake.seen(TOKEN).len(), fake.seen(QUERY).len()), (3, 5));
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_not_repeated() {
    // Reads the request and hangs up: the query may have been recorded.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = connections.clone();
    tokio::spawn(async move {
        use tokio::io::AsyncReadExt;
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let _ = stream.read(&mut [0; 1024]).await;
        }
    });
    let builder = dinhdanh_sdk::Client::builder(
        format!("http://{address}"),
        dinhdanh_sdk::ClientId::parse("health").unwrap(),
    );
    let error = builder.public().connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
    assert!(!error.is_retryable());
    assert_eq!(connections.load(std::sync::atomic::Ordering::SeqCst), 1);
}
