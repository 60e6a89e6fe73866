//! Incomplete files and folders of temporary copies that killed processes have left behind. The next start removes those
//! that no running process writes to.
//!
//! An incomplete file has the name `NAME.PROCESS.partial`, a folder the name `.consortia-copy-PROCESS-RANDOM`.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    process,
};

/// The start of the names of folders for temporary copies.
const FOLDER_PREFIX: &str = ".consortia-copy-";
/// The ends of the names of incomplete files, and of what SQLite has beside them.
const PARTIAL_ENDS: [&str; 4] = [".partial", ".partial-journal", ".partial-wal", ".partial-shm"];
/// How every database begins.
const DATABASE_HEADER: [u8; 16] = *b"SQLite format 3\0";

/// The start of the name of a folder for temporary copies of this process.
#[must_use]
pub fn folder_prefix() -> String {
    format!("{FOLDER_PREFIX}{}-", process::id())
}

/// The name of the incomplete file of this process that becomes the file at `target`. Two processes that write the same
/// target do not share one.
#[must_use]
pub fn partial_path(target: &Path) -> PathBuf {
    let mut path = target.as_os_str().to_owned();
    path.push(format!(".{}.partial", process::id()));
    path.into()
}

/// Removes from a folder the temporary copies and the incomplete copies of databases of processes that have ended.
/// Returns what it removed. Call it before this process makes any.
#[must_use]
pub fn remove_from(folder: &Path) -> Vec<PathBuf> {
    let is_left = |path: &Path, name: &str| match name.strip_prefix(FOLDER_PREFIX) {
        Some(rest) => {
            let process = rest.split('-').next().and_then(|process| process.parse().ok());
            process.is_none_or(|process| !is_running(process)) && is_unlocked_folder(path)
        }
        None => partial(name).is_some_and(|(_, process)| {
            !is_running(process) && is_unlocked(path) && may_be_database(path)
        }),
    };
    remove(folder, is_left)
}

/// Removes the incomplete files of processes that have ended before they completed the file at `target`.
pub fn remove_of(target: &Path) {
    let Some(target_name) = target.file_name().and_then(|name| name.to_str()) else {
        return;
    };
    let folder = target.parent().unwrap_or(Path::new(""));
    remove(folder, |path, name| {
        partial(name).is_some_and(|(of, process)| {
            of == target_name && !is_running(process) && is_unlocked(path)
        })
    });
}

fn remove(folder: &Path, is_left: impl Fn(&Path, &str) -> bool) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // A folder that cannot be read, and a file that cannot be removed, stay as they are.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let left = entries.filter_map(|entry| {
        let (path, name) = (entry.path(), entry.file_name());
        let is_folder = entry.file_type().ok()?.is_dir();
        let is_named = name.to_str()?.starts_with(FOLDER_PREFIX) == is_folder;
        (is_named && is_left(&path, name.to_str()?)).then_some((path, is_folder))
    });
    let left: Vec<_> = left.collect();
    let removed = left.into_iter().filter(|(path, is_folder)| {
        if *is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) }.is_ok()
    });
    removed.map(|(path, _)| path).collect()
}

/// The name of the complete file and the process, of the name of an incomplete file.
fn partial(name: &str) -> Option<(&str, u32)> {
    let name = PARTIAL_ENDS.iter().find_map(|end| name.strip_suffix(end))?;
    let (name, process) = name.rsplit_once('.')?;
    Some((name, process.parse().ok()?))
}

/// Whether another process with this id runs. If the id is that of this process, the other one has ended: it had the same
/// id in another container, or before a restart.
fn is_running(id: u32) -> bool {
    id != process::id() && is_other_running(id)
}

#[cfg(unix)]
fn is_other_running(id: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let process = i32::try_from(id).ok().and_then(Pid::from_raw);
    let exists =
        process.is_some_and(|process| test_kill_process(process) != Err(rustix::io::Errno::SRCH));
    exists && !has_ended(id)
}

/// Whether a process has ended, and only its parent does not know yet.
#[cfg(unix)]
fn has_ended(id: u32) -> bool {
    let state = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    state.rsplit_once(") ").is_some_and(|(_, state)| state.starts_with('Z'))
}

#[cfg(not(unix))]
fn is_other_running(_id: u32) -> bool {
    true
}

fn is_unlocked_folder(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|it| is_unlocked(&it.path()))))
}

/// Whether no process has locked the file. SQLite locks the one that it copies to, also one in another container, whose
/// processes have ids of their own.
#[cfg(unix)]
fn is_unlocked(path: &Path) -> bool {
    use rustix::fs::{FlockOperation, fcntl_lock};
    File::open(path)
        .is_ok_and(|file| fcntl_lock(&file, FlockOperation::NonBlockingLockShared).is_ok())
}

#[cfg(not(unix))]
fn is_unlocked(_path: &Path) -> bool {
    false
}

/// Whether a file is a database, or the start of one whose first page is not written yet, or a journal.
fn may_be_database(path: &Path) -> bool {
    if path.extension().is_none_or(|extension| extension != "partial") {
        return true;
    }
    let mut header = [0; DATABASE_HEADER.len()];
    let length = File::open(path).and_then(|mut file| file.read(&mut header)).unwrap_or(1);
    length == 0 || header == DATABASE_HEADER || header == [0; DATABASE_HEADER.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The id of a process that has ended.
    fn ended() -> u32 {
        let mut process = process::Command::new("true").spawn().unwrap();
        process.wait().unwrap();
        process.id()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn only_what_killed_processes_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut running = process::Command::new("sleep").arg("60").spawn().unwrap();
        let (left, runs) = (ended(), running.id());
        let left_names = [
            format!("a.db.{left}.partial"),
            format!("a.db.{left}.partial-journal"),
            format!("a.db.{}.partial", process::id()),
        ];
        let own_names = [
            format!("a.db.{runs}.partial"),
            "a.db".to_owned(),
            "a.db.7x.partial".to_owned(),
            "a.partial".to_owned(),
            format!("a.{left}.partial.txt"),
        ];
        for name in left_names.iter().chain(&own_names) {
            fs::write(path(name), DATABASE_HEADER).unwrap();
        }
        let of_user = format!("thesis.{left}.partial");
        fs::write(path(&of_user), "chapter 1").unwrap();
        for name in [format!(".consortia-copy-{left}-x"), ".consortia-copy-aBc".to_owned()] {
            fs::create_dir(path(&name)).unwrap();
            fs::write(path(&name).join("snapshot.sqlite"), DATABASE_HEADER).unwrap();
        }
        let in_use = format!(".consortia-copy-{runs}-x");
        fs::create_dir(path(&in_use)).unwrap();
        let removed = remove_from(folder.path());
        running.kill().unwrap();
        // Its parent, this process, has not asked for its end yet.
        while cfg!(target_os = "linux") && is_running(runs) {
            std::thread::yield_now();
        }
        running.wait().unwrap();
        assert_eq!(removed.len(), left_names.len() + 2, "{removed:?}");
        let mut kept = own_names.to_vec();
        kept.extend([in_use, of_user]);
        kept.sort();
        assert_eq!(names(folder.path()), kept);
    }

    #[test]
    fn incomplete_files_of_one_target_are_removed_whatever_they_hold() {
        let folder = tempfile::tempdir().unwrap();
        let left = ended();
        for name in ["a.csv", "b.csv"] {
            fs::write(folder.path().join(format!("{name}.{left}.partial")), "x").unwrap();
        }
        remove_of(&folder.path().join("a.csv"));
        assert_eq!(names(folder.path()), [format!("b.csv.{left}.partial")]);
    }
}
