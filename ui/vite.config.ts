// How the pages are built. The build script (build/npm.rs) calls this with --outDir; `npm run dev` serves the pages with
// hot reload and passes what belongs to the API on to a running consortia.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

// Each page is an entry of its own, so that none pays for another's libraries.
const PAGES = ['explorer.html', 'graphiql.html'];

const API = process.env.CONSORTIA_URL ?? 'http://127.0.0.1:8080';

// 11 takes ten times as long and saves a twelfth: worth it in a release only.
const BROTLI_QUALITY = process.env.PROFILE === 'release' ? 11 : 9;

export default defineConfig({
  plugins: [brotliBeside(), explorerAtEveryAddress()],
  build: {
    rolldownOptions: { input: PAGES, onLog },
    // The editor is 4 MB whatever we do; a warning that cannot be heeded hides those that can.
    chunkSizeWarningLimit: 5000,
    // The bytes go into the binary: keep them few.
    sourcemap: false,
    reportCompressedSize: false,
  },
  // For `npm run dev`: its bundler of dependencies does not know the `?worker` in these two.
  optimizeDeps: { exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'] },
  server: {
    // The examples live beside this folder, in queries/.
    fs: { allow: ['..'] },
    proxy: { '/graphql': API, '/schema.graphql': API },
  },
});

// All addresses of the Explorer are one page, which reads its own address. In the binary that is the work of
// src/web/pages/explorer.rs.
function explorerAtEveryAddress(): Plugin {
  return {
    name: 'explorer-at-every-address',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/($|\?|(o|e|g|p|s)\/|(about|path|search)(\?|$))/.test(request.url ?? '')) request.url = '/explorer.html';
        else if (/^\/graphiql($|\?)/.test(request.url ?? '')) request.url = '/graphiql.html';
        next();
      });
    },
  };
}

// "use client" is meant for servers that render React; hundreds of such warnings hide the others.
function onLog(level: string, log: { code?: string }, write: (level: never, log: never) => void) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') write(level as never, log as never);
}

// Writes FILE.br beside each file that brotli makes smaller, so that the build script needs no crate for it.
function brotliBeside(): Plugin {
  return {
    name: 'brotli-beside',
    apply: 'build',
    async writeBundle(options) {
      const folder = options.dir ?? 'dist';
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      await Promise.all(files.map((entry) => compress(join(entry.parentPath, entry.name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  const packed = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  if (packed.length < bytes.length) await writeFile(`${file}.br`, packed);
}
