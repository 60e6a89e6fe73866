// Where the server runs: a group with little memory and a small disk, if this machine lets us make them.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MEGABYTE = 1 << 20;

/** A memory group of so many megabytes; null if none can be made. Of version 2 of control groups, or of version 1. */
export function memoryGroup(megabytes) {
  const name = `consortia-soak-${process.pid}`;
  const kinds = [
    { folder: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes', peak: 'memory.max_usage_in_bytes', kills: 'memory.oom_control' },
    { folder: '/sys/fs/cgroup', limit: 'memory.max', peak: 'memory.peak', kills: 'memory.events' },
  ];
  for (const kind of kinds) {
    const folder = path.join(kind.folder, name);
    try {
      mkdirSync(folder);
      writeFileSync(path.join(folder, kind.limit), String(megabytes * MEGABYTE));
    } catch {
      if (existsSync(folder)) rmdirSync(folder);
      continue;
    }
    const read = (file) => (existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : '');
    return {
      /** Moves the calling shell into the group; its command follows. */
      prefix: `echo $$ > ${folder}/cgroup.procs; exec "$@"`,
      kills: () => Number(read(kind.kills).match(/^oom_kill (\d+)/m)?.[1] ?? 0),
      peak: () => Number(read(kind.peak)) / MEGABYTE,
      remove: () => retry(() => rmdirSync(folder)),
    };
  }
  return null;
}

/** An empty folder, on a disk of its own of so many megabytes if one can be mounted. */
export function disk(megabytes) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consortia-soak-'));
  const [image, mount] = [path.join(folder, 'disk.img'), path.join(folder, 'disk')];
  mkdirSync(mount);
  let isOwn = true;
  try {
    // Not in memory: pages of a file system in memory would count towards the group.
    writeFileSync(image, '');
    truncateSync(image, megabytes * MEGABYTE);
    execFileSync('mkfs.ext4', ['-q', '-m', '0', image], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'loop', image, mount], { stdio: 'ignore' });
  } catch {
    isOwn = false;
  }
  return {
    folder: mount,
    isOwn,
    /** Megabytes in use: of the disk, or of the folder if it shares one. Files without a name count only on a disk of its own. */
    used: () => {
      if (!isOwn) return Number(execFileSync('du', ['-sm', mount]).toString().split('\t')[0]);
      const { blocks, bfree, bsize } = statfsSync(mount);
      return ((blocks - bfree) * bsize) / MEGABYTE;
    },
    remove: () => {
      if (isOwn) retry(() => execFileSync('umount', [mount], { stdio: 'ignore' }));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a process takes, with the processes that it started: megabytes, open files, threads. */
export function usage(root) {
  const total = { private: 0, resident: 0, files: 0, threads: 0, processes: [] };
  const queue = [root];
  while (queue.length > 0) {
    const id = queue.pop();
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const number = (line) => Number(status.match(new RegExp(`^${line}:\\s+(\\d+)`, 'm'))?.[1] ?? 0);
      total.resident += number('VmRSS') / 1024;
      // Pages of mapped files are the system's to take back.
      total.private += (number('RssAnon') + number('RssShmem')) / 1024;
      total.threads += number('Threads');
      total.files += Number(execFileSync('sh', ['-c', `ls /proc/${id}/fd | wc -l`]).toString());
      total.processes.push(id);
      queue.push(...readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
    } catch {
      // It has ended meanwhile.
    }
  }
  return total;
}

function retry(action) {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      return action();
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}
