//! The stages of a request to `/graphql`, from its head to its response.
//!
//! [`respond`](GraphqlEndpoint::respond) negotiates the media type and admits the request, [`Exchange::handle`] looks
//! for a cached response, [`Exchange::process`] parses and checks what was sent, [`Exchange::execute`] executes it.

use std::{
    future,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Request as HttpRequest, State},
    http::{Method, request::Parts},
    response::Response,
};
use futures_util::TryFutureExt;

use super::{
    cache::{CacheKey, ResponseCache},
    documents::{DocumentError, Documents, ResolvedDocument},
    etag,
    parameters::RequestParameters,
};
use crate::{
    domain::date::Day,
    graphql::{self, Code, CostReporting, Error, PreparedOperation, Request},
    limits::{cost::BASE_UNITS, http::MAX_INLINE_ROWS},
    store::{self, DataVersion},
    web::{
        admission::{AdmittedRequest, Client, Usage, Work, room::Room},
        request_context::RequestContext,
        response::{
            MediaType, Outcome, Reply,
            content_encoding::{self, EncodedBody},
            if_none_match,
        },
        routes::Methods,
        state::AppState,
    },
};

/// Serves `/graphql`.
pub struct GraphqlEndpoint {
    app: Arc<AppState>,
    documents: Arc<Documents>,
    cache: ResponseCache,
}

/// The handler of `/graphql` in the router.
pub async fn respond(
    State(endpoint): State<Arc<GraphqlEndpoint>>,
    Extension(context): Extension<RequestContext>,
    Extension(client): Extension<Client>,
    request: HttpRequest,
) -> Response {
    endpoint.respond(context, client, request).await
}

impl GraphqlEndpoint {
    /// An endpoint whose response cache has the size of the memory plan.
    #[must_use]
    pub fn new(app: Arc<AppState>, documents: Arc<Documents>) -> Self {
        let cache = ResponseCache::new(app.memory.caches.responses);
        app.metrics.watch("responses", cache.read_usage());
        app.metrics.watch("registered_documents", documents.read_usage());
        for (name, read_usage) in app.engine.read_usage() {
            app.metrics.watch(name, read_usage);
        }
        Self { app, documents, cache }
    }

    /// Responds to a request of any method.
    pub async fn respond(
        &self,
        context: RequestContext,
        client: Client,
        request: HttpRequest,
    ) -> Response {
        let (parts, body) = request.into_parts();
        let Some(media_type) = MediaType::negotiate(&parts.headers) else {
            return not_acceptable().into_response(MediaType::Json, &parts.method);
        };
        let reply = match self.app.admission.admit(context, client, &parts.method, BASE_UNITS) {
            Ok(admitted) => {
                let is_get = parts.method != Method::POST;
                Exchange { endpoint: self, admitted: &admitted, parts: &parts, media_type, is_get }
                    .reply(body)
                    .await
            }
            Err(refusal) => refusal,
        };
        reply.into_response(media_type, &parts.method)
    }
}

/// An admitted request with what its stages need.
struct Exchange<'r> {
    endpoint: &'r GraphqlEndpoint,
    admitted: &'r AdmittedRequest,
    parts: &'r Parts,
    media_type: MediaType,
    /// Whether the parameters are in the URL and not in a body.
    is_get: bool,
}

/// The reply to a request that was processed.
struct Processed {
    reply: Reply,
    /// Whether it may be given again to the same request.
    is_cacheable: bool,
}

impl Exchange<'_> {
    /// The reply, with the rate limit of the client.
    async fn reply(&self, body: Body) -> Reply {
        let mut reply = match self.handle(body).await {
            Ok(reply) => reply,
            Err(mut refusal) => {
                let accept_encoding = content_encoding::accepted(&self.parts.headers);
                refusal.compress(accept_encoding.as_ref()).await;
                refusal
            }
        };
        reply.rate_limit.get_or_insert(self.admitted.rate_limit);
        reply
    }

    /// Reads the parameters as text and looks for a cached response; if there is none, processes the request.
    async fn handle(&self, body: Body) -> Result<Reply, Reply> {
        let GraphqlEndpoint { app, cache, .. } = self.endpoint;
        let headers = &self.parts.headers;
        let key = CacheKey {
            viewer: self.admitted.viewer,
            is_get: self.is_get,
            media_type: self.media_type,
            parameters: self.parameters_text(body).await?,
            accept_encoding: content_encoding::accepted(headers),
        };
        let (data_version, today) =
            app.current_data().map_err(|error| self.admitted.internal_error(&error.into()))?;
        let cached = || Some(cache.get(&key, &data_version, today)?.reply(headers));
        if let Some(reply) = cached() {
            app.metrics.cache_hit();
            return self.with_room(reply, cached).await;
        }
        let respond = self.respond_uncached(key, data_version, today);
        let reply = self.admitted.measure(respond).await;
        let rate_limit = self.admitted.settle();
        match reply {
            Ok(reply) => Ok(reply.with_rate_limit(rate_limit)),
            // A refusal may state the limit that it met.
            Err(mut refusal) => {
                refusal.rate_limit.get_or_insert(rate_limit);
                Err(refusal)
            }
        }
    }

    /// Processes a request, and caches the response if it may be given again.
    async fn respond_uncached(
        &self,
        key: CacheKey,
        data_version: Arc<DataVersion>,
        today: Day,
    ) -> Result<Reply, Reply> {
        let parameters = if self.is_get {
            RequestParameters::from_query_string(&self.parts.uri)
        } else {
            RequestParameters::from_body(&key.parameters)
        };
        let parameters = parameters.map_err(|error| Reply::refused(Outcome::Malformed, &error))?;
        let processed = self.process(parameters, &data_version, today).await?;
        let Processed { mut reply, is_cacheable } = processed;
        reply.compress(key.accept_encoding.as_ref()).await;
        if !is_cacheable {
            return Ok(reply);
        }
        let cached = self.endpoint.cache.put(key, &reply, data_version, today);
        Ok(match cached {
            Some(cached) => cached.reply(&self.parts.headers).with_room(reply.take_room()),
            None => reply,
        })
    }

    /// A cached reply with room for its body. While it waits for room it holds no body: the cache may drop it meanwhile.
    async fn with_room(
        &self,
        reply: Reply,
        again: impl Fn() -> Option<Reply>,
    ) -> Result<Reply, Reply> {
        let bytes = reply.body().bytes.len();
        if let Some(room) = self.admitted.room_now(bytes) {
            return Ok(reply.with_room(room));
        }
        drop(reply);
        let room = self.admitted.room_soon(bytes as u64).await?;
        again().map(|reply| reply.with_room(room)).ok_or_else(|| self.admitted.no_room())
    }

    /// The body of a POST, or the query of the URL.
    async fn parameters_text(&self, body: Body) -> Result<Bytes, Reply> {
        let Parts { method, uri, headers, .. } = self.parts;
        match *method {
            Method::GET | Method::HEAD => {
                Ok(Bytes::copy_from_slice(uri.query().unwrap_or_default().as_bytes()))
            }
            Method::POST => {
                RequestParameters::refuse_in_url(uri)
                    .map_err(|error| Reply::refused(Outcome::Malformed, &error))?;
                self.admitted.read_json_body(headers, body).await
            }
            _ => {
                let message = format!("{method} is not supported here; use POST or GET.");
                let response =
                    graphql::Response::from_errors(&[Error::new(Code::BadUserInput, message)]);
                Err(Reply::method_not_allowed(response, Methods::GetOrPost.allow()))
            }
        }
    }

    /// Resolves the document, compares the entity tag, validates and charges the operation, and executes it.
    async fn process(
        &self,
        mut parameters: RequestParameters,
        data_version: &DataVersion,
        today: Day,
    ) -> Result<Processed, Reply> {
        let GraphqlEndpoint { app, documents, .. } = self.endpoint;
        let document = documents.resolve(&mut parameters);
        let ResolvedDocument { text, register_as } = document.map_err(DocumentError::into_reply)?;
        let request = Request {
            query: text.clone(),
            operation_name: parameters.operation_name,
            variables: parameters.variables,
            cost: parameters.cost,
            viewer: self.admitted.viewer,
        };
        // Responses to POST have no entity tag: they are not revalidated.
        let etag = self.is_get.then(|| {
            etag::of(&request, self.admitted.viewer, data_version, today, self.media_type)
        });
        if let Some(etag) = &etag
            && if_none_match::lists(&self.parts.headers, etag.to_str().unwrap_or_default())
        {
            let reply = Reply::not_modified(etag.clone());
            return Ok(Processed { reply, is_cacheable: false });
        }
        let prepared = self.in_room(
            || app.engine.prepare(&request).map_err(|errors| self.rejected(&errors)),
            // What is introspected is copied into the response.
            |prepared| 2 * prepared.introspected_bytes(),
        );
        let (prepared, room) = prepared.await?;
        let cost = request.cost;
        // Variables that the operation does not declare can take much memory, and execution can wait.
        drop(request);
        let things = data_version.things;
        self.admitted.reserve(prepared.units(things) - BASE_UNITS)?;
        // A cached response would not register the document again after it was dropped from memory.
        let registers = register_as.is_some();
        if let Some(hash) = register_as {
            documents.register(hash, text);
        }
        let (mut response, room) = self.execute(prepared, room, things, today).await?;
        self.report_usage(cost, &mut response);
        if !response.executed {
            return Err(self.admitted.not_executed(response));
        }
        self.admitted.log_causes(&response);
        let is_complete = response.causes.is_empty() && cost == CostReporting::Off;
        let body = EncodedBody::identity(response.body.into());
        let reply = Reply::executed(body, etag.filter(|_| is_complete));
        let reply = reply.with_room(room);
        Ok(Processed { reply, is_cacheable: is_complete && !registers })
    }

    /// Executes an operation; on a thread that may block if it may read many rows. It ends early if the client goes.
    /// `introspected` is the room for what it introspects. The response comes with room for its body.
    async fn execute(
        &self,
        prepared: PreparedOperation,
        mut introspected: Room,
        things: u64,
        today: Day,
    ) -> Result<(graphql::Response, Room), Reply> {
        let app = self.endpoint.app.clone();
        let name = prepared.name().clone();
        let start = Instant::now();
        let failed = |error: store::Error| self.admitted.internal_error(&error.into());
        let rows = prepared.work(things);
        let (response, room) = if rows <= MAX_INLINE_ROWS {
            // No more of these run at the same time than there are threads.
            let run = || {
                let response =
                    app.readers.read(|snapshot| app.engine.execute(&prepared, snapshot, today));
                future::ready(response.map_err(failed))
            };
            if introspected.extension().is_some() {
                let response = run().await?;
                if !introspected.fit(response.body.len()) {
                    return Err(self.admitted.no_room());
                }
                (response, introspected)
            } else {
                self.in_room(run, |response| response.body.len()).await?
            }
        } else {
            // Room is reserved on the worker thread: requests that wait for one hold none. It is held until the work ends,
            // also if the client goes meanwhile.
            let reserve = self.admitted.room_later(app.limits.request.response_bytes);
            let run = move |cancelled: &_| {
                let mut room = reserve()?;
                let response = app.readers.read_until_cancelled(cancelled, |snapshot| {
                    app.engine.execute(&prepared, snapshot, today)
                });
                let fits = response.as_ref().is_ok_and(|response| room.fit(response.body.len()));
                Some((response, fits, room))
            };
            let done = self.admitted.run_blocking(Work::Operation { rows }, run);
            let (response, fits, room) = done.await?.ok_or_else(|| self.admitted.no_room())?;
            let response = response.map_err(failed)?;
            if !fits {
                return Err(self.admitted.no_room());
            }
            (response, room)
        };
        self.endpoint.app.metrics.operation_executed(response.statements);
        self.admitted.log_if_slow(start.elapsed(), &name, response.statements);
        Ok((response, room))
    }

    /// The result of some work with room for the bytes of it. If there is no room, the result is dropped, and the work is
    /// done again once there is.
    async fn in_room<T, F: Future<Output = Result<T, Reply>>>(
        &self,
        work: impl Fn() -> F,
        bytes: impl Fn(&T) -> usize,
    ) -> Result<(T, Room), Reply> {
        let result = work().await?;
        let needed = bytes(&result);
        if let Some(room) = self.admitted.room_now(needed) {
            return Ok((result, room));
        }
        drop(result);
        let mut room = self.admitted.room_soon(needed as u64).await?;
        let result = work().await?;
        if room.fit(bytes(&result)) { Ok((result, room)) } else { Err(self.admitted.no_room()) }
    }

    /// Adds what the request used to the cost that the response reports.
    fn report_usage(&self, reporting: CostReporting, response: &mut graphql::Response) {
        let Usage { reserved, units, processor_time } = self.admitted.usage();
        match reporting {
            CostReporting::Off => {}
            CostReporting::DryRun => response.add_to_cost([("units", reserved)]),
            CostReporting::On => response.add_to_cost([
                ("reserved", reserved),
                ("units", units),
                ("processorMicroseconds", microseconds(processor_time)),
            ]),
        }
    }

    /// The reply to an operation that was rejected before it was executed.
    fn rejected(&self, errors: &[Error]) -> Reply {
        let is_no_query = errors.iter().any(|error| error.code == Code::OperationNotSupported);
        let response = graphql::Response::from_errors(errors);
        if self.is_get && is_no_query {
            return Reply::method_not_allowed(response, "POST");
        }
        self.admitted.not_executed(response)
    }
}

fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

fn not_acceptable() -> Reply {
    let rule = "allow application/graphql-response+json or application/json";
    Reply::refused(Outcome::NotAcceptable, &Error::bad_input("accept", rule))
}
