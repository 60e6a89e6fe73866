// The reference: graphql-js executes documents with resolvers that only know paths.
//
// An object is a path from the root: field names, literal arguments and list indexes. A resolver sends a query
// for this path alone to the server and takes the value at its end. Merging, fragments, directives, variables,
// default values, order and nulls are therefore all done by graphql-js.

import {
  astFromValue,
  buildSchema,
  execute,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  print,
  TypeInfo,
} from 'graphql';

// A variable for a field of a @oneOf input object has to be non-null. graphql-js 16.15 does not check that if
// the input object itself is non-null.
const parentInputType = TypeInfo.prototype.getParentInputType;
TypeInfo.prototype.getParentInputType = function () {
  return getNullableType(parentInputType.call(this));
};

/** The server under test. */
export class Server {
  constructor(address) {
    this.origin = new URL(address).origin;
    this.asked = 0;
  }

  async sdl() {
    return (await fetch(`${this.origin}/schema.graphql`)).text();
  }

  /** The answer to a request: its text, and its JSON. */
  async ask(query, variables = {}, operationName = undefined) {
    this.asked += 1;
    const body = JSON.stringify({ query, variables, operationName });
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await response.text();
    return { text, json: JSON.parse(text) };
  }
}

/** The schema of an SDL. What its one scalar takes, an SDL cannot say: a text, whose form the server checks. */
export function schemaOf(sdl) {
  const schema = buildSchema(sdl);
  const date = schema.getType('PartialDate');
  date.parseValue = (value) => {
    if (typeof value !== 'string') {
      throw new TypeError('a date is a text');
    }
    return value;
  };
  date.parseLiteral = (node) => date.parseValue(node.kind === Kind.STRING ? node.value : null);
  return schema;
}

/** A chain of fields as a document; `tail` stands below its last field. */
export function chainText(steps, tail) {
  const inner = steps.reduceRight((below, { on, name, args }) => {
    const field = `${name}${args}${below === '' ? '' : ` { ${below} }`}`;
    return on === undefined ? field : `... on ${on} { ${field} }`;
  }, tail);
  return `{ ${inner} }`;
}

/** Arguments as literals. */
export function argumentsText(field, values) {
  const given = field.args.filter(({ name }) => Object.hasOwn(values, name));
  const texts = given.map(({ name, type }) => `${name}: ${print(astFromValue(values[name], type))}`);
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** Answers of the server to chains, each asked once. */
export class Chains {
  #server;
  #answers = new Map();

  constructor(server) {
    this.#server = server;
  }

  /** The answer to a chain; null where the server refuses it. */
  async ask(steps, tail = '') {
    const text = chainText(steps, tail);
    if (!this.#answers.has(text)) {
      this.#answers.set(text, this.#server.ask(text).then(({ json }) => json));
    }
    return this.#answers.get(text);
  }

  /** The value at the end of a chain, at the places in lists that its steps name. */
  async value(steps, tail) {
    const { data, errors } = await this.ask(steps, tail);
    if (errors) {
      throw new Error(errors[0].message, { cause: errors[0].extensions?.code });
    }
    return steps.reduce((value, { name, places }) => places.reduce((list, at) => list[at], value[name]), data);
  }
}

/** Executes a document with graphql-js over chains. */
export async function executeNaively(schema, chains, document, variableValues, operationName) {
  return execute({
    schema,
    document,
    variableValues,
    operationName,
    rootValue: { steps: [], isAbstract: false },
    fieldResolver: (object, args, _context, info) => resolve(chains, object, args, info),
    typeResolver: ({ typename }) => typename,
  });
}

async function resolve(chains, object, args, info) {
  const field = info.parentType.getFields()[info.fieldName];
  const on = object.isAbstract ? info.parentType.name : undefined;
  const step = { on, name: field.name, args: argumentsText(field, args), places: [] };
  const steps = [...object.steps, step];
  const named = getNamedType(field.type);
  if (!isCompositeType(named)) {
    return chains.value(steps);
  }
  return paths(steps, await chains.value(steps, '__typename'), field.type);
}

/** What the server said of a field's types, as paths. */
function paths(steps, found, type) {
  const own = getNullableType(type);
  if (found === null) {
    return null;
  }
  if (isListType(own)) {
    return found.map((item, at) => paths(within(steps, at), item, own.ofType));
  }
  if (isObjectType(own) && found.__typename !== own.name) {
    throw new Error(`${found.__typename} stands where ${own.name} was promised`);
  }
  return { steps, typename: found.__typename, isAbstract: isAbstractType(own) };
}

function within(steps, at) {
  const last = steps.at(-1);
  return [...steps.slice(0, -1), { ...last, places: [...last.places, at] }];
}
