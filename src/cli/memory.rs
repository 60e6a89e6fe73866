//! How much memory the server promises to stay under: `--memory`, or half of what there is.

use std::{fmt, fs, path::Path};

use crate::limits::{
    byte_size::ByteSize,
    memory::{MIN_BYTES, UNKNOWN_MACHINE_BYTES},
};

/// The memory that the server may take, and where that number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromisedMemory {
    /// Bytes.
    pub bytes: u64,
    given: bool,
    available: Option<AvailableMemory>,
}

/// A limit on memory, and what has this limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct AvailableMemory {
    bytes: u64,
    /// What has this limit, in the words of a message.
    of: &'static str,
}

/// The memory that the option gives, else half of what there is, but at least what the server needs.
#[must_use]
pub fn promised_memory(option: Option<u64>) -> PromisedMemory {
    let available = available_memory();
    let half = available.map_or(UNKNOWN_MACHINE_BYTES, |available| available.bytes / 2);
    let bytes = option.unwrap_or(half.max(MIN_BYTES));
    PromisedMemory { bytes, given: option.is_some(), available }
}

impl fmt::Display for PromisedMemory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", ByteSize(self.bytes))?;
        let Some(AvailableMemory { bytes, of }) = self.available else { return Ok(()) };
        let whole = ByteSize(bytes);
        match self.bytes {
            promised if promised > bytes => {
                write!(formatter, ", but {of} has only {whole}; give it more, or set --memory")
            }
            promised if !self.given && promised == bytes / 2 => {
                write!(formatter, ", half of the {whole} of {of}; --memory sets another size")
            }
            _ => write!(formatter, " of the {whole} of {of}"),
        }
    }
}

/// The smallest of the limits of the control groups that the process is in, and of the memory of the machine; `None` if
/// the system does not say.
fn available_memory() -> Option<AvailableMemory> {
    let membership = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let group = group_limit(&membership, Path::new("/sys/fs/cgroup"));
    let group = group.map(|bytes| AvailableMemory { bytes, of: "the control group" });
    let machine = fs::read_to_string("/proc/meminfo").ok();
    let machine = machine.and_then(|meminfo| machine_memory(&meminfo));
    let machine = machine.map(|bytes| AvailableMemory { bytes, of: "the machine" });
    group.into_iter().chain(machine).min_by_key(|limit| limit.bytes)
}

/// The smallest limit on the way from the groups of `/proc/self/cgroup` up to their roots below `mount`.
///
/// Version 1 has a hierarchy for each controller (`4:memory:/PATH`), version 2 one for all (`0::/PATH`). In a container
/// the path can be that of the host, which does not exist below the mount; its root then is the group.
fn group_limit(membership: &str, mount: &Path) -> Option<u64> {
    let limits = membership.lines().flat_map(|line| {
        let mut fields = line.splitn(3, ':').skip(1);
        let controllers = fields.next().unwrap_or_default();
        let path = fields.next().unwrap_or_default().trim_start_matches('/');
        let is_memory = controllers.split(',').any(|controller| controller == "memory");
        let roots = match (controllers, is_memory) {
            ("", _) => {
                vec![(mount.to_owned(), "memory.max"), (mount.join("unified"), "memory.max")]
            }
            (_, true) => vec![(mount.join("memory"), "memory.limit_in_bytes")],
            _ => Vec::new(),
        };
        roots.into_iter().flat_map(move |(root, file)| limits_up_to(&root, path, file))
    });
    limits.min()
}

/// The limits of the group at `path` below `root` and of the groups that it is in.
fn limits_up_to(root: &Path, path: &str, file: &str) -> Vec<u64> {
    let group = root.join(path);
    let groups = group.ancestors().take_while(|group| group.starts_with(root));
    // `max`, or for version 1 a number beyond every memory, means that there is no limit.
    groups
        .filter_map(|group| fs::read_to_string(group.join(file)).ok()?.trim().parse().ok())
        .collect()
}

/// The memory of the machine, from the text of `/proc/meminfo`.
fn machine_memory(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1 << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(folder: &Path, path: &str, limit: &str) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("{limit}\n")).unwrap();
    }

    #[test]
    fn the_smallest_limit_of_the_groups_of_version_1_counts() {
        let folder = tempfile::tempdir().unwrap();
        group(folder.path(), "memory/memory.limit_in_bytes", "9223372036854771712");
        group(folder.path(), "memory/a/memory.limit_in_bytes", "500000000");
        group(folder.path(), "memory/a/b/memory.limit_in_bytes", "900000000");
        group(folder.path(), "cpu/a/b/memory.limit_in_bytes", "1");
        let membership = "9:name=systemd:/\n5:cpu,cpuacct:/a/b\n4:memory:/a/b\n0::/\n";
        assert_eq!(group_limit(membership, folder.path()), Some(500_000_000));
        let elsewhere = "4:memory:/docker/0123\n";
        let root = Some(9_223_372_036_854_771_712);
        assert_eq!(group_limit(elsewhere, folder.path()), root, "the path is that of the host");
    }

    #[test]
    fn the_smallest_limit_of_the_groups_of_version_2_counts() {
        let folder = tempfile::tempdir().unwrap();
        group(folder.path(), "a.slice/memory.max", "max");
        group(folder.path(), "a.slice/b.service/memory.max", "268435456");
        let limit = |membership: &str| group_limit(membership, folder.path());
        assert_eq!(limit("0::/a.slice/b.service\n"), Some(268_435_456));
        assert_eq!(limit("0::/a.slice\n"), None);
        assert_eq!(limit(""), None);
        group(folder.path(), "memory.max", "134217728");
        assert_eq!(limit("0::/\n"), Some(134_217_728), "the root of a container");
    }

    #[test]
    fn the_server_says_how_much_memory_it_promises_and_why() {
        let message = |bytes: u64, given, available| {
            let available = AvailableMemory { bytes: available, of: "the machine" };
            PromisedMemory { bytes, given, available: Some(available) }.to_string()
        };
        let half = message(1 << 30, false, 2 << 30);
        assert_eq!(half, "1 GiB, half of the 2 GiB of the machine; --memory sets another size");
        assert_eq!(message(1 << 30, true, 4 << 30), "1 GiB of the 4 GiB of the machine");
        assert!(message(MIN_BYTES, false, 100 << 20).contains("has only 100 MiB"));
        assert_eq!(promised_memory(Some(1 << 28)).bytes, 1 << 28);
        assert!(promised_memory(None).bytes >= MIN_BYTES);
    }

    #[test]
    fn the_memory_of_the_machine_is_in_kib() {
        let meminfo = "MemTotal:       24683656 kB\nMemFree:         1 kB\n";
        assert_eq!(machine_memory(meminfo), Some(24_683_656 << 10));
        assert_eq!(machine_memory("MemFree: 1 kB\n"), None);
    }
}
