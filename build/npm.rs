//! Runs npm and Vite.

use std::{
    env,
    fs::{self, File},
    path::Path,
    process::{Command, Output},
};

use crate::{
    cargo::{Folders, warning},
    files::fingerprint,
};

/// The pages that Vite has to write.
pub const PAGES: [&str; 2] = ["explorer.html", "graphiql.html"];

/// The versions of Node that Vite supports: from 20.19 within version 20, or from 22.12. With others it
/// fails with a syntax error.
const NODE_VERSIONS: [(u32, u32); 2] = [(20, 19), (22, 12)];

/// How npm installs the packages.
const NPM_CI: [&str; 10] = [
    "ci",
    // Run no scripts of packages: none of ours needs one, and they would run with the rights of the build.
    "--ignore-scripts",
    // Install the build tools even if NODE_ENV=production is set.
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    // By default npm retries after 10 and 60 s, which takes up to eight minutes without a network.
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=300",
    "--fetch-retry-maxtimeout=1000",
    "--fetch-timeout=30000",
];

/// How many lines of Vite's messages are shown.
const SHOWN_VITE_LINES: usize = 12;

const SEE_ALL: &str = "run `npm ci && npm run build` in ui/ to see the whole output";

/// Builds the pages into `OUT_DIR/ui`.
pub fn build(folders: &Folders) -> Result<(), String> {
    check_node()?;
    let _lock = lock(&folders.ui);
    install_packages(&folders.ui)?;
    run_vite(folders)
}

fn check_node() -> Result<(), String> {
    let output = Command::new("node").arg("--version").output().map_err(|_| "node not found")?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers =
        version.trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    let (major, minor): (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let [old, new] = NODE_VERSIONS;
    if (major, minor) >= new || major == old.0 && minor >= old.1 {
        return Ok(());
    }
    Err(format!(
        "node is {version}, the pages need {}.{} or at least {}.{}",
        old.0, old.1, new.0, new.1
    ))
}

/// Keeps two builds, such as those of an editor and a terminal, from running npm in the same folder at once.
///
/// The lock file is outside the source tree. Without a lock the build goes on: two builds at once are rare.
fn lock(ui: &Path) -> Option<File> {
    let name = format!("consortia-ui-{}.lock", fingerprint(ui.as_os_str().as_encoded_bytes()));
    let file = File::options().create(true).append(true).open(env::temp_dir().join(name)).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// Runs `npm ci` unless `node_modules` was installed from the same lock file.
fn install_packages(ui: &Path) -> Result<(), String> {
    let stamp = ui.join("node_modules/.installed-from");
    let lock_file =
        fs::read(ui.join("package-lock.json")).map_err(|e| format!("ui/package-lock.json: {e}"))?;
    let wanted = fingerprint(&lock_file);
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
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
    let output = npm.current_dir(ui).output().map_err(|_| "npm not found")?;
    if output.status.success() {
        return Ok(());
    }
    // Only the error code: npm's messages name registries and paths, which must not reach a page or a log.
    let code = npm_error_code(&output).unwrap_or_else(|| output.status.to_string());
    Err(format!("npm ci failed ({code}); {SEE_ALL}"))
}

/// `ENOTFOUND` from `npm error code ENOTFOUND`.
fn npm_error_code(output: &Output) -> Option<String> {
    let messages = String::from_utf8_lossy(&output.stderr);
    let (_, code) = messages.lines().find_map(|line| line.split_once(" code "))?;
    let code = code.trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!code.is_empty() && code.chars().all(is_plain)).then(|| code.to_owned())
}

fn run_vite(folders: &Folders) -> Result<(), String> {
    let output = Command::new("node")
        .args(["node_modules/vite/bin/vite.js", "build", "--emptyOutDir", "--logLevel=warn"])
        .arg("--outDir")
        .arg(&folders.pages)
        .current_dir(&folders.ui)
        .env("NODE_ENV", "production")
        .env("NO_COLOR", "1")
        .output()
        .map_err(|e| format!("node could not be started ({e})"))?;
    if output.status.success() && PAGES.iter().all(|page| folders.pages.join(page).is_file()) {
        return Ok(());
    }
    let messages = String::from_utf8_lossy(&output.stderr);
    let root = folders.root.display().to_string();
    let lines = messages.lines().filter(|line| !line.trim().is_empty());
    for line in lines.take(SHOWN_VITE_LINES) {
        warning(&format!("vite: {}", line.replace(&root, ".")));
    }
    Err(format!("vite build failed; {SEE_ALL}"))
}
