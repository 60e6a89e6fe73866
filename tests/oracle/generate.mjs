// Random valid documents, which use every feature of GraphQL queries.

import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  print,
  parse,
} from 'graphql';

import { introspection } from './introspection.mjs';
import { Values, Variables } from './values.mjs';

const DEEPEST = 5;
/** How many objects one document may bring at most, pages within pages multiplied. */
const MOST_OBJECTS = 300;
/** How many fields and fragments a document has at most, about. */
const MOST_SELECTIONS = 60;
const PAGE = 25;
/** What pages are made of comes oftener than by chance. */
const LIKELY = ['edges', 'nodes', 'node', 'pageInfo', 'totalCount'];

/** A document with its variables, from the next numbers of the random source. */
export async function generate(schema, chains, pool, random) {
  return new Generator(schema, chains, pool, random).request();
}

class Generator {
  constructor(schema, chains, pool, random) {
    Object.assign(this, { schema, chains, pool, random });
    this.variables = new Variables();
    this.values = new Values(random, pool, this.variables);
    this.fragments = [];
    /** What each key of the answer stands for: always the same, so that equal keys merge. */
    this.keys = new Map();
    this.count = 0;
  }

  async request() {
    const { random } = this;
    const root = { steps: [], weight: 1, depth: DEEPEST };
    let selections = await this.selections(this.schema.getQueryType(), root, random.whole(2, 4));
    if (random.chance(0.15)) {
      selections.splice(random.whole(0, selections.length), 0, introspection(this.schema, random, this.variables));
    }
    const name = random.chance(0.5) ? 'Walk' : '';
    const { declared, values } = this.variables;
    const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
    const texts = [`query ${name}${head} ${braces(selections)}`, ...this.fragments.map(({ text }) => text)];
    const others = name !== '' && random.chance(0.3);
    if (others) {
      texts.splice(random.whole(0, texts.length), 0, 'query Other { __typename }');
    }
    const query = print(parse(random.chance(0.3) ? texts.reverse().join('\n') : texts.join('\n')));
    return { query, variables: values, operationName: others ? name : undefined };
  }

  /** Selections of a type whose objects stand at the end of a chain. */
  async selections(type, at, count = this.random.whole(1, 4)) {
    const { random } = this;
    const list = [];
    if (random.chance(isAbstractType(type) ? 0.7 : 0.15)) {
      list.push(`${random.chance(0.3) ? `t${random.whole(0, 9)}: ` : ''}__typename`);
    }
    if (!isObjectType(type)) {
      list.push(...(await this.branches(type, at)));
    }
    for (const field of this.fields(type, at, count)) {
      list.push(...(await this.field(type, field, at)));
    }
    if (list.length === 0) {
      list.push('__typename');
    }
    return this.rearranged(type, at, list);
  }

  fields(type, { depth }, count) {
    const { random } = this;
    const fields = Object.values(type.getFields?.() ?? {});
    const open = fields.filter((field) => (depth > 1 && this.count < MOST_SELECTIONS) || !isCompositeType(getNamedType(field.type)));
    const likely = open.filter(({ name }) => LIKELY.includes(name) && random.chance(0.6));
    return [...new Set([...random.some(open, Math.max(0, count - likely.length)), ...likely])];
  }

  /** Fragments on types that an object of an abstract type can have. */
  async branches(type, at) {
    const { random, schema } = this;
    const isOpen = at.depth > 0 && this.count < MOST_SELECTIONS;
    const types = Object.values(schema.getTypeMap()).filter((other) => isObjectType(other) || (isOpen && isCompositeType(other)));
    const others = types.filter((other) => doTypesOverlap(schema, type, other));
    const list = [];
    for (const other of random.some(others, random.whole(isOpen ? 1 : 0, isOpen ? 4 : 1))) {
      this.count += 1;
      const depth = isObjectType(other) ? at.depth : Math.max(0, at.depth - 2);
      const inner = await this.selections(other, { ...at, on: other.name, depth }, random.whole(1, 3));
      list.push(`... on ${other.name}${this.directives()} ${braces(inner)}`);
    }
    return list;
  }

  /** A field: once, or several times with the same arguments and different selections. */
  async field(type, field, at) {
    const { random } = this;
    this.count += 1;
    const { literals, dressed } = await this.arguments(field, at);
    const named = getNamedType(field.type);
    const key = this.key(`${field.name}${dressed}:${field.type}`, field.name);
    const text = async () => {
      const head = `${key === field.name ? '' : `${key}: `}${field.name}${dressed}${this.directives()}`;
      return isCompositeType(named) ? `${head} ${braces(await this.selections(named, this.below(field, literals, at)))}` : head;
    };
    const list = [await text()];
    while (random.chance(0.15) && this.count < MOST_SELECTIONS) {
      list.push(await text());
    }
    return list;
  }

  /** The place below a field. */
  below(field, literals, { steps, on, weight, depth }) {
    const step = { on, name: field.name, args: argumentsText(literals), places: [] };
    return { steps: [...steps, step], weight: weight * pageSize(field, literals), depth: depth - 1 };
  }

  /** The key of a field in the answer: its name, unless that stands for something else already. */
  key(meaning, name) {
    const { random, keys } = this;
    let key = random.chance(0.2) ? `${name}${random.whole(1, 3)}` : name;
    while (keys.has(key) && keys.get(key) !== meaning) {
      key = `${name}_${keys.size}`;
    }
    keys.set(key, meaning);
    return key;
  }

  /** The arguments of a field: as literals, and as they stand in the document. */
  async arguments(field, at) {
    const literals = new Map();
    const dressed = [];
    for (const argument of await this.chosen(field, at)) {
      const hasDefault = argument.defaultValue !== undefined;
      literals.set(argument.name, argument.literal);
      dressed.push(`${argument.name}: ${this.values.dressed(argument.type, argument.literal, hasDefault)}`);
    }
    for (const argument of field.args.filter(({ name }) => !literals.has(name))) {
      const nothing = this.values.nothing(argument.type);
      if (nothing !== undefined) {
        dressed.push(`${argument.name}: ${nothing}`);
      }
    }
    const texts = this.random.some(dressed, dressed.length);
    return { literals, dressed: texts.length > 0 ? `(${texts.join(', ')})` : '' };
  }

  /** Which arguments of a field have a value, with it. */
  async chosen(field, at) {
    const { random, values } = this;
    const list = [];
    const isPage = field.args.some(({ name }) => name === 'first');
    const mustBeShort = isPage && at.weight * PAGE > MOST_OBJECTS / 2;
    const direction = random.chance(0.3) ? 'last' : 'first';
    for (const argument of field.args) {
      const { name } = argument;
      if (['first', 'last'].includes(name)) {
        if (name === direction && (mustBeShort || random.chance(0.5))) {
          list.push({ ...argument, literal: String(random.whole(1, at.weight > MOST_OBJECTS / 5 ? 1 : 5)) });
        }
      } else if (!['after', 'before'].includes(name) && (isNonNullType(argument.type) || random.chance(0.22))) {
        list.push({ ...argument, literal: values.literal(argument.type, name) });
      }
    }
    const keys = list.find(({ type }) => getNamedType(type).name === 'GroupKey');
    if (keys && !(await this.isTaken(field, keys.literal, at))) {
      return this.withOtherKey(field, list, keys, at);
    }
    if (list.some(isBound) && !(await this.isAccepted(field, list, at))) {
      return list.filter((argument) => !isBound(argument));
    }
    if (isPage && random.chance(0.25)) {
      list.push(...(await this.cursors(field, list, at)));
    }
    return list;
  }

  /**
   * Whether the server takes keys of groups. The schema does not say which a list has, and the server refuses others even if no
   * item leads to the list, which graphql-js never notices.
   */
  async isTaken(field, literal, at) {
    const [{ name }] = field.args.filter(({ type }) => getNamedType(type).name === 'GroupKey');
    const step = { on: at.on, name: field.name, args: argumentsText(new Map([[name, literal]])), places: [] };
    const { errors } = await this.chains.ask([...at.steps, step], field.name === 'groups' ? 'count' : '');
    return errors?.[0].extensions?.code !== 'BAD_USER_INPUT';
  }

  /** Whether the server accepts arguments: it refuses some together, such as a filter without `some`, whatever leads to the list. */
  async isAccepted(field, list, at) {
    const literals = new Map(list.map(({ name, literal }) => [name, literal]));
    const step = { on: at.on, name: field.name, args: argumentsText(literals), places: [] };
    const { errors } = await this.chains.ask([...at.steps, step], isCompositeType(getNamedType(field.type)) ? '__typename' : '');
    return errors?.[0].extensions?.code !== 'BAD_USER_INPUT';
  }

  /** The arguments with one key that the server takes, or without one where it can be left out. */
  async withOtherKey(field, list, keys, at) {
    const others = list.filter((argument) => argument !== keys);
    for (const { name } of this.random.some(getNamedType(keys.type).getValues(), 99)) {
      if (await this.isTaken(field, name, at)) {
        return [...others, { ...keys, literal: name }];
      }
    }
    return others;
  }

  /** Cursors that the server gives for the same list. */
  async cursors(field, chosen, at) {
    const { random } = this;
    const kept = chosen.filter(({ name }) => !['first', 'last'].includes(name));
    const literals = new Map(kept.map(({ name, literal }) => [name, literal]));
    const step = { on: at.on, name: field.name, args: argumentsText(new Map([...literals, ['first', '6']])), places: [] };
    const { data } = await this.chains.ask([...at.steps, step], 'edges { cursor }');
    const found = cursorsIn(data ?? null);
    const names = random.one([['after'], ['before'], ['after', 'before']]);
    if (found.length < names.length) {
      return [];
    }
    const places = random.some([...found.keys()], names.length).sort((one, other) => one - other);
    return names.map((name, at) => ({ ...field.args.find((argument) => argument.name === name), literal: JSON.stringify(found[places[at]]) }));
  }

  /** The same selections, some of them in fragments, in another order now and then. */
  rearranged(type, at, list) {
    const { random } = this;
    let own = random.chance(0.3) ? random.some(list, list.length) : list;
    if (random.chance(0.3)) {
      const from = random.whole(0, own.length - 1);
      const taken = own.slice(from, random.whole(from + 1, own.length));
      const spread = random.chance(0.5) ? this.inline(type, taken) : this.named(type, taken, at);
      own = [...own.slice(0, from), spread, ...(random.chance(0.2) ? taken : []), ...own.slice(from + taken.length)];
    }
    const known = this.fragments.filter((fragment) => this.fits(fragment, type, at));
    if (known.length > 0 && random.chance(0.3)) {
      own.splice(random.whole(0, own.length), 0, `...${random.one(known).name}${this.directives()}`);
    }
    return own;
  }

  inline(type, list) {
    const on = this.random.chance(0.4) ? '' : ` on ${type.name}`;
    return `...${on}${this.directives()} ${braces(list)}`;
  }

  named(type, list, { weight, depth }) {
    const name = `F${this.fragments.length}`;
    const text = `fragment ${name} on ${type.name} ${braces(list)}`;
    this.fragments.push({ name, type, text, weight, depth });
    return `...${name}${this.directives()}`;
  }

  /** Whether a fragment written elsewhere can be spread here without making the document too large. */
  fits(fragment, type, { weight, depth }) {
    return doTypesOverlap(this.schema, fragment.type, type) && weight <= fragment.weight && depth >= fragment.depth;
  }

  directives() {
    const { random } = this;
    if (!random.chance(0.12)) {
      return '';
    }
    return random.some(['skip', 'include'], random.chance(0.2) ? 2 : 1).map((name) => ` @${name}(if: ${this.condition(name)})`).join('');
  }

  condition(name) {
    const { random } = this;
    const value = random.chance(0.65) === (name === 'include');
    return random.one([
      () => String(value),
      () => this.variables.declare('Boolean!', value),
      () => this.variables.declare(`Boolean! = ${!value}`, value),
      () => this.variables.declare(`Boolean = ${value}`, undefined),
    ])();
  }
}

function braces(list) {
  return `{ ${list.join(' ')} }`;
}

function argumentsText(literals) {
  return literals.size === 0 ? '' : `(${[...literals].map(([name, literal]) => `${name}: ${literal}`).join(', ')})`;
}

function pageSize(field, literals) {
  if (!field.args.some(({ name }) => name === 'first')) {
    return 1;
  }
  return Number(literals.get('first') ?? literals.get('last') ?? PAGE);
}

/** Cursors of the first list of edges in an answer that has any. */
function cursorsIn(value) {
  if (Array.isArray(value)) {
    const cursors = value.map((item) => item?.cursor).filter((cursor) => cursor !== undefined);
    return cursors.length > 0 ? cursors : (value.map(cursorsIn).find((list) => list.length > 0) ?? []);
  }
  if (value !== null && typeof value === 'object') {
    return Object.values(value).map(cursorsIn).find((list) => list.length > 0) ?? [];
  }
  return [];
}

/** Whether the value of an argument is bound by rules that the schema does not tell. */
function isBound({ name, type }) {
  return ['certainty', 'history', 'roles', 'via'].includes(name) || (isInputObjectType(getNamedType(type)) && !isNonNullType(type));
}
