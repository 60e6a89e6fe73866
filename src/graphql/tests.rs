//! Any text as a document or value is accepted or refused: nothing panics, and the time grows linearly with the text.

use std::{fs, time::Duration};

use async_graphql::parser::parse_query;
use proptest::{
    collection::vec,
    prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest},
    sample::select,
};

use crate::graphql::{
    Engine, Request,
    engine::{cursor, document, global_id},
    registry_engine,
};
use crate::{
    domain::date::PartialDate,
    limits::{DocumentLimits, Limits, memory::CacheSizes},
    store::sql::ColumnType,
};

/// Tokens of documents, and some texts that are none.
const PIECES: [&str; 60] = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "!",
    "$",
    "@",
    "=",
    "|",
    "&",
    "...",
    ",",
    " ",
    "\n",
    "\r",
    "#",
    "\"",
    "\"\"\"",
    "\\",
    "\\u",
    "\\\"\"\"",
    "\u{feff}",
    "\u{0}",
    "é",
    "😀",
    "query",
    "mutation",
    "subscription",
    "fragment",
    "on",
    "F",
    "G",
    "Query",
    "Organization",
    "__typename",
    "__schema",
    "organizations",
    "organization",
    "node",
    "nodes",
    "edges",
    "members",
    "first",
    "filter",
    "by",
    "asOf",
    "name",
    "slug",
    "id",
    "true",
    "null",
    "1",
    "-1",
    "1e400",
    "99999999999",
    "@skip(if: true)",
    "{ a: [{",
];

const PUBLISHED: [&str; 3] = [
    include_str!("../../queries/01-founders-and-their-partners.graphql"),
    include_str!("../../queries/03-dossier.graphql"),
    include_str!("../../queries/06-find.graphql"),
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![8 => select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

fn pieces(most: usize) -> impl Strategy<Value = String> {
    vec(piece(), 0..most).prop_map(|pieces| pieces.join(" "))
}

/// A persisted document with bytes changed, cut out, repeated or put in.
fn changed() -> impl Strategy<Value = String> {
    let change = (any::<u16>(), any::<u16>(), 0_u8..5, piece());
    (select(&PUBLISHED[..]), vec(change, 1..6)).prop_map(|(text, changes)| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, length, kind, piece) in changes {
            let at = usize::from(at) % (bytes.len() + 1);
            let end = (at + usize::from(length) % 40).min(bytes.len());
            match kind {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..end, piece.bytes())),
                2 => drop(bytes.splice(at..at, piece.bytes())),
                3 => drop(bytes.splice(at..at, bytes[at..end].repeat(9))),
                _ => bytes[at..end].iter_mut().for_each(|byte| *byte ^= 1),
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Runs the checks before validation, whose work depends on the text alone.
fn check_document(limits: &Limits, text: &str) {
    if document::scan(&limits.document, text).is_ok()
        && let Ok(document) = parse_query(text)
        && document::walk(&limits.document, &document).is_ok()
    {
        // Either result is fine.
        let _ = document::reject_duplicate_fields(text);
    }
}

fn read_values(text: &str) {
    // Either result is fine.
    let _ = cursor::decode(text, "NAME+", &[ColumnType::Text, ColumnType::Number]);
    let _ = global_id::decode(text);
    let _ = text.parse::<PartialDate>();
}

/// Processor time of this thread.
fn spent() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|ran| ran.parse().ok()).unwrap_or(0))
}

/// The shortest processor time of three runs.
fn time(run: impl Fn()) -> Duration {
    let once = || {
        let before = spent();
        run();
        spent().saturating_sub(before)
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// Tolerance for the resolution of the kernel's clock and for a busy machine.
const SLACK: Duration = Duration::from_millis(25);

/// Asserts that a text four times as long takes at most ten times as long, and some tolerance.
fn grows_with(text: impl Fn(usize) -> String, run: impl Fn(&str)) {
    let (small, large) = (text(300), text(1_200));
    let (short, long) = (time(|| run(&small)), time(|| run(&large)));
    let allowed = short * 10 + SLACK;
    assert!(long <= allowed, "{} bytes: {short:?}, {} bytes: {long:?}", small.len(), large.len());
}

/// Limits without bounds, except on nesting, which would overflow the stack.
fn wide() -> Limits {
    let most = u64::MAX;
    let document = DocumentLimits {
        bytes: most,
        tokens: most,
        fields: most,
        aliases: most,
        directives: most,
        ..DocumentLimits::default()
    };
    Limits { document, ..Limits::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_prepared_or_refused(text in prop_oneof![pieces(60), changed(), any::<String>()]) {
        thread_local! {
            static ENGINE: Engine = registry_engine(Limits::default(), &CacheSizes::default()).unwrap();
        }
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let request = Request { query: text.into(), ..Request::default() };
        let refused = ENGINE.with(|engine| runtime.block_on(engine.prepare(&request)).err());
        for error in refused.unwrap_or_default() {
            assert!(error.cause.is_none(), "{}: {:?}", request.query, error.cause);
        }
    }

    #[test]
    fn any_value_is_read_or_refused(
        text in prop_oneof![
            any::<String>(),
            "[A-Za-z0-9_-]{0,80}",
            "-?[0-9]{0,8}(-[0-9]{0,3}){0,3}",
            vec(any::<u8>(), 0..60).prop_map(|bytes| {
                base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, bytes)
            }),
        ],
    ) {
        read_values(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_time_grows_linearly_with_the_text(
        start in prop_oneof![Just("{ ".to_owned()), Just("{ organizations(filter: { name: ".to_owned()), pieces(6)],
        unit in pieces(6),
        end in pieces(6),
    ) {
        let limits = wide();
        let text = |count| format!("{start} {} {end}", format!("{unit} ").repeat(count));
        grows_with(text, |text| check_document(&limits, text));
        grows_with(text, read_values);
    }
}
