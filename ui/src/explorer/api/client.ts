// Sends operations to /graphql of the server that served the page, and caches the data for this visit.

/** The name and the text of an operation. */
export interface OperationText {
  name: string;
  text: string;
}

/** An operation with the types of its data and variables, as scripts/operations.mjs generates it. */
export interface Operation<Data, Variables> extends OperationText {
  /** Never set: carries the types only. */
  __types?: (variables: Variables) => Data;
}

/** An error of a request or of a field. A field whose key no record has is null with the code NOT_FOUND: pages say that themselves. */
interface ResponseError {
  message: string;
  extensions?: { code?: string };
}

/** The server responded with GraphQL errors, or not with GraphQL at all. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** Finds the request in the server's log. */
    readonly requestId: string | undefined,
  ) {
    super(message);
  }
}

/** The server did not respond. */
export class ConnectionError extends Error {}

/** What the server says beside the data, such as that a key leads to another record. */
export interface Warning {
  code: string;
  message: string;
}

/** The warnings of data. Data without any is not in it. */
const warnings = new WeakMap<object, Warning[]>();

export function warningsOf(data: object | undefined): readonly Warning[] {
  return (data && warnings.get(data)) ?? [];
}

/** How long the server may take to respond, in ms. It gives up an operation after 5 s. */
const TIMEOUT = 20_000;

/** Data by operation and variables, the oldest first. */
const cache = new Map<string, unknown>();
const CACHE_SIZE = 200;

/** Returns the data of an operation, from the cache if it is there. */
export async function request<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables, signal?: AbortSignal): Promise<Data> {
  const cached = cachedData(operation, variables);
  if (cached !== undefined) return cached;
  const data = await send<Data>(operation, variables, signal);
  cache.set(cacheKey(operation, variables), data);
  const oldest = cache.keys().next();
  if (cache.size > CACHE_SIZE && !oldest.done) cache.delete(oldest.value);
  return data;
}

/** The data if it is in the cache, so that going back shows it at once. */
export function cachedData<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Data | undefined {
  return cache.get(cacheKey(operation, variables)) as Data | undefined;
}

export function cacheKey(operation: OperationText, variables: unknown): string {
  return `${operation.name} ${JSON.stringify(variables)}`;
}

async function send<Data>({ name, text }: OperationText, variables: unknown, signal?: AbortSignal): Promise<Data> {
  const response = await post(JSON.stringify({ query: text, operationName: name, variables }), signal);
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const body = (await response.json().catch(() => { if (signal?.aborted) throw signal.reason; })) as { data?: Data; errors?: ResponseError[]; extensions?: { warnings?: Warning[] } } | undefined;
  const errors = body?.errors?.filter((error) => !(body.data && error.extensions?.code === 'NOT_FOUND')).map((error) => error.message).join(' ');
  if (errors) throw new ApiError(errors, requestId);
  if (!response.ok || !body?.data) throw new ApiError(`HTTP ${response.status} ${response.statusText}`.trim(), requestId);
  if (body.extensions?.warnings) warnings.set(body.data as object, body.extensions.warnings);
  return body.data;
}

async function post(body: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { accept: 'application/graphql-response+json, application/json;q=0.9', 'content-type': 'application/json' },
      body,
      signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) : AbortSignal.timeout(TIMEOUT),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ConnectionError();
  }
}
