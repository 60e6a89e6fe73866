//! What the service counts, for `/metrics`, in the text format of `OpenMetrics`.

use std::{
    path::PathBuf,
    sync::{OnceLock, atomic::AtomicU64},
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

/// The counters.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram>,
    /// The counters of the commonest answers, so that they need not be looked up.
    common: [OnceLock<(Counter, Histogram)>; COMMON.len()],
    refusals: Family<Refusal, Counter>,
    statements: Histogram,
    kept: Counter,
    in_flight: Gauge<i64, std::sync::atomic::AtomicI64>,
    connections: Gauge<i64, std::sync::atomic::AtomicI64>,
    database_bytes: Gauge<u64, AtomicU64>,
    data_version: Gauge<u64, AtomicU64>,
    database: PathBuf,
}

/// The commonest answers.
const COMMON: [Request; 3] = [
    Request { route: "/graphql", method: "POST", status: 200 },
    Request { route: "/graphql", method: "GET", status: 200 },
    Request { route: "/graphql", method: "GET", status: 304 },
];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refusal {
    limit: String,
}

/// What is measured when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Requests in flight.
    pub in_flight: u64,
    /// Connections that are open.
    pub connections: usize,
    /// How often the data was changed.
    pub data_version: u64,
}

impl Metrics {
    /// Counters at zero, over the database at that path.
    #[must_use]
    pub fn new(database: PathBuf) -> Self {
        let mut registry = Registry::with_prefix("consortia");
        // From a quarter of a millisecond to four seconds, and from one statement to 4,096.
        let seconds = || Histogram::new((0..15).map(|step| 0.000_25 * f64::from(1 << step)));
        let durations = Family::new_with_constructor(seconds as fn() -> Histogram);
        let statements = Histogram::new((0..13).map(|step| f64::from(1 << step)));
        let (requests, refusals, kept) = (Family::default(), Family::default(), Counter::default());
        let (in_flight, connections) = (Gauge::default(), Gauge::default());
        let (database_bytes, data_version) = (Gauge::default(), Gauge::default());
        registry.register("requests", "Answers by route, method and status", requests.clone());
        registry.register_with_unit(
            "request_duration",
            "From a request's head to its answer's",
            Unit::Seconds,
            durations.clone(),
        );
        registry.register("refusals", "Refusals by the limit that was passed", refusals.clone());
        registry.register("statements", "SQL statements that an operation ran", statements.clone());
        registry.register("kept_answers", "Answers given from memory", kept.clone());
        registry.register("requests_in_flight", "Requests in flight", in_flight.clone());
        registry.register("connections", "Connections that are open", connections.clone());
        registry.register_with_unit(
            "database_size",
            "Size of the database and its log",
            Unit::Bytes,
            database_bytes.clone(),
        );
        registry.register("data_version", "How often the data was changed", data_version.clone());
        Self {
            registry,
            requests,
            durations,
            common: [const { OnceLock::new() }; COMMON.len()],
            refusals,
            statements,
            kept,
            in_flight,
            connections,
            database_bytes,
            data_version,
            database,
        }
    }

    /// An answer was given.
    pub fn answered(&self, route: &'static str, method: &str, status: u16, took: Duration) {
        let method = ["GET", "POST", "HEAD", "OPTIONS"].into_iter().find(|known| *known == method);
        let request = Request { route, method: method.unwrap_or("other"), status };
        let took = took.as_secs_f64();
        let Some(at) = COMMON.iter().position(|common| *common == request) else {
            self.requests.get_or_create(&request).inc();
            self.durations.get_or_create(&Route { route }).observe(took);
            return;
        };
        let (count, times) = self.common[at].get_or_init(|| {
            let times = self.durations.get_or_create(&Route { route }).clone();
            (self.requests.get_or_create(&request).clone(), times)
        });
        count.inc();
        times.observe(took);
    }

    /// A limit was passed.
    pub fn refused(&self, limit: &str) {
        self.refusals.get_or_create(&Refusal { limit: limit.to_owned() }).inc();
    }

    /// An operation ran.
    #[expect(clippy::cast_precision_loss, reason = "no operation runs 2^52 statements")]
    pub fn ran(&self, statements: u64) {
        self.statements.observe(statements as f64);
    }

    /// An answer was given from memory.
    pub fn kept(&self) {
        self.kept.inc();
    }

    /// Everything, as text.
    #[must_use]
    pub fn text(&self, moment: Moment) -> String {
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.in_flight.set(signed(moment.in_flight));
        self.connections.set(signed(moment.connections as u64));
        self.data_version.set(moment.data_version);
        let mut log = self.database.clone().into_os_string();
        log.push("-wal");
        let files = [self.database.clone(), log.into()];
        let sizes = files.iter().filter_map(|path| Some(path.metadata().ok()?.len()));
        self.database_bytes.set(sizes.sum());
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
