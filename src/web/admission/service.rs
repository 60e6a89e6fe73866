//! Admission of a request, and what an admitted request may use: its client's rate limit and the blocking threads.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes},
    http::HeaderMap,
};

use super::{
    body,
    client::{Client, Clients},
    concurrency::{ConcurrencyLimit, InFlightPermit},
    rate_limiter::RateLimiter,
    refusal,
};
use crate::{
    graphql::{self, Error, Viewer},
    limits::Limits,
    web::{
        request_context::RequestContext,
        response::{Outcome, RateLimitStatus, Reply},
    },
};

/// Admits requests within the limits on concurrency and on the rate of each client.
pub struct Admission {
    concurrency: Arc<ConcurrencyLimit>,
    clients: Clients,
    rate_limiter: RateLimiter,
    limits: Limits,
    slow_query: Duration,
}

impl Admission {
    /// Admission within these limits. Operations that take at least `slow_query` are logged.
    #[must_use]
    pub fn new(clients: Clients, limits: Limits, slow_query: Duration) -> Self {
        Self {
            concurrency: Arc::new(ConcurrencyLimit::new(
                limits.server.concurrent_requests,
                limits.server.queued_requests,
            )),
            clients,
            rate_limiter: RateLimiter::new(limits.server.rate_limit),
            limits,
            slow_query,
        }
    }

    /// Admits a request that costs at least `units`, and spends these.
    ///
    /// # Errors
    /// The response to a request that is not admitted: 503 or 429.
    pub fn admit(
        self: &Arc<Self>,
        context: RequestContext,
        headers: &HeaderMap,
        units: u64,
    ) -> Result<AdmittedRequest, Reply> {
        let permit = self.concurrency.try_enter();
        let permit = permit.ok_or_else(|| {
            refusal::overloaded("concurrent_requests", self.limits.server.concurrent_requests)
        })?;
        let client = self.clients.identify(headers, context.peer.ip());
        let rate_limit = self.spend(&client, units, context.started)?;
        Ok(AdmittedRequest {
            admission: self.clone(),
            client,
            context,
            viewer: Viewer::Public,
            rate_limit,
            _permit: permit,
        })
    }

    /// Admits no further requests: the server is stopping.
    pub fn stop(&self) {
        self.concurrency.stop();
    }

    /// Whether the server is stopping.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.concurrency.is_stopping()
    }

    /// How many requests are in flight.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.concurrency.in_flight()
    }

    /// Counts a request as in flight without charging it to its client; `None` if there are too many.
    #[must_use]
    pub fn enter_uncharged(&self) -> Option<InFlightPermit> {
        self.concurrency.try_enter()
    }

    fn spend(&self, client: &Client, units: u64, now: Instant) -> Result<RateLimitStatus, Reply> {
        let status = self.rate_limiter.spend(client, units, now);
        if status.granted { Ok(status) } else { Err(refusal::rate_limited(status, units)) }
    }
}

/// A request that was admitted. It counts as in flight until it is dropped.
pub struct AdmittedRequest {
    admission: Arc<Admission>,
    client: Client,
    context: RequestContext,
    /// Who sends the request. All clients see the same data, with and without an API key.
    pub viewer: Viewer,
    /// How the client stood after admission.
    pub rate_limit: RateLimitStatus,
    _permit: InFlightPermit,
}

impl AdmittedRequest {
    /// Spends units before the work that costs them.
    ///
    /// # Errors
    /// The response to a client that has fewer units left.
    pub fn spend(&self, units: u64) -> Result<RateLimitStatus, Reply> {
        self.admission.spend(&self.client, units, Instant::now())
    }

    /// Spends units for work that is done already, whose cost was not known before.
    pub fn spend_afterwards(&self, units: u64) -> RateLimitStatus {
        self.admission.rate_limiter.spend_afterwards(&self.client, units)
    }

    /// Reads the body of a POST.
    ///
    /// # Errors
    /// The response to a body that is not sent as JSON, is too large, too slow, or incomplete.
    pub async fn read_json_body(&self, headers: &HeaderMap, body: Body) -> Result<Bytes, Reply> {
        body::read_json(headers, body, &self.admission.limits).await
    }

    /// Runs work over many rows on a thread that may block, as soon as one is free. `work` receives a flag that is set
    /// when the client has gone; it keeps the thread until it returns.
    ///
    /// # Errors
    /// The response if too many requests wait already, if no thread is free within `max_wait`, or if `work` panicked.
    pub async fn run_blocking<T: Send + 'static>(
        &self,
        max_wait: Duration,
        work: impl FnOnce(&Arc<AtomicBool>) -> T + Send + 'static,
    ) -> Result<T, Reply> {
        let admission = &self.admission;
        let permit = admission.concurrency.acquire_blocking(max_wait).await;
        let permit = permit.ok_or_else(|| {
            refusal::overloaded("queued_requests", admission.limits.server.queued_requests)
        })?;
        let cancel_on_drop = CancelOnDrop::default();
        let cancelled = cancel_on_drop.0.clone();
        let run = move || {
            let _permit = permit;
            work(&cancelled)
        };
        let result = tokio::task::spawn_blocking(run).await;
        result.map_err(|panic| self.internal_error(&Error::internal(panic.to_string())))
    }

    /// Logs an operation that took long. `name` is empty for an anonymous operation.
    pub fn log_if_slow(&self, took: Duration, name: &str, statements: u64) {
        if took >= self.admission.slow_query {
            let operation = if name.is_empty() { "(anonymous)" } else { name };
            let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(id = %self.context.id, operation, milliseconds, statements, "slow query");
        }
    }

    /// Logs the internal causes of errors. The response has the id of the request instead.
    pub fn log_causes(&self, response: &graphql::Response) {
        for cause in &response.causes {
            tracing::error!(id = %self.context.id, cause, "request failed");
        }
    }

    /// The response of an operation that was not executed, or not to its end.
    #[must_use]
    pub fn not_executed(&self, response: graphql::Response) -> Reply {
        self.log_causes(&response);
        let outcome = if response.failed { Outcome::InternalError } else { Outcome::Rejected };
        Reply::not_executed(outcome, response)
    }

    /// 500, or another response if the error is not internal.
    #[must_use]
    pub fn internal_error(&self, error: &Error) -> Reply {
        self.not_executed(graphql::Response::from_errors(std::slice::from_ref(error)))
    }
}

/// Sets its flag when it is dropped: hyper drops the future of a request whose client has gone.
#[derive(Default)]
struct CancelOnDrop(Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
