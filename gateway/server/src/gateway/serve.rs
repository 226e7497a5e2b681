//! The accept loop: HTTP/1.1 with keep-alive, a limit on slow headers, and a stop that lets requests finish.

use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A connection that has not sent its request's headers by then is cut: held-open sockets must not keep others out.
const HEADER_TIMEOUT: Duration = Duration::from_secs(15);

/// Pause after a connection that could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long a stop waits for requests under way.
const DRAIN: Duration = Duration::from_secs(10);

/// A server that accepts connections until it is stopped or dropped.
pub(super) struct Server {
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Server {
    pub(super) fn start(listener: TcpListener, router: Router) -> Self {
        let (stop, stopped) = oneshot::channel();
        Self { stop: Some(stop), task: tokio::spawn(accept(listener, router, stopped)) }
    }

    pub(super) async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone only if the loop has ended already.
            let _ = stop.send(());
        }
        let _ = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Stopped properly, the task has ended; otherwise connections are cut.
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, router: Router, mut stopped: oneshot::Receiver<()>) {
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stopped => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of file descriptors or a connection that died while waiting: others must still be served.
                tracing::warn!(%error, "cannot accept a connection");
                // A fresh attempt would fail at once, and fill the log.
                #[expect(
                    clippy::disallowed_methods,
                    reason = "there is no event that says a descriptor is free"
                )]
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let mut builder = http1::Builder::new();
        // Answers are short: one buffer and a `send` cost the kernel less than a list of buffers and a `writev`.
        builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT).writev(false);
        let connection =
            builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that hangs up is no event worth a line.
            let _ = watched.await;
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(DRAIN, graceful.shutdown()).await;
}
