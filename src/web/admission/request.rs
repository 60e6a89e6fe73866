//! The one way in to what reads the registry, for documents and for tables: whom a request comes from,
//! whether it is let in, what it pays, how its body is read, and a thread for what takes long.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::HeaderMap,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::{error::Elapsed, timeout};

use super::{client::Client, concurrency::Inside, rate_limit::Standing};
use crate::{
    graphql::{Code, Error, Response},
    web::{
        App,
        dispatch::Caller,
        response::{media_type, outcome::Outcome, reply::Reply},
    },
};

/// A request that was let in and has paid its first units. It counts as in flight until it is dropped.
pub struct Entry {
    app: Arc<App>,
    client: Client,
    caller: Caller,
    /// How the client's budget stood when it came in.
    pub standing: Standing,
    _inside: Inside,
}

impl Entry {
    /// Lets a request in that is worth so many units whatever it asks.
    ///
    /// # Errors
    /// The answer to one that is not let in.
    pub fn new(
        app: &Arc<App>,
        caller: Caller,
        headers: &HeaderMap,
        units: u64,
    ) -> Result<Self, Reply> {
        let inside = app
            .gate
            .enter()
            .ok_or_else(|| busy("concurrent_requests", app.limits.server.concurrent_requests))?;
        let client = app.clients.of(headers, caller.peer.ip());
        let standing = paid(app.budget.spend(&client, units, caller.since), units)?;
        Ok(Self { app: app.clone(), client, caller, standing, _inside: inside })
    }

    /// Takes units of the client's budget.
    ///
    /// # Errors
    /// The answer to a client that has spent it.
    pub fn pay(&self, units: u64) -> Result<Standing, Reply> {
        paid(self.app.budget.spend(&self.client, units, Instant::now()), units)
    }

    /// Takes units for what was done already, which nobody could know before.
    pub fn charge(&self, units: u64) -> Standing {
        self.app.budget.charge(&self.client, units)
    }

    /// Reads the body of a POST: as JSON, in time, and not too large.
    ///
    /// # Errors
    /// The answer to a body that is none of that.
    pub async fn body(&self, headers: &HeaderMap, body: Body) -> Result<Bytes, Reply> {
        let limits = &self.app.limits;
        if !media_type::is_json(headers) {
            let error = Error::bad_input("content-type", "send application/json in UTF-8");
            return Err(Reply::refused(Outcome::UnsupportedMedia, &error));
        }
        let most = usize::try_from(limits.request.body_bytes).unwrap_or(usize::MAX);
        let too_large = || {
            let rule = format!("The body is larger than the {most} bytes allowed; send less.");
            let error = Error::new(Code::LimitExceeded, rule)
                .with("limit", "request_body_bytes")
                .with("allowed", limits.request.body_bytes);
            Err(Reply::refused(Outcome::TooLarge, &error).closing())
        };
        // Who announces too much need not send it.
        if body.size_hint().lower() > limits.request.body_bytes {
            return too_large();
        }
        let read =
            in_time(limits.server.request_body_time, Limited::new(body, most).collect()).await;
        match read {
            Ok(Ok(collected)) => Ok(collected.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => too_large(),
            Ok(Err(_)) => {
                let error = Error::bad_input("the body", "it broke off; send it whole");
                Err(Reply::refused(Outcome::Malformed, &error).closing())
            }
            Err(_) => {
                let seconds = limits.server.request_body_time.as_secs();
                let rule = format!("The body did not come within {seconds} seconds.");
                let error = Error::new(Code::LimitExceeded, rule)
                    .with("limit", "request_body_time")
                    .with("allowed", seconds);
                Err(Reply::refused(Outcome::TooSlow, &error).closing())
            }
        }
    }

    /// Runs what looks at many rows on a thread of its own, once it is its turn. `work` is given what is
    /// set as soon as nobody waits for it any more, and keeps its turn until it ends.
    ///
    /// # Errors
    /// The answer where too many wait already, or `work` panicked.
    pub async fn heavy<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl FnOnce(&Arc<AtomicBool>) -> T + Send + 'static,
    ) -> Result<T, Reply> {
        let turn = self.app.gate.enter_heavy(patience).await;
        let turn =
            turn.ok_or_else(|| busy("queued_requests", self.app.limits.server.queued_requests))?;
        let gone = Gone::default();
        let watched = gone.0.clone();
        let run = move || {
            let _turn = turn;
            work(&watched)
        };
        let ran = tokio::task::spawn_blocking(run).await;
        ran.map_err(|error| self.failed(&Error::internal(error.to_string())))
    }

    /// An operation that took long is named in the log.
    pub fn note_slow(&self, took: Duration, name: &str, statements: u64) {
        if took >= self.app.slow {
            let operation = if name.is_empty() { "(without a name)" } else { name };
            let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(
                id = %self.caller.id,
                operation,
                milliseconds = took,
                statements,
                "slow query"
            );
        }
    }

    /// What went wrong inside goes to the log, under the id that the client has.
    pub fn log(&self, answer: &Response) {
        for cause in &answer.causes {
            tracing::error!(id = %self.caller.id, cause, "a request failed");
        }
    }

    /// A request that ended without an answer.
    pub fn ended(&self, answer: Response) -> Reply {
        self.log(&answer);
        Reply::of(if answer.failed { Outcome::Failed } else { Outcome::Refused }, answer)
    }

    /// The same for one failure.
    pub fn failed(&self, error: &Error) -> Reply {
        self.ended(Response::from_errors(std::slice::from_ref(error)))
    }
}

fn paid(standing: Standing, units: u64) -> Result<Standing, Reply> {
    if standing.paid {
        return Ok(standing);
    }
    let rule = format!(
        "This client has spent its {} units a minute; come again in {} seconds.",
        standing.most, standing.seconds
    );
    let error = Error::new(Code::LimitExceeded, rule).limit("rate_limit", units, standing.left);
    let mut reply = Reply::refused(Outcome::OverBudget, &error);
    reply.standing = Some(standing);
    Err(reply)
}

/// Too many at once.
pub fn busy(limit: &str, allowed: u64) -> Reply {
    let rule = "Too many requests are in flight; come again in a second.";
    let error = Error::new(Code::LimitExceeded, rule).with("limit", limit).with("allowed", allowed);
    Reply::refused(Outcome::Busy, &error)
}

/// Waits for something as long as `most`. Nearly every body comes with its head and is there once the connection
/// has been looked at again, which spares it a timer.
async fn in_time<T>(most: Duration, future: impl Future<Output = T>) -> Result<T, Elapsed> {
    let mut future = pin!(future);
    let mut looked = false;
    let there = poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(there) => Poll::Ready(Some(there)),
        Poll::Pending if looked => Poll::Ready(None),
        Poll::Pending => {
            looked = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    });
    match there.await {
        Some(there) => Ok(there),
        None => timeout(most, future).await,
    }
}

/// Tells the thread that works when the client has gone: hyper drops the request then, and this with it.
#[derive(Default)]
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
