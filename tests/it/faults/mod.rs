//! Faults of the machine: killed processes, full disks, files that are read-only, removed, replaced or
//! damaged, a clock that is set back. Each is handled, and nothing is lost that was acknowledged.

mod bit_flips;
mod damage;
mod disk;
mod kills;
mod moved_files;
mod overwritten;
mod supervisor;

use std::process::Command;

/// Runs a test that is otherwise ignored in a mount namespace of its own, where it may mount a file system.
///
/// Skips the test, with a message, on systems that do not allow it. As root in CI that is a failure.
pub fn run_in_mount_namespace(test: &str) {
    let as_any_user: &[&str] = &["--user", "--map-root-user", "--mount"];
    let is_allowed = |arguments: &&&[&str]| {
        let mut probe = Command::new("unshare");
        let mount = ["sh", "-c", "mount -t tmpfs tmpfs /mnt"];
        probe.args(**arguments).args(mount).output().is_ok_and(|output| output.status.success())
    };
    let Some(arguments) = [&["--mount"], as_any_user].iter().find(is_allowed).copied() else {
        let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        assert!(!(root && std::env::var_os("CI").is_some()), "root cannot mount a tmpfs here");
        eprintln!(
            "SKIPPED: {test}: no tmpfs can be mounted here, neither as root nor in a user namespace"
        );
        return;
    };
    let mut command = Command::new("unshare");
    command.args(arguments).arg(std::env::current_exe().unwrap());
    let output = command.args(["--exact", test, "--ignored", "--nocapture"]).output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}
