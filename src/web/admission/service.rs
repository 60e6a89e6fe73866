//! Admission of a request, and what an admitted request may use: its client's rate limit and the blocking threads.

use std::{
    net::IpAddr,
    sync::{Arc, OnceLock, atomic::AtomicBool},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{HeaderMap, Method},
    response::Response,
};

use super::{
    body::Receiver,
    budget::{Budget, Reservation},
    charge::{Charge, Usage, units_of},
    client::{Client, Clients},
    concurrency::{ConcurrencyLimit, InFlightPermit},
    fair_share::{FairShare, Turn},
    log_limit::LogLimit,
    rate_limiter::RateLimiter,
    refusal,
    room::{self, HasRoom, Room},
    worker_threads::{Done, NotDone, Work, Workers},
};
use crate::{
    domain::text::without_middle,
    graphql::{self, Error, Viewer},
    limits::{
        Limits, ServerLimits,
        fairness::REQUEST_PROCESSOR_TIME,
        http::{CLIENT_SHARE, SENT_FILE_BYTES},
        responses::MAX_EXCERPT_BYTES,
    },
    web::{
        idle_time::IdleTime,
        request_context::RequestContext,
        response::{MediaType, Outcome, RateLimitStatus, Reply},
    },
};

/// Admits requests within the limits on concurrency and on the rate of each client.
pub struct Admission {
    concurrency: Arc<ConcurrencyLimit>,
    clients: Clients,
    rate_limiter: RateLimiter,
    fair_share: Arc<FairShare>,
    workers: Workers,
    /// Bodies of requests that are being received.
    receiving: Budget,
    /// Responses that are being written or sent.
    sending: Budget,
    limits: Limits,
    slow_query: Duration,
    log_limit: LogLimit,
}

impl Admission {
    /// Admission within these limits. Operations that take at least `slow_query` are logged.
    ///
    /// # Errors
    /// If the system starts no more threads.
    pub fn new(clients: Clients, limits: Limits, slow_query: Duration) -> std::io::Result<Self> {
        // As many as serve connections: more would only slow each other down.
        let idle_time = IdleTime::of_this_runtime();
        let threads = idle_time.threads();
        let ServerLimits { receiving_bytes, sending_bytes, queued_requests, .. } = limits.server;
        Ok(Self {
            concurrency: Arc::new(ConcurrencyLimit::new(limits.server.concurrent_requests)),
            clients,
            rate_limiter: RateLimiter::new(limits.server.rate_limit),
            fair_share: FairShare::new(idle_time),
            workers: Workers::new(threads, queued_requests)?,
            receiving: Budget::new(receiving_bytes, receiving_bytes / CLIENT_SHARE),
            sending: room::budget(sending_bytes, limits.request.response_bytes),
            limits,
            slow_query,
            log_limit: LogLimit::default(),
        })
    }

    /// Waits until the client's share of the processors allows another request.
    ///
    /// # Errors
    /// The response if that takes too long.
    pub async fn begin(&self, client: &Client) -> Result<Turn, Reply> {
        let max_wait = self.limits.server.fair_share_time;
        let turn = self.fair_share.begin(client, max_wait).await;
        turn.ok_or_else(|| refusal::over_its_share(max_wait))
    }

    /// Charges a client for a request that was not subject to admission.
    pub fn charge(&self, client: &Client, processor_time: Duration) {
        self.fair_share.add(client, processor_time);
        let units = units_of(processor_time + REQUEST_PROCESSOR_TIME);
        self.rate_limiter.settle(client, 0, units, Instant::now());
    }

    /// Admits a request that costs at least `units`, and spends these. A POST takes its place among the requests in
    /// flight once its body has been received, so that clients that send none hold no places.
    ///
    /// # Errors
    /// The response to a request that is not admitted: 503 or 429.
    pub fn admit(
        self: &Arc<Self>,
        context: RequestContext,
        client: Client,
        method: &Method,
        units: u64,
    ) -> Result<AdmittedRequest, Reply> {
        if self.is_stopping() {
            return Err(self.no_place());
        }
        let place = OnceLock::new();
        if method != Method::POST {
            _ = place.set(self.enter(&client)?);
        }
        let rate_limit = self.spend(&client, units, context.started)?;
        Ok(AdmittedRequest {
            admission: self.clone(),
            client,
            context,
            viewer: Viewer::Public,
            rate_limit,
            charge: Charge::new(units),
            place,
            body: OnceLock::new(),
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

    /// Whether a request may add a line to the log now.
    #[must_use]
    pub fn allows_log_line(&self) -> bool {
        self.log_limit.allows(Instant::now())
    }

    /// How many requests are in flight.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.concurrency.in_flight()
    }

    /// Counts a request as in flight without charging it to its client; `None` if there are too many.
    #[must_use]
    pub fn enter_uncharged(&self) -> Option<InFlightPermit> {
        self.concurrency.try_enter(None)
    }

    /// The client of a connection from `peer`; `None` if many are behind it.
    #[must_use]
    pub fn client_of_connection(&self, peer: IpAddr) -> Option<Client> {
        self.clients.of_connection(peer)
    }

    /// The client that sent a request with these headers over a connection from `peer`.
    #[must_use]
    pub fn client_of_request(&self, headers: &HeaderMap, peer: IpAddr) -> Client {
        self.clients.identify(headers, peer)
    }

    /// Whether responses wait for room because others hold it.
    #[must_use]
    pub fn is_short_of_room(&self) -> bool {
        self.sending.is_contended()
    }

    /// Bytes of bodies that are being received, and of responses that are being written or sent.
    #[must_use]
    pub fn budgets(&self) -> [&Budget; 2] {
        [&self.receiving, &self.sending]
    }

    /// A response with room for its body, unless it has it already. A file waits for room; other bodies are in memory, and
    /// must not wait there.
    pub async fn in_room(&self, client: &Client, response: Response) -> Response {
        if response.extensions().get::<HasRoom>().is_some() {
            return response;
        }
        let room = match response.body().size_hint().exact() {
            Some(bytes) => Room::now(&self.sending, client, bytes),
            None => Room::soon(&self.sending, client, SENT_FILE_BYTES).await,
        };
        match room {
            Some(room) => {
                let extension = room.extension();
                let mut response = response.map(|body| room.hold_body(body));
                if let Some(extension) = extension {
                    response.extensions_mut().insert(extension);
                }
                response
            }
            None => self.no_room().into_response(MediaType::OtherJson, &Method::GET),
        }
    }

    /// The response if there is no room for another.
    #[must_use]
    pub fn no_room(&self) -> Reply {
        refusal::no_room("sending_bytes", self.sending.total())
    }

    fn enter(&self, client: &Client) -> Result<InFlightPermit, Reply> {
        self.concurrency.try_enter(Some(client)).ok_or_else(|| self.no_place())
    }

    fn no_place(&self) -> Reply {
        refusal::overloaded("concurrent_requests", self.limits.server.concurrent_requests)
    }

    fn spend(&self, client: &Client, units: u64, now: Instant) -> Result<RateLimitStatus, Reply> {
        let status = self.rate_limiter.spend(client, units, now);
        if status.granted { Ok(status) } else { Err(refusal::rate_limited(status, units)) }
    }
}

/// A request that was admitted. It counts as in flight until it is dropped; a POST from when its body is there.
pub struct AdmittedRequest {
    admission: Arc<Admission>,
    client: Client,
    context: RequestContext,
    /// Who sends the request. All clients see the same data, with and without an API key.
    pub viewer: Viewer,
    /// How the client stood after admission.
    pub rate_limit: RateLimitStatus,
    charge: Charge,
    place: OnceLock<InFlightPermit>,
    /// The bytes of its body, which it holds as long as the request.
    body: OnceLock<Option<Reservation>>,
}

impl AdmittedRequest {
    /// Who sent the request.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Spends further units before the work that is expected to cost them.
    ///
    /// # Errors
    /// The response to a client that has fewer units left.
    pub fn reserve(&self, units: u64) -> Result<(), Reply> {
        self.admission.spend(&self.client, units, Instant::now())?;
        self.charge.reserve(units);
        Ok(())
    }

    /// Adds units for what is done after the response is ready: the bytes of a file that are read and sent.
    pub fn add_units(&self, units: u64) {
        self.charge.add_units(units);
    }

    /// Measures the processor time of a part of the request.
    pub fn measure<F: Future>(&self, part: F) -> impl Future<Output = F::Output> {
        self.charge.processor_time.measure(part)
    }

    /// What the request used so far.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.charge.usage()
    }

    /// Replaces the units that were spent in advance by those of the processor time that the request took. To be called
    /// once all work is done, and before the response states the rate limit.
    pub fn settle(&self) -> RateLimitStatus {
        let measured = self.charge.processor_time.so_far();
        self.admission.fair_share.add(&self.client, measured);
        let Usage { reserved, units, .. } = self.charge.settle();
        self.admission.rate_limiter.settle(&self.client, reserved, units, Instant::now())
    }

    /// Reads the body of a POST. Then the request counts as in flight.
    ///
    /// # Errors
    /// The response to a body that is not sent as JSON, is too large, too slow, or incomplete, and to a request for which
    /// there is no place.
    pub async fn read_json_body(&self, headers: &HeaderMap, body: Body) -> Result<Bytes, Reply> {
        let Self { admission, client, .. } = self;
        let receiver = Receiver { client, budget: &admission.receiving, limits: &admission.limits };
        let (received, reserved) = receiver.read_json(headers, body).await?;
        _ = self.body.set(reserved);
        if self.place.get().is_none() {
            _ = self.place.set(admission.enter(client)?);
        }
        Ok(received)
    }

    /// Room for a response of so many bytes, if there is some now.
    #[must_use]
    pub fn room_now(&self, bytes: usize) -> Option<Room> {
        Room::now(&self.admission.sending, &self.client, bytes as u64)
    }

    /// Reserves room for a response of so many bytes when it is called.
    pub fn room_later(&self, bytes: u64) -> impl FnOnce() -> Option<Room> + Send + use<> {
        Room::later(&self.admission.sending, &self.client, bytes)
    }

    /// Room for a response of so many bytes, as soon as there is some.
    ///
    /// # Errors
    /// The response if there is none in time.
    pub async fn room_soon(&self, bytes: u64) -> Result<Room, Reply> {
        let room = Room::soon(&self.admission.sending, &self.client, bytes).await;
        room.ok_or_else(|| self.no_room())
    }

    /// The response to a request for whose response there is no room.
    #[must_use]
    pub fn no_room(&self) -> Reply {
        self.admission.no_room()
    }

    /// Runs work over many rows on a thread for such work, as soon as one is free. `work` receives a flag that is set
    /// when the client has gone; it keeps the thread until it returns.
    ///
    /// # Errors
    /// The response if too many requests wait already, if no thread is free in time, or if `work` panicked.
    pub async fn run_blocking<T: Send + 'static>(
        &self,
        kind: Work,
        work: impl FnOnce(&Arc<AtomicBool>) -> T + Send + 'static,
    ) -> Result<T, Reply> {
        let threads = self.admission.workers.of(kind);
        let (admission, client) = (self.admission.clone(), self.client.clone());
        let unclaimed = move |time| admission.charge(&client, time);
        match threads.run(&self.client, kind.bounds(), work, unclaimed).await {
            Ok(Done { result, processor_time }) => {
                self.charge.processor_time.add(processor_time);
                Ok(result)
            }
            Err(NotDone::Busy) => {
                let allowed = self.admission.limits.server.queued_requests;
                Err(refusal::overloaded("queued_requests", allowed))
            }
            Err(NotDone::Panicked) => Err(self.internal_error(&Error::internal("a panic"))),
        }
    }

    /// Logs an operation that took long. `name` is empty for an anonymous operation.
    pub fn log_if_slow(&self, took: Duration, name: &str, statements: u64) {
        if took >= self.admission.slow_query && self.admission.allows_log_line() {
            let operation = if name.is_empty() { "(anonymous)" } else { name };
            let operation = &*without_middle(operation, MAX_EXCERPT_BYTES);
            let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(id = %self.context.id, operation, milliseconds, statements, "slow query");
        }
    }

    /// Logs the internal causes of errors. The response has the id of the request instead.
    pub fn log_causes(&self, response: &graphql::Response) {
        for cause in &response.causes {
            if !self.admission.allows_log_line() {
                return;
            }
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

impl Drop for AdmittedRequest {
    /// Charges what was done for a client that has gone meanwhile.
    fn drop(&mut self) {
        if self.charge.is_open() {
            self.settle();
        }
    }
}
