//! The metrics of the service, in the text format of OpenMetrics.

use std::{
    path::PathBuf,
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicI64, AtomicU64},
    },
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

use crate::{allocator, cache::ReadUsage};

/// Counters, histograms and gauges.
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabel, Histogram>,
    frequent: [OnceLock<(Counter, Histogram)>; FREQUENT.len()],
    limits_exceeded: Family<LimitLabel, Counter>,
    statements: Histogram,
    cache_hits: Counter,
    restarts: Counter,
    files_written: Counter,
    in_flight: Gauge<i64, AtomicI64>,
    open_connections: Gauge<i64, AtomicI64>,
    database_bytes: Gauge<u64, AtomicU64>,
    data_version: Gauge<u64, AtomicU64>,
    database: PathBuf,
    /// Everything whose bytes are bounded, by its name.
    budgets: Mutex<Vec<(&'static str, ReadUsage)>>,
    budget_used: Family<BudgetLabel, Gauge<u64, AtomicU64>>,
    budget_total: Family<BudgetLabel, Gauge<u64, AtomicU64>>,
    allocated: Gauge<u64, AtomicU64>,
    resident: Gauge<u64, AtomicU64>,
}

/// The labels of frequent responses: their metrics are looked up once and kept in [`Metrics::frequent`].
const FREQUENT: [RequestLabels; 3] = [
    RequestLabels { route: "/graphql", method: "POST", status: 200 },
    RequestLabels { route: "/graphql", method: "GET", status: 200 },
    RequestLabels { route: "/graphql", method: "GET", status: 304 },
];

/// Methods with a label of their own. The others share one, as clients may send any word.
const METHODS: [&str; 4] = ["GET", "POST", "HEAD", "OPTIONS"];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabel {
    route: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct LimitLabel {
    limit: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct BudgetLabel {
    budget: &'static str,
}

/// What is measured at the moment when the metrics are requested.
#[derive(Clone, Copy, Debug)]
pub struct Gauges {
    /// Requests in flight.
    pub in_flight: u64,
    /// Open connections.
    pub open_connections: usize,
    /// How many times the data was changed; `None` if the database cannot be read.
    pub data_version: Option<u64>,
}

impl Metrics {
    /// Metrics at zero. `database` is the file whose size is measured, `restarts` how often the server has died before.
    #[must_use]
    pub fn new(database: PathBuf, restarts: u64) -> Self {
        // From a quarter of a millisecond to four seconds; from one statement to 4,096.
        let seconds = || Histogram::new((0..15).map(|step| 0.000_25 * f64::from(1 << step)));
        let mut metrics = Self {
            registry: Registry::with_prefix("consortia"),
            requests: Family::default(),
            durations: Family::new_with_constructor(seconds as fn() -> Histogram),
            frequent: [const { OnceLock::new() }; FREQUENT.len()],
            limits_exceeded: Family::default(),
            statements: Histogram::new((0..13).map(|step| f64::from(1 << step))),
            cache_hits: Counter::default(),
            restarts: Counter::default(),
            files_written: Counter::default(),
            in_flight: Gauge::default(),
            open_connections: Gauge::default(),
            database_bytes: Gauge::default(),
            data_version: Gauge::default(),
            database,
            budgets: Mutex::default(),
            budget_used: Family::default(),
            budget_total: Family::default(),
            allocated: Gauge::default(),
            resident: Gauge::default(),
        };
        metrics.register();
        metrics.restarts.inc_by(restarts);
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "http_requests",
            "HTTP requests by route, method and status",
            self.requests.clone(),
        );
        registry.register_with_unit(
            "http_request_duration",
            "Time from the head of a request to the head of its response, by route",
            Unit::Seconds,
            self.durations.clone(),
        );
        registry.register(
            "limit_exceeded",
            "Requests and connections that were refused because they exceeded a limit, by limit",
            self.limits_exceeded.clone(),
        );
        registry.register(
            "operation_statements",
            "SQL statements executed for a GraphQL operation",
            self.statements.clone(),
        );
        registry.register(
            "response_cache_hits",
            "Responses and tables that were served from the cache",
            self.cache_hits.clone(),
        );
        registry.register(
            "server_restarts",
            "Server processes that died and were started again",
            self.restarts.clone(),
        );
        registry.register(
            "table_files_written",
            "Tables, compressed forms of tables and copies of the database that were written",
            self.files_written.clone(),
        );
        registry.register("requests_in_flight", "Requests in flight", self.in_flight.clone());
        registry.register("open_connections", "Open connections", self.open_connections.clone());
        registry.register_with_unit(
            "database_size",
            "Size of the database file and its write-ahead log",
            Unit::Bytes,
            self.database_bytes.clone(),
        );
        registry.register(
            "data_version",
            "How many times the data was changed",
            self.data_version.clone(),
        );
        self.register_memory();
    }

    fn register_memory(&mut self) {
        let registry = &mut self.registry;
        let unit = || Unit::Bytes;
        let help = "What is in each cache and budget";
        registry.register_with_unit("budget_used", help, unit(), self.budget_used.clone());
        let help = "What each cache and budget has room for";
        registry.register_with_unit("budget_total", help, unit(), self.budget_total.clone());
        let help = "Memory that the program has allocated";
        registry.register_with_unit("memory_allocated", help, unit(), self.allocated.clone());
        let help = "Memory that the allocator has from the system";
        registry.register_with_unit("memory_resident", help, unit(), self.resident.clone());
    }

    /// Reports how full a cache or a budget is, under its name.
    pub fn watch(&self, budget: &'static str, read_usage: ReadUsage) {
        self.budgets.lock().unwrap_or_else(PoisonError::into_inner).push((budget, read_usage));
    }

    fn measure_memory(&self) {
        for (budget, read_usage) in &*self.budgets.lock().unwrap_or_else(PoisonError::into_inner) {
            let (label, usage) = (BudgetLabel { budget }, read_usage());
            self.budget_used.get_or_create(&label).set(usage.used);
            self.budget_total.get_or_create(&label).set(usage.total);
        }
        let statistics = allocator::statistics().unwrap_or_default();
        self.allocated.set(statistics.allocated);
        self.resident.set(statistics.resident);
    }

    /// Counts a response.
    pub fn responded(&self, route: &'static str, method: &str, status: u16, duration: Duration) {
        let method = METHODS.into_iter().find(|known| *known == method).unwrap_or("other");
        let labels = RequestLabels { route, method, status };
        let seconds = duration.as_secs_f64();
        let Some(index) = FREQUENT.iter().position(|frequent| *frequent == labels) else {
            self.requests.get_or_create(&labels).inc();
            self.durations.get_or_create(&RouteLabel { route }).observe(seconds);
            return;
        };
        let (count, durations) = self.frequent[index].get_or_init(|| {
            let durations = self.durations.get_or_create(&RouteLabel { route }).clone();
            (self.requests.get_or_create(&labels).clone(), durations)
        });
        count.inc();
        durations.observe(seconds);
    }

    /// Counts a request or a connection that exceeded the limit of this name.
    pub fn limit_exceeded(&self, limit: &str) {
        self.limits_exceeded.get_or_create(&LimitLabel { limit: limit.to_owned() }).inc();
    }

    /// Counts an operation that executed so many SQL statements.
    #[expect(clippy::cast_precision_loss, reason = "no operation executes 2^52 statements")]
    pub fn operation_executed(&self, statements: u64) {
        self.statements.observe(statements as f64);
    }

    /// Counts a response that was served from a cache.
    pub fn cache_hit(&self) {
        self.cache_hits.inc();
    }

    /// Counts a file that was written to be sent.
    pub fn file_written(&self) {
        self.files_written.inc();
    }

    /// All metrics as OpenMetrics text.
    #[must_use]
    pub fn encode(&self, gauges: Gauges) -> String {
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.in_flight.set(signed(gauges.in_flight));
        self.open_connections.set(signed(gauges.open_connections as u64));
        // Without a new value the last one stands: 0 would look like a new database.
        if let Some(version) = gauges.data_version {
            self.data_version.set(version);
        }
        let mut log = self.database.clone().into_os_string();
        log.push("-wal");
        let files = [self.database.clone(), log.into()];
        let sizes = files.iter().filter_map(|path| Some(path.metadata().ok()?.len()));
        self.database_bytes.set(sizes.sum());
        self.measure_memory();
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
