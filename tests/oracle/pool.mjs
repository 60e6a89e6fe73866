// Slugs and ids of real objects, which the server is asked for before documents are generated.

const LISTS = { Organization: 'organizations', Person: 'people', Program: 'programs', Event: 'events', Source: 'sources', Topic: 'topics' };
const OTHER_NODES = `{
  discrepancies(first: 20) { nodes { id } }
  affiliations(first: 20, history: true) { nodes { id } }
  figures(first: 20) { nodes { id } }
}`;

/** What the values of arguments are chosen from. */
export async function fill(server) {
  const things = {};
  for (const [type, list] of Object.entries(LISTS)) {
    things[type] = await everything(server, list, type);
  }
  const others = (await data(server, OTHER_NODES));
  const ids = [...Object.values(things).flat(), ...Object.values(others).flatMap(({ nodes }) => nodes)];
  return {
    keys: { ...keysOf(things), OrganizationKey: organizationKeys(things.Organization) },
    slugs: Object.values(things).flat().map(({ slug }) => slug),
    ids: ids.map(({ id }) => id),
    missing: await missingId(server, things.Organization[0].id),
    words: wordsOf(things),
    names: await clearNames(server, things.Organization),
  };
}

async function data(server, query) {
  const { json } = await server.ask(query);
  if (json.errors) {
    throw new Error(`the server does not answer ${query}: ${json.errors[0].message}`);
  }
  return json.data;
}

async function everything(server, list, type) {
  const more = { Organization: 'name identifiers { scheme value }', Source: '' }[type] ?? 'name';
  const found = [];
  for (let after = ''; ; ) {
    const answer = await data(server, `{ ${list}(first: 100${after}) { nodes { id slug ${more} } pageInfo { hasNextPage endCursor } } }`);
    const { nodes, pageInfo } = answer[list];
    found.push(...nodes);
    if (!pageInfo.hasNextPage) {
      return found;
    }
    after = `, after: ${JSON.stringify(pageInfo.endCursor)}`;
  }
}

function keysOf(things) {
  const entries = Object.entries(things).map(([type, list]) => {
    const keys = list.flatMap(({ id, slug }) => [{ slug }, { id }]);
    return [`${type}Key`, [...keys, { slug: 'nowhere' }]];
  });
  return Object.fromEntries(entries);
}

function organizationKeys(list) {
  const keys = list.flatMap(({ id, slug, identifiers }) => [
    { slug },
    { slug },
    { id },
    ...identifiers.map((identifier) => ({ identifier })),
    ...identifiers.filter(({ scheme }) => scheme === 'ROR').map(({ value }) => ({ ror: value })),
  ]);
  return [...keys, { slug: 'nowhere' }, { ror: 'nothing' }];
}

/** The id of a thing that is none: as wide as a real one, but of nothing. */
async function missingId(server, id) {
  const text = Buffer.from(id, 'base64url').toString();
  const other = Buffer.from(`${text}-that-is-none`).toString('base64url');
  const { node } = await data(server, `{ node(id: ${JSON.stringify(other)}) { id } }`);
  return node === null ? other : id;
}

function wordsOf(things) {
  const names = Object.values(things).flat().map(({ name }) => name).filter(Boolean);
  return [...new Set(names.flatMap((name) => name.split(/[^\p{L}]+/u)).filter((word) => word.length > 3))];
}

/** Names that mean one organization, so that they are keys. */
async function clearNames(server, organizations) {
  const clear = [];
  for (const { name } of organizations.slice(0, 30)) {
    const { json } = await server.ask(`{ organization(by: { name: ${JSON.stringify(name)} }) { id } }`);
    if (!json.errors) {
      clear.push(name);
    }
  }
  return clear;
}
