// Random introspection queries, and the differences in responses that the specification allows.

import { specifiedScalarTypes, isIntrospectionType } from 'graphql';

/** Lists whose order the specification does not say: sorted before answers are compared. */
const UNORDERED = ['types', 'possibleTypes', 'interfaces', 'directives'];

const REFERENCE = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const VALUE = `name description defaultValue type { ${REFERENCE} }`;
/** What can be asked of a type; the scalars and the types of introspection itself have texts of their own. */
const OF_TYPE = [
  'kind',
  '__typename',
  'description',
  'specifiedByURL',
  'ofType { name }',
  `fields { name description isDeprecated deprecationReason args { ${VALUE} } type { ${REFERENCE} } }`,
  'fields(includeDeprecated: true) { name type { ...Reference } }',
  'interfaces { name kind }',
  'possibleTypes { name __typename }',
  'enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }',
  `inputFields { ${VALUE} }`,
  'isOneOf',
];

/** One field of introspection at the root. */
export function introspection(schema, random, variables) {
  const alias = (name) => (random.chance(0.4) ? `x${random.whole(0, 99)}: ${name}` : name);
  if (random.chance(0.3)) {
    return `${alias('__schema')} { ${random.some(ofSchema(), random.whole(1, 4)).join(' ')} }`;
  }
  const own = Object.values(schema.getTypeMap()).filter((type) => !isForeign(type));
  const name = random.chance(0.1) ? 'Nothing' : random.one(own).name;
  const text = random.chance(0.4) ? variables.declare('String!', name) : JSON.stringify(name);
  const parts = random.some(OF_TYPE, random.whole(1, 5)).map((part) => part.replace('...Reference', REFERENCE));
  return `${alias('__type')}(name: ${text}) { ${['name', ...parts, ...parts.slice(0, 1)].join(' ')} }`;
}

function ofSchema() {
  return [
    'queryType { name kind __typename }',
    'mutationType { name }',
    'subscriptionType { name }',
    'types { name kind }',
    'types { name fields { name } inputFields { name defaultValue } enumValues { name } interfaces { name } possibleTypes { name } }',
    `directives { name isRepeatable args { name defaultValue type { ${REFERENCE} } } }`,
    '__typename',
  ];
}

/** Whether a type is described by the server's framework rather than by its schema. */
function isForeign(type) {
  return isIntrospectionType(type) || specifiedScalarTypes.some(({ name }) => name === type.name);
}

/**
 * An answer with the unordered lists of introspection sorted. Data of the registry has none of these.
 * Two answers of the server's framework are known to be wrong and are let pass: an interface that
 * implements none has `interfaces: null` instead of `[]`, and `__schema { description }`, which is
 * never generated, describes the type `__Schema`. Nor are the locations of directives: graphql-js has
 * one for @deprecated that only later drafts of the specification have, and so its types of introspection
 * have fields that the server's lack: these types are left out of lists.
 */
export function settled(value, key) {
  if (key === 'interfaces' && value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    if (key === 'types' && value.some((item) => item?.name === undefined)) {
      return [];
    }
    const items = value.filter((item) => !item?.name?.startsWith?.('__')).map((item) => settled(item));
    return UNORDERED.includes(key) ? items.sort(byText) : items;
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, settled(item, name)]));
  }
  return value;
}

function byText(one, other) {
  const [first, second] = [one, other].map((item) => JSON.stringify(item));
  return first < second ? -1 : Number(first > second);
}
