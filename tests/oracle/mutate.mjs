// Changes documents in one place. graphql-js decides whether the result is still valid.

import { isCompositeType, isInputType, Kind, parse, print, visit } from 'graphql';

const MUTANTS = 3;

/** Some changed versions of a request. */
export function mutants(schema, request, random) {
  const list = [];
  for (const change of random.some(Object.keys(CHANGES), MUTANTS)) {
    const document = parse(request.query, { noLocation: true });
    const variables = structuredClone(request.variables);
    const nodes = all(document, CHANGES[change].of);
    if (nodes.length > 0) {
      CHANGES[change].apply(random.one(nodes), { schema, random, nodes, document, variables });
      list.push({ ...request, query: print(document), variables, change });
    }
  }
  return list.filter(({ query }) => isDocument(query));
}

function isDocument(text) {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The nodes of some kinds in a document, to be changed in place. */
function all(document, kinds) {
  const nodes = [];
  visit(document, { enter: (node) => void (kinds.includes(node.kind) && nodes.push(node)) });
  return nodes;
}

const name = (value) => ({ kind: Kind.NAME, value });
const directive = (of, args) => ({ kind: Kind.DIRECTIVE, name: name(of), arguments: args });
const argument = (of, value) => ({ kind: Kind.ARGUMENT, name: name(of), value });
const yes = { kind: Kind.BOOLEAN, value: true };
const SCALARS = [
  // A string that is also a date: the form of dates is checked even if the value is not used.
  { kind: Kind.STRING, value: '2007' },
  { kind: Kind.INT, value: '7' },
  { kind: Kind.INT, value: '12345678901' },
  { kind: Kind.FLOAT, value: '7.5' },
  { kind: Kind.ENUM, value: 'WORD' },
  yes,
  { kind: Kind.NULL },
  { kind: Kind.LIST, values: [] },
  { kind: Kind.LIST, values: [{ kind: Kind.NULL }] },
  { kind: Kind.OBJECT, fields: [] },
  { kind: Kind.OBJECT, fields: [{ kind: Kind.OBJECT_FIELD, name: name('slug'), value: { kind: Kind.STRING, value: 'pscc' } }] },
];
const VALUES = [Kind.STRING, Kind.INT, Kind.ENUM, Kind.BOOLEAN, Kind.LIST, Kind.OBJECT, Kind.NULL, Kind.VARIABLE];

const JSONS = [null, null, 7, 7.5, 12345678901, '2007', true, [], [null], {}, { slug: 'pscc' }, { slug: null }, [{ slug: 'pscc' }], ['MEMBER']];

/** What can be done to a node of some kind. */
const CHANGES = {
  'another value': {
    of: [Kind.ARGUMENT, Kind.OBJECT_FIELD],
    apply: (node, { random }) => void (node.value = random.one(SCALARS)),
  },
  'a text for a word': {
    of: VALUES,
    apply: (node) => void (node.kind === Kind.ENUM && (node.kind = Kind.STRING)),
  },
  'an argument less': {
    of: [Kind.FIELD, Kind.DIRECTIVE],
    apply: (node) => void (node.arguments = node.arguments.slice(1)),
  },
  'an argument more': {
    of: [Kind.FIELD, Kind.DIRECTIVE],
    apply: (node, { random }) => void node.arguments.push(argument(random.one(['first', 'more', 'if', 'asOf']), random.one(SCALARS))),
  },
  'a key of another': {
    of: [Kind.FIELD],
    apply: (node, { random, nodes }) => {
      const other = random.one(nodes);
      node.alias = name((other.alias ?? other.name).value);
    },
  },
  'a field of another': {
    of: [Kind.FIELD],
    apply: (node, { random, nodes }) => void (node.name = random.one(nodes).name),
  },
  'a field as it stands elsewhere': {
    of: [Kind.SELECTION_SET],
    apply: (node, { random, document }) => void node.selections.push(structuredClone(random.one(all(document, [Kind.FIELD])))),
  },
  'another type': {
    of: [Kind.INLINE_FRAGMENT, Kind.FRAGMENT_DEFINITION],
    apply: (node, { schema, random }) => {
      const types = Object.values(schema.getTypeMap()).filter((type) => isCompositeType(type) || random.chance(0.02));
      node.typeCondition = { kind: Kind.NAMED_TYPE, name: name(random.one(types).name) };
    },
  },
  'another type of variable': {
    of: [Kind.VARIABLE_DEFINITION],
    apply: (node, { schema, random }) => {
      const types = Object.values(schema.getTypeMap()).filter((type) => isInputType(type) || random.chance(0.05));
      const named = { kind: Kind.NAMED_TYPE, name: name(random.chance(0.5) ? random.one(types).name : baseName(node.type)) };
      node.type = random.chance(0.3) ? { kind: Kind.LIST_TYPE, type: named } : named;
    },
  },
  'another default': {
    of: [Kind.VARIABLE_DEFINITION],
    apply: (node, { random }) => void (node.defaultValue = random.chance(0.3) ? undefined : random.one(SCALARS)),
  },
  'a directive more': {
    of: [Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.FRAGMENT_DEFINITION, Kind.OPERATION_DEFINITION],
    apply: (node, { random }) => {
      const more = [directive('skip', [argument('if', yes)]), directive('include', [argument('if', yes)]), directive('include', []), directive('deprecated', []), directive('other', [])];
      node.directives = [...(node.directives ?? []), random.one(more)];
    },
  },
  'no selections': {
    of: [Kind.FIELD],
    apply: (node) => void (node.selectionSet = node.selectionSet === undefined ? typenameOnly() : undefined),
  },
  'a definition less': {
    of: [Kind.DOCUMENT],
    apply: (node, { random }) => void (node.definitions.length > 1 && node.definitions.splice(random.whole(0, node.definitions.length - 1), 1)),
  },
  'a definition more': {
    of: [Kind.DOCUMENT],
    apply: (node, { random }) => void node.definitions.push(structuredClone(random.one(node.definitions))),
  },
  'another value of a variable': {
    of: [Kind.VARIABLE_DEFINITION],
    apply: (node, { random, variables }) => {
      // A nullable variable with a default value is allowed in a non-null position. The server rejects an
      // explicit null for it even if that position is never executed; cases.mjs tests this.
      const isMasked = node.defaultValue !== undefined && node.type.kind !== Kind.NON_NULL_TYPE;
      variables[node.variable.name.value] = random.one(isMasked ? JSONS.filter((value) => value !== null) : JSONS);
    },
  },
  'a value of a variable less': {
    of: [Kind.VARIABLE_DEFINITION],
    apply: (node, { variables }) => void delete variables[node.variable.name.value],
  },
  'a variable less': {
    of: [Kind.OPERATION_DEFINITION],
    apply: (node, { random }) => void node.variableDefinitions.splice(random.whole(0, 9), 1),
  },
  'a field twice': {
    of: [Kind.OBJECT],
    apply: (node, { random }) => void node.fields.push(structuredClone(random.one(node.fields))),
  },
  'another variable': {
    of: [Kind.VARIABLE],
    apply: (node, { random, nodes }) => void (node.name = random.one(nodes).name),
  },
  'another fragment': {
    of: [Kind.FRAGMENT_SPREAD],
    apply: (node, { random }) => void (node.name = name(`F${random.whole(0, 4)}`)),
  },
};

function baseName(type) {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : baseName(type.type);
}

function typenameOnly() {
  return { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: name('__typename'), arguments: [], directives: [] }] };
}
