// Links with an operation: /graphiql#query=…&variables=…
// It is in the fragment, which browsers do not send, so that it is in no server's log.

import type { Operation } from './examples';

export function parseHash(hash: string): Operation | undefined {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const query = values.get('query');
  if (!query?.trim()) return undefined;
  return { query, variables: indented(values.get('variables') ?? '') };
}

/** Encoded by encodeURIComponent: URLSearchParams writes a space as `+`, which many chat programs break. */
export function linkTo({ query, variables }: Operation): string {
  const suffix = variables.trim() ? `&variables=${encodeURIComponent(compact(variables))}` : '';
  return `${location.origin}${location.pathname}#query=${encodeURIComponent(query)}${suffix}`;
}

/**
 * The operation in the address of the page. It is removed from the address, since it is now in a tab: otherwise
 * a reload would open it again beside its edited version.
 */
export function takeOperationFromAddress(): Operation | undefined {
  const operation = parseHash(location.hash);
  if (operation) history.replaceState(history.state, '', location.pathname + location.search);
  return operation;
}

function indented(json: string): string {
  return rewrite(json, 2);
}

function compact(json: string): string {
  return rewrite(json, 0);
}

/** Text that is not JSON stays as it is: the editor shows what is wrong with it. */
function rewrite(json: string, indent: number): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, indent);
  } catch {
    return json;
  }
}
