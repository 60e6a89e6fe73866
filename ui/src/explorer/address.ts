// The addresses of the pages. An address names the page and everything that the reader has chosen on it, so
// that a link shows the same view. `parseAddress` and `formatAddress` are inverse to each other.
//
// The paths are in addresses.json, which the server reads too.

import PATHS from './addresses.json';
import { DIRECTED_ROLES, type DirectedRole } from './domain/affiliationRole';
import { isDate } from './domain/period';

export interface OrganizationAddress {
  page: 'organization';
  slug: string;
  /** The year or date shown; undefined is today. */
  asOf: string | undefined;
  /** Whether possible affiliations are shown. */
  includePossible: boolean;
  steps: 1 | 2;
  /** The roles shown; undefined is all of them. */
  roles: DirectedRole[] | undefined;
  /** Undefined is the default of the screen: a table on phones. */
  view: 'picture' | 'table' | undefined;
}

export type Address =
  | { page: 'home' | 'about' }
  | { page: 'search'; text: string }
  | { page: 'path'; from: string; to: string }
  | OrganizationAddress
  | { page: 'changes'; slug: string; from: string; to: string }
  | { page: 'event' | 'program' | 'person' | 'source' | 'topic'; slug: string }
  | { page: 'notFound'; path: string };

type Page = keyof typeof PATHS;

export interface ParsedAddress {
  address: Address;
  /** Parameters that are unknown or have an invalid value, as `name=value`. */
  ignored: string[];
  /** The language that the address asks for. */
  language: string | undefined;
}

export function parseAddress(path: string, query: string): ParsedAddress {
  const parameters = new Parameters(query);
  const match = matchPath(path);
  const address = match ? readParameters(match.page, match.slug, parameters) : { page: 'notFound' as const, path };
  const language = parameters.take('lang', languageOf);
  return { address, language, ignored: parameters.ignored() };
}

/** The language of the pages that a language tag asks for, as RFC 4647 looks it up: `fr` for `fr-CA` and `FR`. */
function languageOf(tag: string): string | undefined {
  const language = tag.toLowerCase().split('-')[0];
  return language === 'en' || language === 'fr' ? language : undefined;
}

/** The page whose path it is, and the slug in it. */
function matchPath(path: string): { page: Page; slug: string } | undefined {
  const segments = path.split('/').filter(Boolean);
  for (const [page, pattern] of Object.entries(PATHS)) {
    const expected = pattern.split('/').filter(Boolean);
    if (expected.length !== segments.length) continue;
    if (!expected.every((segment, i) => segment === '{slug}' || segment === segments[i])) continue;
    // Slugs are in lower case.
    return { page: page as Page, slug: decode(segments[expected.indexOf('{slug}')] ?? '').toLowerCase() };
  }
  return undefined;
}

function readParameters(page: Page, slug: string, parameters: Parameters): Address {
  const text = (value: string): string => value;
  const date = (value: string): string | undefined => (isDate(value) ? value : undefined);
  switch (page) {
    case 'home':
    case 'about':
      return { page };
    case 'search':
      return { page, text: parameters.take('q', text) ?? '' };
    case 'path':
      return { page, from: parameters.take('from', text) ?? '', to: parameters.take('to', text) ?? '' };
    case 'changes':
      return { page, slug, from: parameters.take('from', date) ?? '', to: parameters.take('to', date) ?? '' };
    case 'organization':
      return {
        page,
        slug,
        asOf: parameters.take('asOf', date),
        includePossible: takePossible(parameters),
        steps: parameters.take('steps', (value) => (value === '1' || value === '2' ? (Number(value) as 1 | 2) : undefined)) ?? 1,
        roles: parameters.take('roles', parseRoles),
        view: parameters.take('view', (value) => (value === 'table' || value === 'picture' ? value : undefined)),
      };
    default:
      return { page, slug };
  }
}

/** `possible=1`, which was `undated=1` at first. */
function takePossible(parameters: Parameters): boolean {
  return ['possible', 'undated'].map((name) => parameters.take(name, (value) => (value === '1' ? true : undefined))).includes(true);
}

/** `founder.in,partner.with`; undefined if one of them is unknown. */
function parseRoles(text: string): DirectedRole[] | undefined {
  const wanted = new Set(text.toLowerCase().split(','));
  const found = DIRECTED_ROLES.filter((directedRole) => wanted.has(directedRole.toLowerCase()));
  return found.length === wanted.size ? found : undefined;
}

export function formatAddress(address: Address): string {
  if (address.page === 'notFound') return address.path;
  const slug = 'slug' in address ? address.slug : '';
  return PATHS[address.page].replace('{slug}', encodeURIComponent(slug)) + formatParameters(address);
}

function formatParameters(address: Address): string {
  switch (address.page) {
    case 'search':
      return formatQuery({ q: address.text });
    case 'path':
    case 'changes':
      return formatQuery({ from: address.from, to: address.to });
    case 'organization':
      return formatQuery({
        asOf: address.asOf,
        possible: address.includePossible ? '1' : undefined,
        steps: address.steps === 2 ? '2' : undefined,
        roles: address.roles?.map((directedRole) => directedRole.toLowerCase()).join(','),
        view: address.view,
      });
    default:
      return '';
  }
}

function formatQuery(values: Record<string, string | undefined>): string {
  const pairs = Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1]));
  if (pairs.length === 0) return '';
  // A comma is allowed in a query, and easier to read as it is.
  return `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&')}`;
}

/** The page of an organization with its defaults. */
export function organizationAddress(slug: string, view: Partial<OrganizationAddress> = {}): OrganizationAddress {
  return { page: 'organization', slug, asOf: undefined, includePossible: false, steps: 1, roles: undefined, view: undefined, ...view };
}

/** The page of a record by its `__typename`. */
export function recordAddress(typename: string, slug: string): Address {
  switch (typename) {
    case 'Person':
      return { page: 'person', slug };
    case 'Program':
      return { page: 'program', slug };
    case 'Event':
      return { page: 'event', slug };
    case 'Topic':
      return { page: 'topic', slug };
    default:
      return organizationAddress(slug);
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The parameters of an address, each taken once. Those that are left over or invalid are ignored. */
class Parameters {
  private readonly values: URLSearchParams;
  private readonly invalid: string[] = [];

  constructor(query: string) {
    this.values = new URLSearchParams(query);
  }

  /** Takes a parameter and parses it; `parse` returns undefined for an invalid value. */
  take<T>(name: string, parse: (text: string) => T | undefined): T | undefined {
    const text = this.values.get(name);
    this.values.delete(name);
    if (text === null || text === '') return undefined;
    const value = parse(text);
    if (value === undefined) this.invalid.push(`${name}=${text}`);
    return value;
  }

  ignored(): string[] {
    return [...this.invalid, ...[...this.values].map(([name, value]) => `${name}=${value}`)];
  }
}
