//! What a server spends on requests: processor time and memory.

use std::{collections::HashMap, fmt, fs, thread, time::Duration};

use crate::server::Server;

/// What the server spent.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Processor time.
    pub processor: Duration,
    /// The peak of its memory above its memory before, in bytes.
    pub memory: u64,
}

/// What the server may spend.
pub struct Bounds {
    processor: Duration,
    memory: u64,
}

const MEGABYTE: u64 = 1 << 20;
/// The factor for the processor time of a build without optimization.
const DEBUG_ALLOWANCE: u32 = 30;

impl Bounds {
    /// For refusing one request.
    pub const REFUSAL: Self = Self { processor: Duration::from_millis(10), memory: 16 * MEGABYTE };

    /// A message if the cost exceeds the bounds.
    pub fn exceeded_by(&self, cost: Cost) -> Option<String> {
        let processor = self.processor * factor();
        let over = cost.processor > processor || cost.memory > self.memory;
        over.then(|| format!("{cost}; {processor:?} and {} MB are allowed", self.memory / MEGABYTE))
    }
}

/// The factor for the processor time of the binary under test. One that `CONSORTIA_BIN` names is a release build.
fn factor() -> u32 {
    if is_optimized() { 1 } else { DEBUG_ALLOWANCE }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (milliseconds, memory) = (self.processor.as_secs_f64() * 1e3, self.memory >> 10);
        write!(f, "{milliseconds:8.2} ms {memory:6} KB")
    }
}

/// Calls `act`, and returns what the server spent meanwhile.
pub fn of<T>(server: &Server, act: impl FnOnce() -> T) -> (T, Cost) {
    let process = server.id();
    // Resets the peak of the memory.
    fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
    let memory_before = memory(process, "VmRSS:");
    let (done, processor) = processor_time_of(server, || {
        let done = act();
        // Work after the response counts too.
        thread::sleep(Duration::from_millis(2));
        done
    });
    let memory = memory(process, "VmHWM:").saturating_sub(memory_before);
    (done, Cost { processor, memory })
}

/// Calls `act`, and returns the processor time that the server took meanwhile.
pub fn processor_time_of<T>(server: &Server, act: impl FnOnce() -> T) -> (T, Duration) {
    let before = processor(server.id());
    let done = act();
    let after = processor(server.id());
    let spent = after.iter().map(|(thread, time)| time - before.get(thread).unwrap_or(&0)).sum();
    (done, Duration::from_nanos(spent))
}

/// Whether the binary under test is a release build: one that `CONSORTIA_BIN` names.
pub fn is_optimized() -> bool {
    !cfg!(debug_assertions) || std::env::var_os("CONSORTIA_BIN").is_some()
}

/// The median of several costs by processor time, with the largest memory.
pub fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by_key(|cost| cost.processor);
    let memory = costs.iter().map(|cost| cost.memory).max().unwrap();
    Cost { memory, ..costs[costs.len() / 2] }
}

/// The memory of a process in bytes, from a line of `/proc/…/status`.
pub fn memory(process: u32, line: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|it| it.strip_prefix(line)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

/// The peak of the memory of a process in bytes; None once it has ended.
pub fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

/// Nanoseconds of processor time by thread.
fn processor(process: u32) -> HashMap<String, u64> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let time = |thread: fs::DirEntry| {
        // A thread may end meanwhile.
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        let ran = text.split(' ').next()?.parse().ok()?;
        Some((thread.file_name().to_string_lossy().into_owned(), ran))
    };
    threads.filter_map(|thread| time(thread.ok()?)).collect()
}
