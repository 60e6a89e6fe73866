// Sends operations to /graphql of the server that served the page.

import type { GraphiQLProps } from 'graphiql';

type Fetcher = GraphiQLProps['fetcher'];
type Result = Awaited<ReturnType<Fetcher>>;

export const fetcher: Fetcher = async (operation, options): Promise<Result> => {
  const response = await post(JSON.stringify(operation), options?.headers);
  const text = await response.text();
  try {
    // A response with the status 400 has GraphQL errors too, which the response pane shows.
    return JSON.parse(text) as Result;
  } catch {
    throw new Error(`The response is not JSON. Status: ${response.status} ${response.statusText}. Body: ${text.slice(0, 300)}`);
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
    throw new Error('Connection lost: the server does not respond. Try again.');
  }
}
