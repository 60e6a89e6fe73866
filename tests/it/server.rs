//! The binary under test: its commands, and a server on a free port with a plain HTTP client.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// The binary under test: the one of this build, or the one in `CONSORTIA_BIN`.
fn binary() -> PathBuf {
    std::env::var_os("CONSORTIA_BIN").map_or(env!("CARGO_BIN_EXE_consortia").into(), PathBuf::from)
}

/// A command of the binary with a database.
pub fn consortia(db: &Path) -> Command {
    let mut command = program();
    command.arg("--db").arg(db);
    command
}

/// A command of the binary, without the environment variables that would change it.
pub fn program() -> Command {
    let mut command = Command::new(binary());
    command.env_remove("CONSORTIA_LISTEN").env_remove("CONSORTIA_DB");
    command
}

/// The error message of a command that failed.
pub fn failure(output: &Output) -> String {
    assert!(!output.status.success(), "the command succeeded");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A server that is killed at the end of the test.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
}

/// A response as it was received.
pub struct Reply {
    pub status: u16,
    /// Status line and headers, in lower case.
    pub headers: String,
    head: String,
    pub body: String,
    /// The body in its content encoding.
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The value of a header; empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(header, _)| header.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// Parses a response. Without a status line the status is 0.
    pub fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut bytes = bytes.get(end + 4..).unwrap_or_default().to_vec();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let headers = head.to_lowercase();
        if headers.contains("transfer-encoding: chunked") {
            bytes = dechunk(&bytes);
        }
        Self { status, headers, head, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

/// Decodes the chunked transfer coding.
fn dechunk(mut chunks: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = chunks.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        whole.extend_from_slice(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[end + 4 + size..];
    }
    whole
}

impl Server {
    /// Starts a server on a free port and waits until it listens.
    pub fn start(db: &Path) -> Self {
        Self::with(db, &[])
    }

    /// Starts a server with further arguments. It is one process: a test that kills it fails, and what it measures is the
    /// server.
    pub fn with(db: &Path, arguments: &[&str]) -> Self {
        Self::supervised(db, &[&["--no-supervisor"], arguments].concat())
    }

    /// Starts a server as users do: with a process that starts it again if it dies.
    pub fn supervised(db: &Path, arguments: &[&str]) -> Self {
        let mut command = consortia(db);
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
        command.env("CONSORTIA_LOG", "warn");
        Self::spawn(command).unwrap_or_else(|log| panic!("the server does not start: {log}"))
    }

    /// Starts a server by this command; if it ends instead, the error is its log.
    pub fn spawn(mut command: Command) -> Result<Self, String> {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (errors, written) = (BufReader::new(process.stderr.take().unwrap()), log.clone());
        let reading = thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                *written.lock().unwrap() += &(line + "\n");
            }
        });
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("/graphql")));
        let Some(Ok(line)) = line else {
            process.wait().unwrap();
            reading.join().unwrap();
            return Err(log.lock().unwrap().clone());
        };
        let address = line.split("http://").nth(1).unwrap().trim_end_matches("/graphql");
        let address = address.parse().unwrap();
        // The pipe must be read, or the server blocks when it is full.
        thread::spawn(move || lines.for_each(drop));
        Ok(Self { process, address, log })
    }

    /// The log so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The ids of the processes that this one has started.
    pub fn children(&self) -> Vec<u32> {
        let id = self.process.id();
        let path = format!("/proc/{id}/task/{id}/children");
        let text = std::fs::read_to_string(path).unwrap_or_default();
        text.split_whitespace().map(|id| id.parse().unwrap()).collect()
    }

    /// Whether the process has not ended.
    pub fn is_running(&mut self) -> bool {
        self.process.try_wait().unwrap().is_none()
    }

    /// Opens a connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream
    }

    /// Sends a request as it is and reads the response until the connection closes.
    pub fn send(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        read_response(stream)
    }

    /// Sends a request with these headers and this body.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        self.send(&format_request(method, path, headers, body))
    }

    /// Sends a GET request.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.request("GET", path, headers, "")
    }

    /// Sends a GraphQL document by POST.
    pub fn post(&self, query: &str) -> Reply {
        self.request("POST", "/graphql", &[JSON], &graphql_body(query))
    }

    /// Sends a GET request while another one is in progress. For servers that serve one request at a time.
    pub fn get_when_full(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        // The catalog reads every report.
        let slow = format_request("GET", "/data", &[], "");
        for _ in 0..100 {
            let mut other = self.connect();
            other.write_all(slow.as_bytes()).unwrap();
            thread::sleep(Duration::from_millis(5));
            let reply = self.get(path, headers);
            if reply.status != 200 {
                return reply;
            }
        }
        panic!("{path}: the server was never full");
    }

    /// The value of a metric; 0 if it is not in `/metrics`.
    pub fn metric(&self, name: &str) -> f64 {
        let metrics = self.get("/metrics", &[]).body;
        let mut lines = metrics.lines().filter_map(|line| line.rsplit_once(' '));
        lines.find(|(known, _)| *known == name).map_or(0.0, |(_, value)| value.parse().unwrap())
    }

    /// Sends SIGTERM.
    pub fn terminate(&self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until the process has ended.
    pub fn end(mut self) -> ExitStatus {
        self.process.wait().unwrap()
    }

    /// Stops the server; returns whether its exit code was 0.
    pub fn stop(self) -> bool {
        self.terminate();
        self.end().success()
    }
}

/// The `Content-Type` of a JSON body.
pub const JSON: (&str, &str) = ("content-type", "application/json");

/// The body of a request with this document.
pub fn graphql_body(query: &str) -> String {
    serde_json::json!({ "query": query }).to_string()
}

/// An HTTP request whose response closes the connection.
pub fn format_request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
    let headers: Vec<_> =
        headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let headers = headers.concat();
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
         content-length: {length}\r\n{headers}\r\n{body}"
    )
}

/// Reads a response until the connection closes.
pub fn read_response(stream: TcpStream) -> Reply {
    Reply::of(&read_bytes(stream).unwrap())
}

/// Reads bytes until the connection closes.
pub fn read_bytes(mut stream: TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Waits until a condition holds. Panics with `what` after 20 seconds.
pub fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(20), "{what}: not within 20 seconds");
        thread::sleep(Duration::from_millis(5));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
