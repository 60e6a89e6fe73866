// JavaScript clients as their manuals use them: queries, pages, mistakes, GET, persisted queries, tags.
// usage: node clients.mjs URL

import { createHash } from 'node:crypto';

import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client as Urql, cacheExchange, fetchExchange } from '@urql/core';
import { NetworkError, createClient as createHttpClient } from 'graphql-http';
import { ClientError, GraphQLClient } from 'graphql-request';

import { Tally } from './tally.mjs';

const [url] = process.argv.slice(2);
const tally = new Tally();

const PAGE = `query Page($count: Int!, $after: String) {
  organizations(first: $count, after: $after) {
    edges { cursor node { id name kinds } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;
const MISTAKE = '{ organizations { nothingOfThatName } }';
const ONE = { count: 1 };

await apollo();
await urql();
await graphqlRequest();
await graphqlHttp();
await tags();
tally.end();

async function apollo() {
  const over = (link) => new ApolloClient({ link, cache: new InMemoryCache() });
  const ask = async (client, variables) =>
    (await client.query({ query: gql(PAGE), variables, fetchPolicy: 'network-only' })).data;
  const client = over(new HttpLink({ uri: url }));
  await tally.check('Apollo Client: two pages', () => twoPages((variables) => ask(client, variables)));
  await tally.check('Apollo Client: a mistake is an error of GraphQL, not of the network', async () => {
    const error = await thrown(client.query({ query: gql(MISTAKE) }));
    holds(CombinedGraphQLErrors.is(error), `${error.name}: ${error.message}`);
  });
  await tally.check('Apollo Client: queries by GET', async () => {
    const seen = [];
    const link = new HttpLink({ uri: url, useGETForQueries: true, fetch: watched(seen) });
    hasOne(await ask(over(link), ONE));
    holds(seen[0].method === 'GET', seen[0].method);
  });
  await tally.check('Apollo Client: persisted queries register once and then go by their hash', async () => {
    const seen = [];
    const sha256 = (text) => createHash('sha256').update(text).digest('hex');
    const persisted = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
    const client = over(persisted.concat(new HttpLink({ uri: url, fetch: watched(seen) })));
    const salt = `Salt${Date.now()}`;
    const query = gql(PAGE.replace('query Page', `query ${salt}`));
    for (const count of [1, 2]) {
      const { data } = await client.query({ query, variables: { count }, fetchPolicy: 'network-only' });
      holds(data.organizations.edges.length === count, 'another page than asked for');
    }
    const withText = seen.map(({ address, body }) => `${decodeURIComponent(address)}${body}`.includes(salt + '('));
    holds(String(withText) === 'false,true,false', `text sent: ${withText}`);
  });
}

async function urql() {
  const client = new Urql({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
  const ask = async (variables, context) => {
    const { data, error } = await client.query(PAGE, variables, context).toPromise();
    if (error) throw error;
    return data;
  };
  await tally.check('urql: two pages', () => twoPages(ask));
  await tally.check('urql: a mistake is an error of GraphQL, not of the network', async () => {
    const { error } = await client.query(MISTAKE, {}).toPromise();
    holds(error.graphQLErrors.length > 0 && !error.networkError, error.message);
  });
  await tally.check('urql: queries by GET', async () => {
    hasOne(await ask(ONE, { preferGetMethod: 'force', requestPolicy: 'network-only' }));
  });
}

async function graphqlRequest() {
  const client = new GraphQLClient(url);
  await tally.check('graphql-request: two pages', () => twoPages((variables) => client.request(PAGE, variables)));
  await tally.check('graphql-request: a mistake is an error with its errors', async () => {
    const error = await thrown(client.request(MISTAKE));
    holds(error instanceof ClientError && error.response.errors?.length > 0, error.message);
  });
  await tally.check('graphql-request: queries by GET', async () => {
    hasOne(await new GraphQLClient(url, { method: 'GET', jsonSerializer: JSON }).request(PAGE, ONE));
  });
}

async function graphqlHttp() {
  const client = createHttpClient({ url });
  const ask = (query, variables) =>
    new Promise((resolve, reject) => {
      let last;
      const sink = { next: (result) => (last = result), error: reject, complete: () => resolve(last) };
      client.subscribe({ query, variables }, sink);
    });
  await tally.check('graphql-http: two pages', () => twoPages(async (variables) => (await ask(PAGE, variables)).data));
  // Its audits ask for the status 400, which its client takes for a failure; the errors are in the response.
  await tally.check('graphql-http: a mistake can be read', async () => {
    const error = await thrown(ask(MISTAKE));
    holds(error instanceof NetworkError && error.response.status === 400, error.message);
    holds((await error.response.json()).errors?.length > 0, 'no errors');
  });
}

async function tags() {
  const address = `${url}?${new URLSearchParams({ query: PAGE, variables: JSON.stringify(ONE) })}`;
  await tally.check('fetch: an answer that is known is not sent again', async () => {
    const first = await fetch(address);
    hasOne((await first.json()).data);
    const tag = first.headers.get('etag');
    const again = await fetch(address, { headers: { 'if-none-match': tag } });
    holds(again.status === 304 && (await again.text()) === '', `status ${again.status}`);
    const other = await fetch(address, { headers: { 'if-none-match': '"other"' } });
    holds(other.status === 200 && other.headers.get('etag') === tag, `status ${other.status}`);
  });
}

/** Two pages, the second after the cursor at the end of the first. */
async function twoPages(ask) {
  const { organizations: first } = await ask({ count: 2 });
  const { endCursor, hasNextPage } = first.pageInfo;
  holds(first.edges.length === 2 && hasNextPage, 'the first page has no two rows and a next page');
  holds(endCursor === first.edges[1].cursor, 'the end cursor is not that of the last row');
  const { organizations: second } = await ask({ count: 2, after: endCursor });
  const ids = new Set([...first.edges, ...second.edges].map(({ node }) => node.id));
  holds(ids.size === 4, `${ids.size} different rows in two pages of two`);
}

function hasOne(data) {
  holds(data.organizations.edges.length === 1, 'not one row');
}

/** A fetch that notes what it is asked. */
function watched(seen) {
  return (address, options) => {
    seen.push({ address: String(address), method: options?.method ?? 'GET', body: options?.body ?? '' });
    return fetch(address, options);
  };
}

async function thrown(promise) {
  const nothing = Symbol('nothing');
  const error = await promise.then(() => nothing, (error) => error);
  holds(error !== nothing, 'nothing was thrown');
  return error;
}

function holds(truth, otherwise) {
  if (!truth) throw new Error(otherwise);
}
