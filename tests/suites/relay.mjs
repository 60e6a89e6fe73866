// Compiles Relay documents for every connection of the schema: paging through it, and refetching its owner.
// usage: node relay.mjs SCHEMA FOLDER

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildSchema, getNamedType, isNonNullType, isObjectType } from 'graphql';
import compiler from 'relay-compiler';

import { Tally } from './tally.mjs';

const [schemaFile, folder] = process.argv.slice(2);
const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
const nodes = schema.getPossibleTypes(schema.getType('Node'));
const owners = [schema.getQueryType(), ...nodes];
const documents = owners.flatMap((owner) => connections(owner).map((field) => documentsOf(owner, field)));

rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, 'src'), { recursive: true });
writeFileSync(path.join(folder, 'schema.graphql'), readFileSync(schemaFile));
const sources = documents.flatMap(({ texts }) => texts).map((text) => `graphql\`${text}\`;\n`);
writeFileSync(path.join(folder, 'src/suite.js'), `import { graphql } from 'relay-runtime';\n${sources.join('')}`);
const config = {
  src: 'src',
  language: 'typescript',
  schema: 'schema.graphql',
  artifactDirectory: 'artifacts',
  // Otherwise it would stage the files it writes.
  noSourceControl: true,
};
mkdirSync(path.join(folder, 'artifacts'));
writeFileSync(path.join(folder, 'relay.config.json'), JSON.stringify(config));

const tally = new Tally();
await tally.check('relay-compiler accepts every document', () => {
  try {
    execFileSync(compiler, ['relay.config.json'], { cwd: folder, stdio: 'pipe' });
  } catch (error) {
    throw new Error(`${error.stdout}${error.stderr}`);
  }
});
for (const name of documents.flatMap(({ names }) => names)) {
  await tally.check(`an artifact for ${name}`, () => {
    if (!existsSync(path.join(folder, `artifacts/${name}.graphql.ts`))) throw new Error('is missing');
  });
}
tally.end();

/** The fields of a type that are connections in the sense of Relay. */
function connections(owner) {
  return Object.values(owner.getFields()).filter((field) => {
    const args = field.args.map(({ name }) => name);
    const hasRequired = field.args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
    return getNamedType(field.type).name.endsWith('Connection') && args.includes('after') && !hasRequired;
  });
}

/** A fragment that pages through a connection, and a query that spreads it. */
function documentsOf(owner, field) {
  const stem = `suite${owner.name}${field.name[0].toUpperCase()}${field.name.slice(1)}`;
  const [fragment, pages, query] = [`suite_${owner.name}_${field.name}`, `${stem}Pages`, `${stem}Query`];
  const edge = getNamedType(getNamedType(field.type).getFields().edges.type);
  const node = getNamedType(edge.getFields().node.type);
  const inside = isObjectType(node) || node.getFields?.().id ? 'id' : '__typename';
  const spread = `...${fragment}`;
  const texts = [
    `fragment ${fragment} on ${owner.name}
     @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
     @refetchable(queryName: "${pages}") {
       ${field.name}(first: $count, after: $cursor) @connection(key: "${fragment}_${field.name}") {
         edges { cursor node { ${inside} } } } }`,
    owner === schema.getQueryType()
      ? `query ${query} { ${spread} }`
      : `query ${query}($id: ID!) { node(id: $id) { ${spread} @alias } }`,
  ];
  return { texts, names: [fragment, pages, query] };
}
