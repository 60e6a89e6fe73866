//! What befalls a program and its files: kills, full disks, files that cannot be written, vanish, are
//! replaced or damaged, a clock that goes back. Each is answered, and nothing that was acknowledged is lost.

mod damage;
mod disk;
mod kills;
mod vanished;

use std::process::Command;

/// Runs a test of this binary that is ignored otherwise in a namespace of its own, where it may mount.
///
/// Where the system lets nobody mount, it says so loudly; in CI that is a failure for root.
fn in_own_namespace(test: &str) {
    let as_anybody: &[&str] = &["--user", "--map-root-user", "--mount"];
    let can = |arguments: &&&[&str]| {
        let mut probe = Command::new("unshare");
        let mount = ["sh", "-c", "mount -t tmpfs tmpfs /mnt"];
        probe.args(**arguments).args(mount).output().is_ok_and(|output| output.status.success())
    };
    let Some(arguments) = [&["--mount"], as_anybody].iter().find(can).copied() else {
        let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        assert!(!(root && std::env::var_os("CI").is_some()), "root cannot mount a tmpfs here");
        eprintln!(
            "SKIPPED: {test}: no tmpfs can be mounted here, neither as root nor in a namespace of users"
        );
        return;
    };
    let mut command = Command::new("unshare");
    command.args(arguments).arg(std::env::current_exe().unwrap());
    let output = command.args(["--exact", test, "--ignored", "--nocapture"]).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}
