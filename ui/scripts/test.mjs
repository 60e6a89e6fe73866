// Runs src/explorer/**/*.test.ts with the test runner of Node. Vite strips the types.

import { readdir } from 'node:fs/promises';
import { createServer } from 'vite';

const folder = new URL('../src/explorer/', import.meta.url);
const tests = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.ts')).sort();
const vite = await createServer({
  configFile: false,
  root: new URL('..', import.meta.url).pathname,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
for (const test of tests) await vite.ssrLoadModule(`/src/explorer/${test}`);
await vite.close();
