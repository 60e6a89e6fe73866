//! Builds the pages of `ui/` and the documents of `queries/` into the binary, so that `cargo run` is all there is to run.
//!
//! npm and Vite write to `OUT_DIR/ui`; this script then writes `OUT_DIR/ui_assets.rs`, a table of the
//! files, which `src/web/pages/assets.rs` includes. The source tree is left alone but for
//! `ui/node_modules`. When nothing of the pages has changed, cargo does not run this at all.
//!
//! - `CONSORTIA_UI=auto` (or unset): build the pages; if that cannot be done, warn, and let the
//!   binary serve a page that says what is missing.
//! - `CONSORTIA_UI=require`: the same, but fail. For releases and CI.
//! - `CONSORTIA_UI=off`: no pages. For quick work on the Rust side.
//! - `CONSORTIA_UI_DIST=folder`: take pages built before by `npm run build`. For packagers.

use std::env;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

/// What makes the pages, relative to the repository. Never `node_modules`, nor anything written here:
/// cargo would find it newer than its own record and run this script each time.
const SOURCES: [&str; 7] = [
    "ui/src",
    "ui/public",
    "ui/package.json",
    "ui/package-lock.json",
    "ui/tsconfig.json",
    "ui/vite.config.ts",
    "queries",
];

/// The pages whose presence tells a folder of built pages from any other folder.
const PAGES: [&str; 2] = ["explorer.html", "graphiql.html"];

/// Vite's own demand, which it would state as a syntax error: these lines of Node, or a newer one.
const NODE_LINES: [(u32, u32); 2] = [(20, 19), (22, 12)];

/// How packages are fetched.
const NPM_CI: [&str; 10] = [
    "ci",
    // No package's own scripts: none of ours needs one, and a build should run no stranger's code.
    "--ignore-scripts",
    // The tools by name: NODE_ENV=production around us would leave them out.
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    // npm's own patience, two retries after 10 and 60 s, adds up to eight minutes without a network.
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=300",
    "--fetch-retry-maxtimeout=1000",
    "--fetch-timeout=30000",
];

const WHOLE_TRY: &str = "run `npm ci && npm run build` in ui/ to see all of it";

fn main() -> ExitCode {
    match queries().and_then(|()| run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            order(&format!("error={reason}"));
            ExitCode::FAILURE
        }
    }
}

/// Writes `OUT_DIR/queries.rs`, a list of name and text of each published document, which
/// `src/published.rs` includes.
fn queries() -> Result<(), String> {
    let place = Place::from_cargo()?;
    let folder = place.root.join("queries");
    watch(&folder);
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<_> = entries.map_err(failed)?.into_iter().map(|it| it.path()).collect();
    paths.retain(|path| path.extension() == Some(OsStr::new("graphql")));
    paths.sort();
    let mut table = String::from("[\n");
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        // Writing to a String cannot fail.
        let _ = writeln!(table, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    table.push_str("]\n");
    fs::write(place.out.join("queries.rs"), table).map_err(failed)
}

/// Decides by the environment what goes into the binary. An error here fails the whole build.
fn run() -> Result<(), String> {
    for name in ["CONSORTIA_UI", "CONSORTIA_UI_DIST"] {
        order(&format!("rerun-if-env-changed={name}"));
    }
    let place = Place::from_cargo()?;
    if let Some(folder) = env::var_os("CONSORTIA_UI_DIST").filter(|folder| !folder.is_empty()) {
        return take_prebuilt(&place, &place.root.join(folder));
    }
    let mode = env::var_os("CONSORTIA_UI").unwrap_or_default();
    match mode.to_str() {
        Some("" | "auto") => build_or_explain(&place),
        Some("require") => {
            watch_sources(&place);
            build(&place)?;
            write_table(&place, Ok(&place.pages))
        }
        Some("off") => write_table(&place, Err("CONSORTIA_UI=off")),
        _ => Err(format!("CONSORTIA_UI is {}; it can be auto, require or off", mode.display())),
    }
}

fn take_prebuilt(place: &Place, folder: &Path) -> Result<(), String> {
    watch(folder);
    if let Some(page) = PAGES.iter().find(|page| !folder.join(page).is_file()) {
        return Err(format!("CONSORTIA_UI_DIST is {}, which holds no {page}", folder.display()));
    }
    write_table(place, Ok(folder))
}

fn build_or_explain(place: &Place) -> Result<(), String> {
    watch_sources(place);
    let Err(reason) = build(place) else {
        return write_table(place, Ok(&place.pages));
    };
    order(&format!("warning=this build has no Explorer and no GraphiQL: {reason}"));
    order("warning=CONSORTIA_UI=off silences this, CONSORTIA_UI=require makes it an error");
    // Whoever installs Node and runs cargo again must not get the old answer: PATH shows the one,
    // a file that never exists brings this script back for all other cures.
    order("rerun-if-env-changed=PATH");
    watch(&place.out.join("never-there"));
    write_table(place, Err(&reason))
}

/// The folders of this build.
struct Place {
    root: PathBuf,
    ui: PathBuf,
    out: PathBuf,
    pages: PathBuf,
}

impl Place {
    fn from_cargo() -> Result<Self, String> {
        let folder = |name: &str| {
            env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("cargo did not set {name}"))
        };
        let (root, out) = (folder("CARGO_MANIFEST_DIR")?, folder("OUT_DIR")?);
        Ok(Self { ui: root.join("ui"), pages: out.join("ui"), root, out })
    }
}

// --- what cargo is told ---

fn order(text: &str) {
    println!("cargo::{text}");
}

fn watch(path: &Path) {
    order(&format!("rerun-if-changed={}", path.display()));
}

fn watch_sources(place: &Place) {
    for source in SOURCES {
        let path = place.root.join(source);
        if !path.exists() {
            // So that it is taken in as soon as it is there.
            order(&format!(
                "warning={source} is missing: cargo builds the pages each time until it is there"
            ));
        }
        watch(&path);
    }
    for page in files_below(&place.ui, false).unwrap_or_default() {
        if page.extension() == Some(OsStr::new("html")) {
            watch(&page);
        }
    }
}

// --- npm and Vite ---

fn build(place: &Place) -> Result<(), String> {
    check_node()?;
    let _alone = lock_out_others(&place.ui);
    install_packages(&place.ui)?;
    run_vite(place)
}

fn check_node() -> Result<(), String> {
    let answer = Command::new("node").arg("--version").output().map_err(|_| "node not found")?;
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    let mut numbers =
        version.trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    let (major, minor): (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let [old, new] = NODE_LINES;
    if (major, minor) >= new || major == old.0 && minor >= old.1 {
        return Ok(());
    }
    Err(format!(
        "node is {version}, the pages need {}.{} or at least {}.{}",
        old.0, old.1, new.0, new.1
    ))
}

/// An editor's cargo and yours must not run npm in the same folder at once. The lock is outside the
/// source tree; where it cannot be had, the build goes on without: it is a courtesy, not a need.
fn lock_out_others(ui: &Path) -> Option<File> {
    let name = format!("consortia-ui-{:016x}.lock", fingerprint(ui.as_os_str().as_encoded_bytes()));
    let file = File::options().create(true).append(true).open(env::temp_dir().join(name)).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// Runs `npm ci` only if the lock file is not the one that `node_modules` was made from.
fn install_packages(ui: &Path) -> Result<(), String> {
    let stamp = ui.join("node_modules/.made-from");
    let lock =
        fs::read(ui.join("package-lock.json")).map_err(|e| format!("ui/package-lock.json: {e}"))?;
    let wanted = format!("{:016x}", fingerprint(&lock));
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == wanted) {
        return Ok(());
    }
    npm_ci(ui)?;
    fs::write(&stamp, wanted).map_err(|e| format!("ui/node_modules: {e}"))
}

fn npm_ci(ui: &Path) -> Result<(), String> {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(NPM_CI);
    if env::var_os("CARGO_NET_OFFLINE").is_some_and(|value| value == "true") {
        npm.arg("--offline");
    }
    let answer = npm.current_dir(ui).output().map_err(|_| "npm not found")?;
    if answer.status.success() {
        return Ok(());
    }
    // Only npm's code: its sentences name registries and paths, which belong in no page and no log.
    let code = npm_code(&answer).unwrap_or_else(|| answer.status.to_string());
    Err(format!("npm ci failed ({code}); {WHOLE_TRY}"))
}

/// `ENOTFOUND` from `npm error code ENOTFOUND`.
fn npm_code(answer: &Output) -> Option<String> {
    let said = String::from_utf8_lossy(&answer.stderr);
    let code =
        said.lines().find_map(|line| line.split_once(" code ")).map(|(_, code)| code.trim())?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!code.is_empty() && code.chars().all(plain)).then(|| code.to_owned())
}

fn run_vite(place: &Place) -> Result<(), String> {
    let answer = Command::new("node")
        .args([
            "node_modules/vite/bin/vite.js",
            "build",
            "--emptyOutDir",
            "--logLevel=warn",
            "--outDir",
        ])
        .arg(&place.pages)
        .current_dir(&place.ui)
        .env("NODE_ENV", "production")
        .env("NO_COLOR", "1")
        .output()
        .map_err(|e| format!("node could not be started ({e})"))?;
    if answer.status.success() && PAGES.iter().all(|page| place.pages.join(page).is_file()) {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&answer.stderr);
    let root = place.root.display().to_string();
    for line in said.lines().filter(|line| !line.trim().is_empty()).take(12) {
        order(&format!("warning=vite: {}", line.replace(&root, ".")));
    }
    Err(format!("vite build failed; {WHOLE_TRY}"))
}

// --- the table of files ---

/// Writes what `src/web/pages/assets.rs` includes: the files below `pages`, or why there are none.
fn write_table(place: &Place, pages: Result<&Path, &str>) -> Result<(), String> {
    let table = match pages {
        Ok(folder) => rust_table(folder).map_err(|e| format!("{}: {e}", folder.display()))?,
        Err(reason) => rust_source(&format!("Err({reason:?})"), ""),
    };
    let file = place.out.join("ui_assets.rs");
    fs::write(&file, table).map_err(|e| format!("{}: {e}", file.display()))
}

fn rust_source(built: &str, rows: &str) -> String {
    format!(
        "/// Whether the pages are in this binary, and if not, why.\n\
         pub static BUILT: Result<(), &str> = {built};\n\n\
         /// The files of the pages.\n\
         pub static ASSETS: &[Asset] = &[\n{rows}];\n"
    )
}

fn rust_table(folder: &Path) -> io::Result<String> {
    let mut files = files_below(folder, true)?;
    files.sort();
    let mut rows = String::new();
    for file in files.iter().filter(|file| file.extension() != Some(OsStr::new("br"))) {
        let (name, kind) = (web_path(folder, file), media_type(file));
        let etag = format!("{:016x}", fingerprint(&fs::read(file)?));
        let packed = with_suffix(file, ".br");
        let brotli =
            if packed.is_file() { format!("Some({})", included(&packed)) } else { "None".into() };
        let bytes = included(file);
        // Writing to a String cannot fail.
        let _ = writeln!(
            rows,
            "    Asset {{ path: {name:?}, media_type: {kind:?}, etag: {etag:?}, \
             brotli: {brotli}, bytes: {bytes} }},"
        );
    }
    Ok(rust_source("Ok(())", &rows))
}

fn included(file: &Path) -> String {
    format!("include_bytes!({:?})", file.to_string_lossy())
}

fn files_below(folder: &Path, deep: bool) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        } else if deep {
            files.extend(files_below(&path, deep)?);
        }
    }
    Ok(files)
}

/// `/assets/name.js`, with the slashes of the web on every system.
fn web_path(folder: &Path, file: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    below.iter().fold(String::new(), |path, part| path + "/" + &part.to_string_lossy())
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(OsStr::to_str).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "ttf" => "font/ttf",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// 64-bit FNV-1a: tells versions of our own files apart. It is no defence against forgery.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
