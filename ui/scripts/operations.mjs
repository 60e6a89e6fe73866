// Writes src/explorer/api/operations.generated.ts: the text and the types of every operation in
// src/explorer/api/operations, checked against ../schema.graphql. `--check` only says whether the
// committed file is what would be written; a field that the schema lacks fails either way.
//
// The core of GraphQL Code Generator and one plugin, not its command line: that one brings a
// hundred packages for reading configurations we have none of.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, print, visit } from 'graphql';

const here = new URL('../src/explorer/api/', import.meta.url);
const out = new URL('operations.generated.ts', here);

const schema = buildSchema(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const names = (await readdir(new URL('operations/', here))).filter((name) => name.endsWith('.graphql')).sort();
const documents = await Promise.all(names.map(async (name) => ({
  location: name,
  document: parse(await readFile(new URL(`operations/${name}`, here), 'utf8'), { noLocation: true }),
})));

const types = await codegen({
  filename: 'operations.generated.ts',
  schema: parse(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8')),
  schemaAst: schema,
  documents,
  config: {},
  plugins: [{ operations: { scalars: { ID: 'string', PartialDate: 'string' }, enumsAsTypes: true, skipTypename: false, useTypeImports: true, inlineFragmentTypes: 'combine', dedupeFragments: true } }],
  pluginMap: { operations },
});

const text = `// Written by scripts/operations.mjs from operations/*.graphql and schema.graphql. Do not edit.\n\n`
  + `import type { Operation } from './client';\n\n${types.trim()}\n\n${texts()}`;

if (process.argv.includes('--check')) {
  const committed = await readFile(out, 'utf8').catch(() => '');
  if (committed !== text) {
    console.error('src/explorer/api/operations.generated.ts is out of date: run `npm run operations` in ui/');
    process.exit(1);
  }
} else {
  await writeFile(out, text);
}

/** One constant for each operation: its name, and its text with the fragments it uses. */
function texts() {
  const fragments = new Map();
  const found = [];
  for (const { document } of documents) {
    for (const definition of document.definitions) {
      if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition);
      else found.push(definition);
    }
  }
  return found.map((operation) => {
    const name = operation.name.value;
    const used = [operation, ...spreads(operation, fragments)].map(print).join('\n\n');
    return `export const ${name}: Operation<${name}Query, ${name}QueryVariables> = {\n`
      + `  name: ${JSON.stringify(name)},\n  text: ${JSON.stringify(used)},\n};\n`;
  }).join('\n');
}

function spreads(definition, fragments, seen = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment) throw new Error(`there is no fragment ${name.value}`);
      if (seen.has(fragment)) return;
      seen.add(fragment);
      spreads(fragment, fragments, seen);
    },
  });
  return [...seen];
}
