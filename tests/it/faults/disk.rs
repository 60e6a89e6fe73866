//! Full disks and read-only file systems: a command reports them in one line, and nothing is lost.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use consortia::{
    domain::record::Registry,
    store::{Store, check},
};
use tempfile::TempDir;

use super::run_in_mount_namespace;
use crate::{
    operating::crowd,
    server::{Server, consortia, failure},
};

/// A file system in memory. It disappears with the namespace.
struct Disk(TempDir);

impl Disk {
    fn new(size: &str) -> Self {
        let disk = Self(tempfile::tempdir().unwrap());
        disk.mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]);
        disk
    }

    /// Mounts it again with other options, such as another size.
    fn remount(&self, options: &str) {
        self.mount(&["-o", &format!("remount,{options}")]);
    }

    fn mount(&self, arguments: &[&str]) {
        let mut mount = Command::new("mount");
        let output = mount.args(arguments).arg(self.0.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Uses up all free space.
    fn fill(&self) {
        let full = fs::write(self.path("ballast"), vec![1; 64 << 20]);
        assert!(full.is_err(), "the disk is not full");
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

/// Checks that a command fails with one line that contains these parts.
fn assert_fails(command: &mut Command, parts: &[&str]) {
    let message = failure(&command.output().unwrap());
    for part in parts {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert!(message.trim_end().lines().count() == 1, "{message}");
    assert!(!message.contains("panicked"), "{message}");
}

const FULL: &str = "the disk is full; free some space and try again";
const NOT_WRITTEN: &str = "cannot be written; make the file and its folder writable";

#[test]
fn a_full_disk_is_reported_and_no_data_is_lost() {
    run_in_mount_namespace("faults::disk::full_disks");
}

#[test]
#[ignore = "mounts file systems; started by the test above in a namespace of its own"]
fn full_disks() {
    a_seed_that_does_not_fit_is_applied_later();
    every_command_on_disks_of_all_sizes_leaves_a_whole_file();
    a_change_that_does_not_fit_is_rolled_back();
    a_server_on_a_full_disk_answers();
    a_backup_that_does_not_fit_leaves_no_file();
}

/// The seed is applied completely or not at all, and can be applied once there is space.
fn a_seed_that_does_not_fit_is_applied_later() {
    let mut refused = 0;
    for size in ["16k", "300k", "900k", "3000k"] {
        let disk = Disk::new(size);
        let db = disk.path("a.db");
        let output = consortia(&db).arg("seed").output().unwrap();
        if !output.status.success() {
            refused += 1;
            assert_fails(consortia(&db).arg("seed"), &["a.db", FULL]);
            assert_fails(
                consortia(&db).args(["serve", "--listen", "127.0.0.1:0"]),
                &["a.db", FULL],
            );
            disk.remount("size=64m");
            assert!(consortia(&db).arg("seed").output().unwrap().status.success(), "{size}");
        }
        assert_eq!(check(&db).unwrap().counts["Source"], 6, "{size}");
    }
    assert!(refused >= 2, "the seed fits on every disk");
}

/// On disks of `CONSORTIA_FULL_DISKS` sizes, from too small for anything to large enough, each command either does its
/// work or reports the full disk, and leaves a file that has the state before or after.
fn every_command_on_disks_of_all_sizes_leaves_a_whole_file() {
    let sizes = std::env::var("CONSORTIA_FULL_DISKS").ok().and_then(|it| it.parse().ok());
    let sizes: u32 = sizes.unwrap_or(2);
    let elsewhere = Disk::new("64m");
    let backup = elsewhere.path("backup.db");
    assert!(consortia(&backup).arg("seed").output().unwrap().status.success());
    crowd(&backup, 4_000);
    let small = Disk::new("64m");
    let original = small.path("small.db");
    Store::open(&original).unwrap().apply(&Registry::default(), "nothing").unwrap();
    let states = [check(&original).unwrap(), check(&backup).unwrap()];
    let (mut done, mut refused) = (0, 0);
    for size in 1..=sizes {
        let disk = Disk::new(&format!("{}k", 400 + 9_600 * size / sizes));
        let db = disk.path("a.db");
        fs::copy(&original, &db).unwrap();
        for arguments in [vec!["seed"], vec!["backup", "copy.db"], vec!["restore", "backup.db"]] {
            let mut command = consortia(&db);
            command.arg(arguments[0]);
            match arguments.get(1) {
                Some(&"backup.db") => drop(command.arg(&backup)),
                Some(name) => drop(command.arg(disk.path(name))),
                None => {}
            }
            let output = command.output().unwrap();
            if output.status.success() {
                done += 1;
            } else {
                refused += 1;
                let message = failure(&output);
                assert!(message.contains("the disk is full"), "{size}, {arguments:?}: {message}");
                assert!(message.trim_end().lines().count() == 1, "{message}");
            }
            let found = check(&db).unwrap_or_else(|error| panic!("{size}, {arguments:?}: {error}"));
            let restored = arguments[0] == "restore" && output.status.success();
            assert!(!restored || found.counts == states[1].counts, "{size}, {arguments:?}");
            assert!(
                !disk.names().iter().any(|name| name.contains("partial")),
                "{:?}",
                disk.names()
            );
        }
    }
    eprintln!("{sizes} sizes of a disk: {done} commands done, {refused} refused");
    assert!(done > 0 && refused > 0);
}

/// A change that fills the disk is rolled back.
fn a_change_that_does_not_fit_is_rolled_back() {
    let disk = Disk::new("64m");
    let db = disk.path("a.db");
    Store::open(&db).unwrap().apply(&Registry::default(), "nothing").unwrap();
    crowd(&db, 2_000);
    let before = check(&db).unwrap();
    disk.fill();
    assert_fails(consortia(&db).arg("seed"), &["a.db", FULL]);
    // Reading a database with a log needs a little space, too.
    fs::remove_file(disk.path("ballast")).unwrap();
    assert_eq!(check(&db).unwrap(), before);
    assert!(consortia(&db).arg("seed").output().unwrap().status.success());
    assert_eq!(check(&db).unwrap().counts["Organization"], 2_185);
}

/// A server needs no disk space to answer requests.
fn a_server_on_a_full_disk_answers() {
    let disk = Disk::new("64m");
    let db = disk.path("a.db");
    let server = Server::start(&db);
    disk.fill();
    assert_eq!(server.post("{ organizations { totalCount } }").status, 200);
    assert_eq!(server.get("/readyz", &[]).status, 200);
    // Nor does a seed that has been applied already.
    assert!(consortia(&db).arg("seed").output().unwrap().status.success());
    assert_eq!(server.post("{ events { totalCount } }").status, 200);
    assert!(server.stop());
    assert!(check(&db).is_ok());
    // A server also starts on an up-to-date file, if there is space for the index of the log.
    match Server::spawn(serve_command(&db)) {
        Ok(server) => assert_eq!(server.post("{ organizations { totalCount } }").status, 200),
        Err(message) => assert!(message.contains(FULL), "{message}"),
    }
    fs::remove_file(disk.path("ballast")).unwrap();
    assert_eq!(Server::start(&db).post("{ organizations { totalCount } }").status, 200);
}

fn consortia_with(db: &Path, arguments: &[&str], file: &Path) -> Command {
    let mut command = consortia(db);
    command.args(arguments).arg(file);
    command
}

fn serve_command(db: &Path) -> Command {
    let mut command = consortia(db);
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    command
}

/// No partial copy is left.
fn a_backup_that_does_not_fit_leaves_no_file() {
    let (disk, elsewhere) = (Disk::new("500k"), Disk::new("64m"));
    let db = elsewhere.path("a.db");
    let server = Server::start(&db);
    assert_fails(
        consortia(&db).arg("backup").arg(disk.path("copy.db")),
        &["copy.db", "the disk is full"],
    );
    assert_eq!(disk.names(), Vec::<String>::new());
    disk.remount("size=64m");
    assert!(
        consortia(&db).arg("backup").arg(disk.path("copy.db")).output().unwrap().status.success()
    );
    assert_eq!(check(&disk.path("copy.db")).unwrap(), check(&db).unwrap());
    assert_eq!(server.post("{ __typename }").status, 200);
}

#[test]
fn a_read_only_file_system_is_reported_and_can_be_read() {
    run_in_mount_namespace("faults::disk::read_only_file_systems");
}

#[test]
#[ignore = "mounts file systems; started by the test above in a namespace of its own"]
fn read_only_file_systems() {
    let (disk, elsewhere) = (Disk::new("64m"), Disk::new("64m"));
    let db = disk.path("a.db");
    drop(Server::start(&db));
    let before = check(&db).unwrap();
    // The server was killed, so its log is still there, with data that the file does not have.
    assert!(disk.names().contains(&"a.db-wal".to_owned()));
    disk.remount("ro");
    for command in [vec!["seed"], vec!["serve", "--listen", "127.0.0.1:0"]] {
        assert_fails(consortia(&db).args(command), &["a.db", NOT_WRITTEN]);
    }
    let copy = elsewhere.path("live.db");
    let output = consortia(&db).arg("backup").arg(&copy).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!((check(&copy).unwrap(), check(&db).unwrap()), (before.clone(), before.clone()));
    // The log has what the file does not.
    let document = elsewhere.path("count.graphql");
    fs::write(&document, "{ sources { totalCount } }").unwrap();
    let output = consortia_with(&db, &["query"], &document).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains(":6}"), "{printed} {}", String::from_utf8_lossy(&output.stderr));
    disk.remount("rw");
    assert!(Server::start(&db).stop());
    assert_eq!(check(&db).unwrap(), before);
    // After a clean stop the file is complete without a log. It can be checked and copied.
    disk.remount("ro");
    assert_eq!(check(&db).unwrap(), before);
    assert_fails(consortia(&db).arg("seed"), &["a.db", NOT_WRITTEN]);
    let document = elsewhere.path("count.graphql");
    fs::write(&document, "{ organizations { totalCount } }").unwrap();
    let folder = elsewhere.path("export");
    let mut export = consortia(&db);
    export.args(["export", "counts", "--output"]).arg(&folder);
    for mut command in [consortia_with(&db, &["query"], &document), export] {
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let copy = elsewhere.path("still.db");
    let output = consortia(&db).arg("backup").arg(&copy).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(check(&copy).unwrap(), before);
    assert_fails(
        consortia(&copy).arg("backup").arg(disk.path("copy.db")),
        &["copy.db", NOT_WRITTEN],
    );
    assert_fails(consortia(&disk.path("new.db")).arg("seed"), &["new.db", NOT_WRITTEN]);
    assert_eq!(disk.names(), ["a.db"]);
}
