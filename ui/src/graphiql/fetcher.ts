// Sends operations to /graphql of the server that gave us this page.

import type { GraphiQLProps } from 'graphiql';

type Fetcher = GraphiQLProps['fetcher'];
type Answer = Awaited<ReturnType<Fetcher>>;

export const fetcher: Fetcher = async (operation, options): Promise<Answer> => {
  const response = await post(JSON.stringify(operation), options?.headers);
  const text = await response.text();
  try {
    // A refused operation answers 400 with GraphQL errors: they belong in the result pane.
    return JSON.parse(text) as Answer;
  } catch {
    throw new Error(`The server answered ${response.status} ${response.statusText}, not JSON: ${text.slice(0, 300)}`);
  }
};

async function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });
  } catch {
    throw new Error('The server does not answer. Is consortia still running?');
  }
}
