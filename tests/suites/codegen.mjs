// Types for the published queries, made by GraphQL Code Generator in both usual ways, and held to what
// TypeScript asks where it is strictest. usage: node codegen.mjs SCHEMA QUERIES FOLDER

import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

import { generate } from '@graphql-codegen/cli';
import { parse } from 'graphql';

import { Tally } from './tally.mjs';

/** Our scalar travels as a text; another one without a type here is an error. */
const SCALARS = { strictScalars: true, scalars: { PartialDate: 'string' } };

const [schema, queries, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const documents = readdirSync(queries).filter((name) => name.endsWith('.graphql')).map((name) => path.join(queries, name));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const tally = new Tally();
await tally.check('the client preset', () => made({ 'client/': { preset: 'client', config: { ...SCALARS, useTypeImports: true } } }));
// Both plugins declare enums, so each has a file of its own, and operations take them from the schema's.
const types = path.join(folder, 'types.ts');
await tally.check('typescript and typescript-operations', () =>
  made({
    'types.ts': { plugins: ['typescript'], config: SCALARS },
    'operations.ts': { plugins: ['typescript-operations'], config: { ...SCALARS, importSchemaTypesFrom: types } },
  }));
copyFileSync(new URL('use.ts', import.meta.url), path.join(folder, 'use.ts'));
await tally.check('every operation has a typed document', () => {
  const text = readFileSync(path.join(folder, 'client/graphql.ts'), 'utf8');
  for (const name of documents.flatMap(operations)) {
    if (!text.includes(`export const ${name}Document`)) throw new Error(name);
  }
});
await tally.check('tsc --strict', () => {
  const options = {
    strict: true, noEmit: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true,
    target: 'es2022', module: 'esnext', moduleResolution: 'bundler', types: [],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['.'] }));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'pipe' });
  } catch (error) {
    throw new Error(error.stdout);
  }
});
tally.end();

async function made(generates) {
  const files = Object.entries(generates).map(([name, config]) => [path.join(folder, name), config]);
  await generate({ schema, documents, generates: Object.fromEntries(files), silent: true, errorsOnly: true }, true);
}

function operations(file) {
  return parse(readFileSync(file, 'utf8')).definitions.filter(({ kind }) => kind === 'OperationDefinition').map(({ name }) => name.value);
}
