// Sends operations to /graphql of the server that gave us the page, and remembers the answers of this
// visit. A read-only page whose views are named by their addresses needs no cleverer cache than that.

export interface Named {
  name: string;
  text: string;
}

/** An operation as scripts/operations.mjs writes it: its types travel with its text. */
export interface Operation<Data, Variables> extends Named {
  /** Never there: only carries the types. */
  __types?: (variables: Variables) => Data;
}

/** The server said no, or broke. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** Ties the answer to the server's log. */
    readonly requestId: string | undefined,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Nobody answered at all. */
export class ServerGone extends Error {}

const answers = new Map<string, unknown>();
/** Enough for a long visit; the oldest go first. */
const REMEMBERED = 200;

export async function ask<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const key = keyOf(operation, variables);
  const known = answers.get(key);
  if (known !== undefined) return known as Data;
  const data = await send<Data>(operation, variables, signal);
  answers.set(key, data);
  const oldest = answers.keys().next();
  if (answers.size > REMEMBERED && !oldest.done) answers.delete(oldest.value);
  return data;
}

/** The answer if it is at hand, so that going back draws at once. */
export function remembered<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Data | undefined {
  return answers.get(keyOf(operation, variables)) as Data | undefined;
}

function keyOf(operation: Named, variables: unknown): string {
  return `${operation.name} ${JSON.stringify(variables)}`;
}

async function send<Data>(operation: Named, variables: unknown, signal?: AbortSignal): Promise<Data> {
  const response = await post(JSON.stringify({ query: operation.text, operationName: operation.name, variables }), signal);
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const answer = (await response.json().catch(() => undefined)) as { data?: Data; errors?: { message: string }[] } | undefined;
  const problem = answer?.errors?.map((error) => error.message).join(' ');
  if (problem) throw new ApiError(problem, requestId, response.status);
  if (!response.ok || !answer?.data) throw new ApiError(`HTTP ${response.status} ${response.statusText}`.trim(), requestId, response.status);
  return answer.data;
}

async function post(body: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { accept: 'application/graphql-response+json, application/json;q=0.9', 'content-type': 'application/json' },
      body,
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServerGone();
  }
}
