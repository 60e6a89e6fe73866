// Links that carry an operation: /graphiql#query=…&variables=…
// In the hash, not in the query string: so no operation lands in a server's log.

import type { Operation } from './examples';

export function operationIn(hash: string): Operation | undefined {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const query = values.get('query');
  if (!query?.trim()) return undefined;
  return { query, variables: readable(values.get('variables') ?? '') };
}

/** encodeURIComponent, not URLSearchParams: a space as `+` survives few chat programs. */
export function linkTo({ query, variables }: Operation): string {
  const carried = variables.trim() ? `&variables=${encodeURIComponent(compact(variables))}` : '';
  return `${location.origin}${location.pathname}#query=${encodeURIComponent(query)}${carried}`;
}

/**
 * The operation that this page's address carries. It is taken out of the address, because it now
 * lives in a tab: a reload would else open it once more beside its edited self.
 */
export function takeFromAddress(): Operation | undefined {
  const operation = operationIn(location.hash);
  if (operation) history.replaceState(history.state, '', location.pathname + location.search);
  return operation;
}

function readable(json: string): string {
  return rewrite(json, 2);
}

function compact(json: string): string {
  return rewrite(json, 0);
}

/** What is no JSON stays as it is: the editor will say what is wrong with it. */
function rewrite(json: string, indent: number): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, indent);
  } catch {
    return json;
  }
}
