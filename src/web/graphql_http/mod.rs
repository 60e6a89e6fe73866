//! GraphQL over HTTP: the walk of a request from its head to its answer.
//!
//! Own code rather than the framework's integration, which answers everything with 200 and one media
//! type, executes mutations by GET and reads bodies of any size; ARCHITECTURE.md has the evidence.
//! Parameters stand in [`parameters`], documents without their text in [`documents`].

pub mod documents;
mod parameters;
#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Instant};

use crate::{
    cache::Cache,
    clock,
    domain::date::Day,
    graphql::{self, Code, CostReporting, Error, PreparedOperation, Request},
    store::DataVersion,
};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Request as HttpRequest, State},
    http::{HeaderMap, HeaderValue, Method, request::Parts},
    response::Response,
};

use super::{
    App,
    admission::request::Entry,
    dispatch::Caller,
    response::{
        content_encoding as packing, etag as tag,
        media_type::Media,
        outcome::Outcome,
        reply::{Kept, Reply},
    },
};
use parameters::Incoming;

/// Plans that may look at no more rows than this run where the request came in; others on a thread that may block.
const QUICK_ROWS: u64 = 3_000;

/// Answers that are kept, by what they were asked with.
pub type KeptAnswers = Cache<Asked, Arc<Kept>>;

/// All of a request that its answer depends on, beside the data and the day.
#[derive(PartialEq, Eq, Hash)]
pub struct Asked {
    by_get: bool,
    media: Media,
    packing: Option<HeaderValue>,
    /// The text of the body or the address.
    raw: Bytes,
}

impl Asked {
    /// Bytes that it takes beside its own size, whatever clients write into their heads.
    fn weight(&self) -> usize {
        self.raw.len() + self.packing.as_ref().map_or(0, HeaderValue::len)
    }
}

/// Answers `/graphql`, whatever comes.
pub async fn answer(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: HttpRequest,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some(media) = Media::accepted(&parts.headers) else {
        let rule = "this address answers application/graphql-response+json or application/json";
        let refused = Reply::refused(Outcome::NotAcceptable, &Error::bad_input("accept", rule));
        return refused.send(Media::Json);
    };
    let by_get = parts.method != Method::POST;
    let mut reply = match Entry::new(&app, caller, &parts.headers, 1) {
        Ok(entry) => Exchange { app: &app, entry: &entry, media, by_get }.told(&parts, body).await,
        Err(refused) => refused,
    };
    // Nobody but caches asks for a representation again.
    reply.by_get = [Method::GET, Method::HEAD].contains(&parts.method);
    reply.send(media)
}

/// A request that was let in, on its way: what is known of it before its parameters are.
struct Exchange<'a> {
    app: &'a Arc<App>,
    entry: &'a Entry,
    media: Media,
    by_get: bool,
}

impl Exchange<'_> {
    /// The answer, which tells how the client's budget stands.
    async fn told(&self, parts: &Parts, body: Body) -> Reply {
        let mut reply = match self.walk(parts, body).await {
            Ok(reply) => reply,
            Err(mut refused) => {
                refused.pack(packing::accepted(&parts.headers).as_ref()).await;
                refused
            }
        };
        reply.standing.get_or_insert(self.entry.standing);
        reply
    }

    /// From the head of the request to its answer. Whatever refuses it ends the walk.
    async fn walk(&self, parts: &Parts, body: Body) -> Result<Reply, Reply> {
        let app = self.app;
        let raw = match parts.method {
            Method::GET | Method::HEAD => {
                Bytes::copy_from_slice(parts.uri.query().unwrap_or_default().as_bytes())
            }
            Method::POST => self.entry.body(&parts.headers, body).await?,
            _ => {
                let rule = format!("{} has no meaning here; GET asks, and POST does", parts.method);
                return Err(Reply::refused(
                    Outcome::NotAllowed,
                    &Error::new(Code::BadUserInput, rule),
                ));
            }
        };
        let version =
            app.data_version.current().map_err(|error| self.entry.failed(&error.into()))?;
        let today = clock::today(version.newest_source);
        let (by_get, media) = (self.by_get, self.media);
        let asked = Asked { by_get, media, packing: packing::accepted(&parts.headers), raw };
        if let Some(kept) = app.kept.get(&asked).filter(|kept| kept.holds(&version, today)) {
            app.metrics.kept();
            return Ok(kept.reply(&parts.headers));
        }
        let incoming = if self.by_get {
            Incoming::of_address(&parts.uri)
        } else {
            Incoming::of_body(&asked.raw)
        };
        let incoming = incoming.map_err(|error| Reply::refused(Outcome::Malformed, &error))?;
        // On the heap: most requests end before, and need not carry what this one does.
        let answer = Box::pin(self.incoming(incoming, &parts.headers, &version, today)).await?;
        let (whole, mut reply) = answer;
        reply.pack(asked.packing.as_ref()).await;
        let Some(kept) = Kept::new(&reply, version, today).filter(|_| whole) else {
            return Ok(reply);
        };
        let mut again = kept.reply(&parts.headers);
        let weight = kept.weight() + asked.weight();
        // A copy: what is kept shall not hold the memory that the request was read into.
        let asked = Asked { raw: Bytes::copy_from_slice(&asked.raw), ..asked };
        app.kept.put(asked, Arc::new(kept), weight);
        again.standing = reply.standing;
        Ok(again)
    }

    /// From the parameters of the request to its answer, and whether that may be kept.
    async fn incoming(
        &self,
        mut incoming: Incoming,
        headers: &HeaderMap,
        version: &DataVersion,
        today: Day,
    ) -> Result<(bool, Reply), Reply> {
        let app = self.app;
        let meant = app.documents.meant(&mut incoming);
        let meant = meant.map_err(|(outcome, error)| Reply::refused(outcome, &error))?;
        let request = Request {
            query: meant.text.clone(),
            operation_name: incoming.operation_name,
            variables: incoming.variables,
            cost: incoming.cost,
        };
        // Nobody asks by POST whether an answer is still the same.
        let tag = self.by_get.then(|| tag::of(&request, version, today, self.media));
        if let Some(tag) = &tag
            && tag::is_named(headers, tag.to_str().unwrap_or_default())
        {
            return Ok((false, Reply::known(tag.clone())));
        }
        let prepared =
            app.engine.prepare(&request).await.map_err(|errors| self.refused(&errors))?;
        let standing = self.entry.pay(prepared.units() - 1)?;
        // Who registers a document shall do so each time, and not be answered from memory.
        let registers = meant.register.is_some();
        if let Some(hash) = meant.register {
            app.documents.register(hash, meant.text);
        }
        let answer = self.run(prepared, today).await?;
        if !answer.executed {
            return Err(self.entry.ended(answer));
        }
        self.entry.log(&answer);
        let whole = answer.causes.is_empty() && request.cost == CostReporting::Off;
        let mut reply = Reply::answered(answer.body.into());
        reply.tag = tag.filter(|_| whole);
        reply.standing = Some(standing);
        Ok((whole && !registers, reply))
    }

    /// Runs an operation, on a thread of its own if it looks at many rows, until it ends or nobody waits.
    async fn run(
        &self,
        prepared: PreparedOperation,
        today: Day,
    ) -> Result<graphql::Response, Reply> {
        let app = self.app.clone();
        let name = prepared.name().clone();
        let start = Instant::now();
        let answer = if prepared.work() <= QUICK_ROWS {
            app.readers.read(|snapshot| app.engine.run(&prepared, snapshot, today))
        } else {
            let run = move |gone: &_| {
                app.readers.read_until_cancelled(gone, |snapshot| {
                    app.engine.run(&prepared, snapshot, today)
                })
            };
            self.entry.heavy(self.app.limits.request.execution_time, run).await?
        };
        let answer = answer.map_err(|error| self.entry.failed(&error.into()))?;
        self.app.metrics.ran(answer.statements);
        self.entry.note_slow(start.elapsed(), &name, answer.statements);
        Ok(answer)
    }

    /// A request that was refused before it ran.
    fn refused(&self, errors: &[Error]) -> Reply {
        let not_a_query = errors.iter().any(|error| error.code == Code::OperationNotSupported);
        let answer = graphql::Response::from_errors(errors);
        if self.by_get && not_a_query {
            return Reply::of(Outcome::NotAllowed, answer);
        }
        self.entry.ended(answer)
    }
}
