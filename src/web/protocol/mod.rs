//! GraphQL over HTTP: the walk of a request from its head to its answer.
//!
//! Own code rather than the framework's integration, which answers everything with 200 and one media
//! type, executes mutations by GET and reads bodies of any size; ARCHITECTURE.md has the evidence.
//! Statuses stand in [`status`], media types in [`media`], parameters in [`incoming`], documents without
//! their text in [`documents`], entity tags in [`tag`].

pub mod documents;
mod incoming;
mod media;
mod reply;
pub mod status;
pub mod tag;
#[cfg(test)]
mod tests;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request as HttpRequest, State},
    http::{HeaderMap, Method, request::Parts},
    response::Response,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::{
    cache::Cache,
    clock,
    domain::date::Day,
    graphql::{Answer, Code, Error, Prepared, Request, Tell},
    limits::Limits,
    store::edition::Edition,
};

use super::{
    App,
    envelope::Caller,
    guard::{budget::Standing, client::Client},
};
use incoming::Incoming;
pub use media::Media;
pub use reply::Kept;
use reply::Reply;
use status::Outcome;

/// Plans that may look at no more rows than this run where the request came in; others on a thread that may block.
const QUICK_ROWS: u64 = 3_000;

/// Answers that are kept: by method, media type, and the text of the body or the address.
pub type KeptAnswers = Cache<(bool, Media, Bytes), Kept>;

/// Answers `/graphql`, whatever comes.
pub async fn answer(State(app): State<Arc<App>>, request: HttpRequest) -> Response {
    let (parts, body) = request.into_parts();
    let Some(media) = Media::accepted(&parts.headers) else {
        let rule = "this address answers application/graphql-response+json or application/json";
        let refused = Reply::refused(Outcome::NotAcceptable, &Error::bad_input("accept", rule));
        return refused.send(Media::Json);
    };
    let Some(caller) = parts.extensions.get::<Caller>() else {
        return Reply::refused(Outcome::Failed, &Error::internal("nobody asks")).send(media);
    };
    let exchange = Exchange {
        client: &app.clients.of(&parts.headers, caller.peer.ip()),
        id: caller.id.to_str().unwrap_or_default(),
        by_get: parts.method != Method::POST,
        app: &app,
        media,
    };
    let mut reply = match exchange.walk(&parts, body).await {
        Ok(reply) | Err(reply) => reply,
    };
    // Nobody but caches asks for a representation again.
    reply.by_get = [Method::GET, Method::HEAD].contains(&parts.method);
    if let Some(limit) = &reply.limit {
        app.metrics.refused(limit);
    }
    reply.send(media)
}

/// A request on its way: what is known of it before its parameters are.
struct Exchange<'a> {
    app: &'a Arc<App>,
    media: Media,
    client: &'a Client,
    id: &'a str,
    by_get: bool,
}

impl Exchange<'_> {
    /// From the head of the request to its answer. Whatever refuses it ends the walk.
    async fn walk(&self, parts: &Parts, body: Body) -> Result<Reply, Reply> {
        let app = self.app;
        let _inside = app.gate.enter().ok_or_else(|| busy("requests", app.limits.requests))?;
        let standing = self.pay(1)?;
        let told = |mut reply: Reply| {
            reply.standing.get_or_insert(standing);
            reply
        };
        self.paid(parts, body).await.map(told).map_err(told)
    }

    /// The same for a request that is let in and paid for.
    async fn paid(&self, parts: &Parts, body: Body) -> Result<Reply, Reply> {
        let app = self.app;
        let raw = match parts.method {
            Method::GET | Method::HEAD => {
                Bytes::copy_from_slice(parts.uri.query().unwrap_or_default().as_bytes())
            }
            Method::POST => self::body(&app.limits, &parts.headers, body).await?,
            _ => {
                let rule = format!("{} has no meaning here; GET asks, and POST does", parts.method);
                return Err(Reply::refused(
                    Outcome::NotAllowed,
                    &Error::new(Code::BadUserInput, rule),
                ));
            }
        };
        let edition = app.watch.edition().map_err(|error| self.failed(&error.into()))?;
        let today = clock::today(edition.newest_source);
        let asked = (self.by_get, self.media, raw);
        if let Some(kept) = app.kept.get(&asked).filter(|kept| kept.holds(&edition, today)) {
            app.metrics.kept();
            return Ok(kept.reply(self.by_get, &parts.headers));
        }
        let incoming = if self.by_get {
            Incoming::of_address(&parts.uri)
        } else {
            Incoming::of_body(&asked.2)
        };
        let incoming = incoming.map_err(|error| Reply::refused(Outcome::Malformed, &error))?;
        // On the heap: most requests end before, and need not carry what this one does.
        let (kept, reply) =
            Box::pin(self.incoming(incoming, &parts.headers, edition, today)).await?;
        if let Some(kept) = kept {
            let weight = kept.weight() + asked.2.len();
            app.kept.put(asked, kept, weight);
        }
        Ok(reply)
    }

    /// From the parameters of the request to its answer, and what may be kept of that.
    async fn incoming(
        &self,
        mut incoming: Incoming,
        headers: &HeaderMap,
        edition: Arc<Edition>,
        today: Day,
    ) -> Result<(Option<Kept>, Reply), Reply> {
        let app = self.app;
        let meant = app.documents.meant(&mut incoming);
        let meant = meant.map_err(|(outcome, error)| Reply::refused(outcome, &error))?;
        let request = Request {
            query: meant.text.clone(),
            operation_name: incoming.operation_name,
            variables: incoming.variables,
            cost: incoming.cost,
        };
        let tag = tag::of(&request, &edition, today, self.media);
        if self.by_get && tag::is_named(headers, tag.to_str().unwrap_or_default()) {
            return Ok((None, Reply::known(tag)));
        }
        let prepared =
            app.engine.prepare(&request).await.map_err(|errors| self.refused(&errors))?;
        let standing = self.pay(prepared.units() - 1)?;
        if let Some(hash) = meant.register {
            app.documents.register(hash, meant.text);
        }
        let answer = self.run(prepared, today).await?;
        if !answer.executed {
            return Err(self.ended(answer));
        }
        self.log(&answer);
        let whole = answer.causes.is_empty() && request.cost == Tell::Nothing;
        let body = Bytes::from(answer.body);
        let kept = Kept::new(body.clone(), tag.clone(), edition, today);
        let Some(kept) = kept.filter(|_| whole) else {
            let mut reply = Reply::answered(body);
            reply.tag = Some(tag).filter(|_| whole);
            reply.standing = Some(standing);
            return Ok((None, reply));
        };
        let mut reply = kept.reply(self.by_get, headers);
        reply.standing = Some(standing);
        Ok((Some(kept), reply))
    }

    /// Runs an operation, on a thread of its own if it looks at many rows, until it ends or nobody waits.
    async fn run(&self, prepared: Prepared, today: Day) -> Result<Answer, Reply> {
        let app = self.app.clone();
        let name = prepared.name().clone();
        let start = Instant::now();
        let answer = if prepared.work() <= QUICK_ROWS {
            app.readers.read(|snapshot| app.engine.run(&prepared, snapshot, today))
        } else {
            let heavy = app.gate.enter_heavy(app.limits.time).await;
            let _heavy = heavy.ok_or_else(|| busy("heavy", app.limits.heavy))?;
            let gone = Gone::default();
            let watched = gone.0.clone();
            let run = move || {
                app.readers
                    .read_unless(&watched, |snapshot| app.engine.run(&prepared, snapshot, today))
            };
            let ran = tokio::task::spawn_blocking(run).await;
            ran.map_err(|error| self.failed(&Error::internal(error.to_string())))?
        };
        let answer = answer.map_err(|error| self.failed(&error.into()))?;
        self.app.metrics.ran(answer.statements);
        self.note_slow(start.elapsed(), &name, answer.statements);
        Ok(answer)
    }

    fn note_slow(&self, took: Duration, name: &str, statements: u64) {
        if took >= self.app.slow {
            let operation = if name.is_empty() { "(without a name)" } else { name };
            let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(id = self.id, operation, milliseconds = took, statements, "slow query");
        }
    }

    /// Takes units of the client's budget.
    fn pay(&self, units: u64) -> Result<Standing, Reply> {
        let standing = self.app.budget.spend(self.client, units);
        if standing.paid {
            return Ok(standing);
        }
        let rule = format!(
            "This client has spent its {} units a minute; come again in {} seconds.",
            standing.most, standing.seconds
        );
        let error = Error::new(Code::LimitExceeded, rule).limit("budget", units, standing.left);
        let mut reply = Reply::refused(Outcome::OverBudget, &error);
        reply.standing = Some(standing);
        Err(reply)
    }

    /// A request that was refused before it ran.
    fn refused(&self, errors: &[Error]) -> Reply {
        let not_a_query = errors.iter().any(|error| error.code == Code::OperationNotSupported);
        let answer = Answer::refused(errors);
        if self.by_get && not_a_query {
            return Reply::of(Outcome::NotAllowed, answer);
        }
        self.ended(answer)
    }

    /// A request that ended without an answer.
    fn ended(&self, answer: Answer) -> Reply {
        self.log(&answer);
        Reply::of(if answer.failed { Outcome::Failed } else { Outcome::Refused }, answer)
    }

    fn failed(&self, error: &Error) -> Reply {
        self.ended(Answer::refused(std::slice::from_ref(error)))
    }

    /// What went wrong inside goes to the log, under the id that the client has.
    fn log(&self, answer: &Answer) {
        for cause in &answer.causes {
            tracing::error!(id = self.id, cause, "a request failed");
        }
    }
}

/// Reads the body of a POST: as JSON, in time, and not too large.
///
/// # Errors
/// The answer to a body that is none of that.
pub async fn body(limits: &Limits, headers: &HeaderMap, body: Body) -> Result<Bytes, Reply> {
    if !media::is_json(headers) {
        let error = Error::bad_input("content-type", "send application/json in UTF-8");
        return Err(Reply::refused(Outcome::UnsupportedMedia, &error));
    }
    let most = usize::try_from(limits.body).unwrap_or(usize::MAX);
    let too_large = || {
        let rule = format!("The body is larger than the {most} bytes allowed; send less.");
        let error = Error::new(Code::LimitExceeded, rule)
            .with("limit", "body")
            .with("allowed", limits.body);
        Err(Reply::refused(Outcome::TooLarge, &error).closing())
    };
    // Who announces too much need not send it.
    if body.size_hint().lower() > limits.body {
        return too_large();
    }
    let read = tokio::time::timeout(limits.body_time, Limited::new(body, most).collect()).await;
    match read {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => too_large(),
        Ok(Err(_)) => {
            let error = Error::bad_input("the body", "it broke off; send it whole");
            Err(Reply::refused(Outcome::Malformed, &error).closing())
        }
        Err(_) => {
            let seconds = limits.body_time.as_secs();
            let rule = format!("The body did not come within {seconds} seconds.");
            let error = Error::new(Code::LimitExceeded, rule)
                .with("limit", "body_time")
                .with("allowed", seconds);
            Err(Reply::refused(Outcome::TooSlow, &error).closing())
        }
    }
}

/// Too many at once.
fn busy(limit: &str, allowed: u64) -> Reply {
    let rule = "Too many requests are in flight; come again in a second.";
    let error = Error::new(Code::LimitExceeded, rule).with("limit", limit).with("allowed", allowed);
    Reply::refused(Outcome::Busy, &error)
}

/// Tells the thread that runs a query when the client has gone: hyper drops the request then, and this
/// with it.
#[derive(Default)]
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
