//! What a server spends while something is done to it.

use std::{collections::HashMap, fmt, fs, thread, time::Duration};

use crate::server::Server;

/// Spent by the server.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Time of a processor.
    pub processor: Duration,
    /// Bytes by which its memory peaked above where it stood.
    pub memory: u64,
}

/// What may be spent.
pub struct Bounds {
    processor: Duration,
    memory: u64,
}

const MEGABYTE: u64 = 1 << 20;
/// How much slower a build without optimisation may be.
const DEBUG_ALLOWANCE: u32 = 30;

impl Bounds {
    /// For the refusal of one request.
    pub const REFUSAL: Self = Self { processor: Duration::from_millis(10), memory: 16 * MEGABYTE };

    /// What passes the bounds.
    pub fn passed(&self, cost: Cost) -> Option<String> {
        let processor = self.processor * allowance();
        let over = cost.processor > processor || cost.memory > self.memory;
        over.then(|| format!("{cost}; {processor:?} and {} MB are allowed", self.memory / MEGABYTE))
    }
}

/// The factor of time for the build under test; a binary that was named must be fast.
fn allowance() -> u32 {
    let slow = cfg!(debug_assertions) && std::env::var_os("CONSORTIA_BIN").is_none();
    if slow { DEBUG_ALLOWANCE } else { 1 }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (milliseconds, memory) = (self.processor.as_secs_f64() * 1e3, self.memory >> 10);
        write!(f, "{milliseconds:8.2} ms {memory:6} KB")
    }
}

/// Does something to a server, and says what that cost it.
pub fn of<T>(server: &Server, act: impl FnOnce() -> T) -> (T, Cost) {
    let process = server.id();
    // Peaks are counted from here on.
    fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
    let (before, stood) = (processor(process), memory(process, "VmRSS:"));
    let done = act();
    // What goes on after the answer belongs to it.
    thread::sleep(Duration::from_millis(2));
    let after = processor(process);
    let spent = after.iter().map(|(thread, time)| time - before.get(thread).unwrap_or(&0)).sum();
    let memory = memory(process, "VmHWM:").saturating_sub(stood);
    (done, Cost { processor: Duration::from_nanos(spent), memory })
}

/// The middle of several costs: the processor's time is what varies.
pub fn middle(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by_key(|cost| cost.processor);
    let memory = costs.iter().map(|cost| cost.memory).max().unwrap();
    Cost { memory, ..costs[costs.len() / 2] }
}

/// Bytes of the process, by the name of the line in its status.
pub fn memory(process: u32, line: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|it| it.strip_prefix(line)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

/// Nanoseconds that each thread of the process ran.
fn processor(process: u32) -> HashMap<String, u64> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let time = |thread: fs::DirEntry| {
        // A thread may end while it is looked at.
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        let ran = text.split(' ').next()?.parse().ok()?;
        Some((thread.file_name().to_string_lossy().into_owned(), ran))
    };
    threads.filter_map(|thread| time(thread.ok()?)).collect()
}
