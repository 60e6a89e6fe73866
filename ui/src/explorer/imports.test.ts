// No file imports itself through others, and folders import each other in one direction only.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const ROOT = join(process.cwd(), 'src/explorer');

/** Folders in the order of their imports: each imports only from those before it, and from the root folder. */
const FOLDERS = [
  'api', 'domain', 'i18n', 'hooks', 'diagram/symbols', 'diagram/layout', 'diagram', 'components', 'organization', 'pages',
];

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$/.test(name));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import) '(\.[^']*)'/g)].flatMap(([, path]) => {
    const target = normalize(join(dirname(file), path as string));
    return [target, `${target}.ts`, `${target}.tsx`, join(target, 'index.ts')].filter((name) => imported(name));
  });
}

function imported(name: string): boolean {
  return /\.tsx?$/.test(name) && existsSync(join(ROOT, name));
}

test('no file imports itself through others', () => {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    assert.ok(!path.includes(file), `circular import: ${[...path, file].join(' -> ')}`);
    if (done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test('a folder imports only from folders before it', () => {
  for (const [file, targets] of imports) {
    const rank = FOLDERS.indexOf(dirname(file));
    if (rank < 0) continue;
    for (const target of targets) {
      const targetRank = FOLDERS.indexOf(dirname(target));
      assert.ok(targetRank <= rank, `${file} imports ${target}`);
    }
  }
});
