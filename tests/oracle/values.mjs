// Random values of arguments, as GraphQL literals or as variables.

import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parseValue,
  print,
  valueFromASTUntyped,
} from 'graphql';

const DATES = ['1999', '2003', '2007', '2007-06', '2011-01-01', '2015', '2019-06', '2021', '2022-02-14', '2023', '2030'];
/** How deep filters stand in filters. */
const DEEPEST = 2;

/** Chooses the arguments of fields. */
export class Values {
  constructor(random, pool, variables) {
    Object.assign(this, { random, pool, variables });
  }

  /** A literal of a type, for an argument or input field of that name. */
  literal(type, name, depth = 0) {
    const own = getNullableType(type);
    if (isListType(own)) {
      return this.list(own.ofType, name, depth);
    }
    if (isEnumType(own)) {
      return this.random.one(own.getValues()).name;
    }
    if (isInputObjectType(own)) {
      return this.object(own, name, depth);
    }
    return this.scalar(own.name, name);
  }

  scalar(type, name) {
    const { random, pool } = this;
    const text = (value) => JSON.stringify(value);
    if (type === 'Boolean') {
      return String(random.chance(0.5));
    }
    if (type === 'PartialDate') {
      return text(random.one(DATES));
    }
    if (type === 'Int') {
      return String({ hops: random.whole(1, 2), maxNodes: random.whole(2, 30), limit: random.whole(1, 3) }[name] ?? random.whole(1, 5));
    }
    if (type === 'Float') {
      return String({ lat: random.whole(40, 55), lon: random.whole(-5, 10), km: random.whole(1, 900) }[name] ?? random.whole(0, 5_000));
    }
    if (type === 'ID') {
      return text(random.chance(0.1) ? pool.missing : random.one(pool.ids));
    }
    const texts = { language: ['fr', 'en', 'de'], slug: pool.slugs, countries: ['FR', 'US', 'DE'], unitCode: ['1', '%'], city: ['Paris', 'Villejuif'] };
    return text(random.one(texts[name] ?? pool.words));
  }

  list(item, name, depth) {
    const { random } = this;
    const most = depth > 0 && isInputObjectType(getNullableType(item)) ? 2 : 3;
    const least = name === 'of' ? 2 : name === 'ids' || random.chance(0.9) ? 1 : 0;
    const items = Array.from({ length: random.whole(least, Math.max(least, most)) }, () => this.literal(item, name, depth));
    // A single value is coerced to a list with this value.
    return items.length === 1 && random.chance(0.4) ? items[0] : `[${items.join(', ')}]`;
  }

  object(type, name, depth) {
    const { random, pool } = this;
    if (type.isOneOf) {
      return this.key(type);
    }
    if (type.name === 'DateRange') {
      const [from, to] = random.some([0, 1, 2, 4, 5, 6, 7, 8, 9, 10], 2).sort((one, other) => one - other);
      return random.one([`{ from: "${DATES[from]}", to: "${DATES[to]}" }`, `{ from: "${DATES[from]}" }`, `{ to: "${DATES[to]}" }`]);
    }
    if (type.name === 'StringFilter') {
      const word = () => this.scalar('String', name);
      return `{ ${random.one(['in', 'notIn'])}: [${word()}, ${word()}] }`;
    }
    const fields = Object.values(type.getFields());
    const required = fields.filter((field) => isNonNullType(field.type));
    const free = fields.filter((field) => !isNonNullType(field.type) && (depth < DEEPEST || !nests(field)));
    const chosen = [...required, ...random.some(free, random.whole(1, 2))];
    const texts = chosen.map((field) => `${field.name}: ${this.literal(field.type, field.name, depth + 1)}`);
    return `{ ${texts.join(', ')} }`;
  }

  /** One of the ways to name a thing. */
  key(type) {
    const { random, pool } = this;
    if (type.name === 'OrganizationKey' && pool.names.length > 0 && random.chance(0.15)) {
      return `{ name: ${JSON.stringify(random.one(pool.names))} }`;
    }
    const [[name, value]] = Object.entries(random.one(pool.keys[type.name]));
    const text = typeof value === 'string' ? JSON.stringify(value) : `{ scheme: ${value.scheme}, value: ${JSON.stringify(value.value)} }`;
    return `{ ${name}: ${text} }`;
  }

  /** The same value as it may stand in a document: parts of it in variables. */
  dressed(type, literal, hasDefault = false) {
    return this.dress(parseValue(literal, { noLocation: true }), type, hasDefault, false);
  }

  dress(node, type, hasDefault, mustBeGiven) {
    const { random } = this;
    if (random.chance(0.18)) {
      return this.variable(node, type, mustBeGiven);
    }
    const own = getNullableType(type);
    if (node.kind === 'ListValue') {
      const items = node.values.map((item) => this.dress(item, own.ofType, false, false));
      return `[${items.join(', ')}]`;
    }
    if (node.kind === 'ObjectValue') {
      const input = isListType(own) ? getNullableType(own.ofType) : own;
      const fields = node.fields.map(({ name, value }) => {
        const field = input.getFields()[name.value];
        return `${name.value}: ${this.dress(value, field.type, field.defaultValue !== undefined, input.isOneOf)}`;
      });
      return `{ ${fields.join(', ')} }`;
    }
    return print(node);
  }

  /** A new variable that brings a value: given, by default, or given over a default. */
  variable(node, type, mustBeGiven) {
    const { random } = this;
    const strict = isNonNullType(type) || mustBeGiven;
    const bare = String(getNullableType(type));
    const value = valueFromASTUntyped(node);
    const choice = random.whole(0, 3);
    if (choice === 0 && !mustBeGiven) {
      return this.variables.declare(`${bare} = ${print(node)}`, undefined);
    }
    if (choice === 1) {
      return this.variables.declare(`${bare}! = ${print(node)}`, random.chance(0.5) ? value : undefined);
    }
    return this.variables.declare(strict || random.chance(0.3) ? `${bare}!` : bare, value);
  }

  /** Something for an argument that has no value: nothing, null, or a variable that brings neither. */
  nothing(type) {
    const { random, variables } = this;
    if (isNonNullType(type) || !random.chance(0.12)) {
      return undefined;
    }
    return random.one([
      () => 'null',
      () => variables.declare(String(type), undefined),
      () => variables.declare(String(type), null),
      () => variables.declare(`${type} = null`, undefined),
    ])();
  }
}

/** The variables of a document in the making. */
export class Variables {
  declared = [];
  values = {};

  declare(type, value) {
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${type}`);
    if (value !== undefined) {
      this.values[name] = value;
    }
    return `$${name}`;
  }
}

function nests({ name, type }) {
  return ['and', 'or', 'not'].includes(name) || (isInputObjectType(getNullableType(type)) && getNullableType(type).name === 'AffiliatedWithFilter');
}
