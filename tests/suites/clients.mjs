// JavaScript clients, used as their manuals show: queries, pages, errors, GET, persisted queries, ETags.
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
const INVALID = '{ organizations { nothingOfThatName } }';
const ONE = { count: 1 };

await apollo();
await urql();
await graphqlRequest();
await graphqlHttp();
await etags();
tally.end();

async function apollo() {
  const over = (link) => new ApolloClient({ link, cache: new InMemoryCache() });
  const ask = async (client, variables) =>
    (await client.query({ query: gql(PAGE), variables, fetchPolicy: 'network-only' })).data;
  const client = over(new HttpLink({ uri: url }));
  await tally.check('Apollo Client: two pages', () => twoPages((variables) => ask(client, variables)));
  await tally.check('Apollo Client: an invalid query is a GraphQL error, not a network error', async () => {
    const error = await rejection(client.query({ query: gql(INVALID) }));
    assert(CombinedGraphQLErrors.is(error), `${error.name}: ${error.message}`);
  });
  await tally.check('Apollo Client: queries by GET', async () => {
    const seen = [];
    const link = new HttpLink({ uri: url, useGETForQueries: true, fetch: recordingFetch(seen) });
    assertOneRow(await ask(over(link), ONE));
    assert(seen[0].method === 'GET', seen[0].method);
  });
  await tally.check('Apollo Client: a persisted query is registered once and then sent as its hash', async () => {
    const seen = [];
    const sha256 = (text) => createHash('sha256').update(text).digest('hex');
    const persisted = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
    const client = over(persisted.concat(new HttpLink({ uri: url, fetch: recordingFetch(seen) })));
    const salt = `Salt${Date.now()}`;
    const query = gql(PAGE.replace('query Page', `query ${salt}`));
    for (const count of [1, 2]) {
      const { data } = await client.query({ query, variables: { count }, fetchPolicy: 'network-only' });
      assert(data.organizations.edges.length === count, 'a page of another size');
    }
    const withText = seen.map(({ address, body }) => `${decodeURIComponent(address)}${body}`.includes(salt + '('));
    assert(String(withText) === 'false,true,false', `text sent: ${withText}`);
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
  await tally.check('urql: an invalid query is a GraphQL error, not a network error', async () => {
    const { error } = await client.query(INVALID, {}).toPromise();
    assert(error.graphQLErrors.length > 0 && !error.networkError, error.message);
  });
  await tally.check('urql: queries by GET', async () => {
    assertOneRow(await ask(ONE, { preferGetMethod: 'force', requestPolicy: 'network-only' }));
  });
}

async function graphqlRequest() {
  const client = new GraphQLClient(url);
  await tally.check('graphql-request: two pages', () => twoPages((variables) => client.request(PAGE, variables)));
  await tally.check('graphql-request: an invalid query throws an error with the GraphQL errors', async () => {
    const error = await rejection(client.request(INVALID));
    assert(error instanceof ClientError && error.response.errors?.length > 0, error.message);
  });
  await tally.check('graphql-request: queries by GET', async () => {
    assertOneRow(await new GraphQLClient(url, { method: 'GET', jsonSerializer: JSON }).request(PAGE, ONE));
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
  // The audits require the status 400, which the client reports as a network error with the response.
  await tally.check('graphql-http: the errors of an invalid query can be read', async () => {
    const error = await rejection(ask(INVALID));
    assert(error instanceof NetworkError && error.response.status === 400, error.message);
    assert((await error.response.json()).errors?.length > 0, 'no errors');
  });
}

async function etags() {
  const address = `${url}?${new URLSearchParams({ query: PAGE, variables: JSON.stringify(ONE) })}`;
  await tally.check('fetch: If-None-Match with the ETag of the response gives 304', async () => {
    const first = await fetch(address);
    assertOneRow((await first.json()).data);
    const tag = first.headers.get('etag');
    const conditional = await fetch(address, { headers: { 'if-none-match': tag } });
    assert(conditional.status === 304 && (await conditional.text()) === '', `status ${conditional.status}`);
    const other = await fetch(address, { headers: { 'if-none-match': '"other"' } });
    assert(other.status === 200 && other.headers.get('etag') === tag, `status ${other.status}`);
  });
}

/** Requests two pages, the second after the end cursor of the first. */
async function twoPages(ask) {
  const { organizations: first } = await ask({ count: 2 });
  const { endCursor, hasNextPage } = first.pageInfo;
  assert(first.edges.length === 2 && hasNextPage, 'the first page has not two rows and a next page');
  assert(endCursor === first.edges[1].cursor, 'the end cursor is not that of the last row');
  const { organizations: second } = await ask({ count: 2, after: endCursor });
  const ids = new Set([...first.edges, ...second.edges].map(({ node }) => node.id));
  assert(ids.size === 4, `${ids.size} different rows in two pages of two`);
}

function assertOneRow(data) {
  assert(data.organizations.edges.length === 1, 'expected one row');
}

/** A fetch that records its requests. */
function recordingFetch(seen) {
  return (address, options) => {
    seen.push({ address: String(address), method: options?.method ?? 'GET', body: options?.body ?? '' });
    return fetch(address, options);
  };
}

/** The error with which a promise rejects. */
async function rejection(promise) {
  const fulfilled = Symbol('fulfilled');
  const error = await promise.then(() => fulfilled, (error) => error);
  assert(error !== fulfilled, 'the promise did not reject');
  return error;
}

function assert(condition, message) {
  if (!condition) throw new Error(message);
}
