// How the pages are built. The build script (build/npm.rs) runs it with --outDir; `npm run dev` serves the pages
// with hot reload and proxies requests for data to a running consortia.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import ADDRESSES from './src/explorer/addresses.json' with { type: 'json' };

// One entry for each page, so that no page loads the libraries of another.
const PAGES = ['explorer.html', 'graphiql.html'];

const SERVER = process.env.CONSORTIA_URL ?? 'http://127.0.0.1:8080';

// 11 takes ten times as long as 9 and saves a twelfth: for releases only.
const BROTLI_QUALITY = process.env.PROFILE === 'release' ? 11 : 9;

export default defineConfig({
  plugins: [brotliBeside(), explorerAtEveryAddress(), listsInQueryBuilder()],
  build: {
    rolldownOptions: { input: PAGES, onLog },
    // The editor of GraphiQL has 4 MB. A warning about it would hide others.
    chunkSizeWarningLimit: 5000,
    // The files become part of the binary, which should stay small.
    sourcemap: false,
    reportCompressedSize: false,
  },
  // For `npm run dev`: its bundler of dependencies does not support the `?worker` imports in these two.
  optimizeDeps: { exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'] },
  server: {
    // The examples are in queries/, beside this folder.
    fs: { allow: ['..'] },
    proxy: { '/graphql': SERVER, '/schema.graphql': SERVER },
  },
});

// Serves one page at all addresses of the Explorer, as src/web/pages does in the binary.
function explorerAtEveryAddress(): Plugin {
  const patterns = Object.values(ADDRESSES).map((address) => address.replace('{slug}', '[^/]+'));
  const explorer = new RegExp(`^(${patterns.join('|')})$`);
  return {
    name: 'explorer-at-every-address',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        if (explorer.test(path)) request.url = '/explorer.html';
        else if (path === '/graphiql') request.url = '/graphiql.html';
        next();
      });
    },
  };
}

// The query builder of GraphiQL does not know that an argument can be a list. It shows `roles: [FOUNDER, MEMBER]` as an empty
// field, which deletes the list if somebody types in it, and writes an error to the console. Here it shows the list as text.
// Its last version is of 2021, so this mends it while it is bundled.
function listsInQueryBuilder(): Plugin {
  const isVariable = "if (argValue.kind === 'Variable') {";
  const isList = `if (argValue.kind === 'ListValue') {
    input = React.createElement('span', null, (0, _graphql.print)(argValue));
  } else ${isVariable}`;
  return {
    name: 'lists-in-query-builder',
    transform(code, id) {
      if (!/graphiql-explorer\/dist\/Explorer\.js/.test(id)) return null;
      const parts = code.split(isVariable);
      if (parts.length !== 2) throw new Error('graphiql-explorer has changed: see listsInQueryBuilder in vite.config.ts');
      return parts.join(isList);
    },
  };
}

// Drops the warnings about "use client", a directive for servers that render React: there are hundreds of them.
function onLog(level: string, log: { code?: string }, write: (level: never, log: never) => void) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') write(level as never, log as never);
}

// Writes FILE.br beside each file that Brotli makes smaller, so that the build script needs no crate for it.
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
  const compressed = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  if (compressed.length < bytes.length) await writeFile(`${file}.br`, compressed);
}
