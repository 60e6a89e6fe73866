//! The binary as a person runs it: commands, and a server on a free port spoken to in plain HTTP.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

/// The binary under test: that of this build, or the one that `CONSORTIA_BIN` names.
fn binary() -> PathBuf {
    std::env::var_os("CONSORTIA_BIN").map_or(env!("CARGO_BIN_EXE_consortia").into(), PathBuf::from)
}

/// The binary with a database, and nothing of the environment that would change what it does.
pub fn consortia(db: &Path) -> Command {
    let mut command = Command::new(binary());
    command.arg("--db").arg(db).env_remove("CONSORTIA_LISTEN").env_remove("CONSORTIA_DB");
    command
}

/// What a command prints where it fails.
pub fn failure(output: &Output) -> String {
    assert!(!output.status.success(), "it should have failed");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A server that ends with the test.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
}

/// An answer as it came over the wire.
pub struct Reply {
    pub status: u16,
    pub headers: String,
    pub body: String,
}

impl Reply {
    /// Reads an answer; the status of none is 0.
    pub fn of(text: &[u8]) -> Self {
        let text = String::from_utf8_lossy(text).into_owned();
        let (headers, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = headers.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Self { status, headers: headers.to_lowercase(), body: body.to_owned() }
    }
}

impl Server {
    /// Starts a server on a free port, once it says where it listens.
    pub fn start(db: &Path) -> Self {
        let mut command = consortia(db);
        command.args(["serve", "--listen", "127.0.0.1:0"]).env("CONSORTIA_LOG", "warn");
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("/graphql")));
        let address = line.unwrap().unwrap();
        let address = address.split("http://").nth(1).unwrap().trim_end_matches("/graphql");
        let address = address.parse().unwrap();
        // Whatever else it prints must find a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address }
    }

    /// The process that serves.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// A connection on which nothing was sent yet.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Sends a request as it is written and reads the answer to its end.
    pub fn send(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = Vec::new();
        stream.read_to_end(&mut text).unwrap();
        Reply::of(&text)
    }

    /// A request with the given headers and body.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let headers: Vec<_> =
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let headers = headers.concat();
        let length = body.len();
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
             content-length: {length}\r\n{headers}\r\n{body}"
        ))
    }

    /// A GraphQL document by POST.
    pub fn post(&self, query: &str) -> Reply {
        let body = serde_json::json!({ "query": query }).to_string();
        self.request("POST", "/graphql", &[("content-type", "application/json")], &body)
    }

    /// Asks the server to stop, and waits until it has.
    pub fn stop(mut self) -> bool {
        let id = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.process.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
