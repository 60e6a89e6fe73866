// Sends a request to the server and to the reference, and compares the responses.

import { getOperationAST, Kind, parse, print, validate, visit } from 'graphql';

import { settled } from './introspection.mjs';
import { executeNaively } from './naive.mjs';

/** Codes with which a request may be refused for being wrong. */
const REFUSALS = ['GRAPHQL_VALIDATION_FAILED', 'OPERATION_NOT_SUPPORTED', 'BAD_USER_INPUT'];

/** What graphql-js makes of a request: `{ data }`, `{ invalid }` or `{ refused }`. */
export async function expected({ schema, chains }, { query, variables, operationName }) {
  const document = parse(query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) {
    return { invalid: invalid[0].message };
  }
  if (!getOperationAST(document, operationName)) {
    return { refused: 'no such operation' };
  }
  const { data, errors } = await executeNaively(schema, chains, document, variables, operationName);
  if (errors) {
    const cause = errors.map((error) => error.originalError?.cause).find((code) => code !== undefined);
    return { refused: errors[0].message, cause };
  }
  return { data };
}

/** How the server's answer differs from what is expected: null where it does not, or a sentence. */
export async function difference(world, request) {
  const hoped = await expected(world, request);
  const { text, json } = await world.server.ask(request.query, request.variables, request.operationName);
  const code = json.errors?.[0]?.extensions?.code;
  if (code === 'QUERY_TOO_COMPLEX') {
    return { tooComplex: true };
  }
  if (hoped.data === undefined) {
    return refusal(hoped, code, json);
  }
  if (json.errors) {
    return { sentence: `refused with ${code} (${json.errors[0].message}), while graphql-js answers` };
  }
  if (JSON.stringify(json) !== text) {
    return { sentence: `the JSON does not read back as it was written: a key twice? ${text.slice(0, 200)}` };
  }
  const [theirs, ours] = [hoped.data, json.data].map((data) => JSON.stringify(settled(data)));
  return theirs === ours ? null : { sentence: `different data\n  graphql-js ${around(theirs, ours)}\n  server     ${around(ours, theirs)}` };
}

function refusal(hoped, code, json) {
  const why = hoped.invalid ?? hoped.refused;
  if (code === undefined || 'data' in json) {
    return { sentence: `answered, while graphql-js refuses it: ${why}` };
  }
  if (hoped.invalid && !['GRAPHQL_VALIDATION_FAILED', 'OPERATION_NOT_SUPPORTED'].includes(code)) {
    return { sentence: `refused with ${code} (${json.errors[0].message}), while graphql-js finds it invalid: ${why}` };
  }
  return REFUSALS.includes(code) ? null : { sentence: `refused with ${code}: ${json.errors[0].message}` };
}

/** The part of a text where it starts to differ from another. */
function around(text, other) {
  let at = 0;
  while (at < text.length && text[at] === other[at]) {
    at += 1;
  }
  return `…${text.slice(Math.max(0, at - 80), at + 120)}…`;
}

/** The smallest request that still differs, found by dropping one selection, argument or directive after the other. */
export async function minimized(world, request, patience) {
  const until = Date.now() + patience;
  const wasInvalid = 'invalid' in (await expected(world, request));
  let best = request;
  for (let at = 0; Date.now() < until; ) {
    const smaller = without(best, at);
    if (smaller === null) {
      return best;
    }
    if (await stillDiffers(world, smaller, wasInvalid)) {
      best = smaller;
    } else {
      at += 1;
    }
  }
  return best;
}

async function stillDiffers(world, request, mayBeInvalid) {
  try {
    if (!mayBeInvalid && validate(world.schema, parse(request.query)).length > 0) {
      return false;
    }
    return (await difference(world, request))?.sentence !== undefined;
  } catch {
    // The smaller text is not a valid document, for example because of an empty selection.
    return false;
  }
}

const DROPPED = [Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.ARGUMENT, Kind.DIRECTIVE, Kind.OBJECT_FIELD];

/** The request without the part of that number, and without what nothing uses any more. */
function without(request, number) {
  let count = 0;
  let found = false;
  const document = visit(parse(request.query), {
    enter(node) {
      if (DROPPED.includes(node.kind) && count++ === number) {
        found = true;
        return null;
      }
      return undefined;
    },
  });
  return found ? { ...request, query: print(tidied(document)) } : null;
}

/** A document without fragments and variables that are not used. */
export function tidied(document) {
  const spreads = new Set();
  const variables = new Set();
  visit(document, {
    FragmentSpread: ({ name }) => void spreads.add(name.value),
    VariableDefinition: () => false,
    Variable: ({ name }) => void variables.add(name.value),
  });
  const next = visit(document, {
    FragmentDefinition: ({ name }) => (spreads.has(name.value) ? undefined : null),
    VariableDefinition: ({ variable }) => (variables.has(variable.name.value) ? undefined : null),
  });
  return next.definitions.length === document.definitions.length ? next : tidied(next);
}
