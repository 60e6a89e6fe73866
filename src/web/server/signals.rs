//! The signals that stop the server.

/// Completes when the process receives SIGTERM or SIGINT. It listens from this call on, before the future is polled,
/// so that no signal is lost that arrives right after the server reported that it is ready.
pub fn stop_signal() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
        async move {
            match &mut signals {
                [Ok(interrupt), Ok(terminate)] => {
                    tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
                }
                // Without signal handlers only the end of the process ends the server.
                _ => std::future::pending().await,
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}
