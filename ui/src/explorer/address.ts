// Addresses: which page, and every choice that makes up its view. What an address says is what the page
// shows, and what the page shows is in its address. Pure: `readAddress` and `writeAddress` undo each other.

import { READINGS, type Reading } from './domain/affiliationRole';

export interface OrganizationView {
  page: 'organization';
  slug: string;
  /** The year or date shown; undefined is today. */
  asOf: string | undefined;
  undated: boolean;
  steps: 1 | 2;
  /** Readings shown; undefined is all of them. */
  roles: Reading[] | undefined;
  view: 'picture' | 'table' | undefined;
}

export type Address =
  | { page: 'home' }
  | OrganizationView
  | { page: 'changes'; slug: string; from: string; to: string }
  | { page: 'path'; from: string; to: string }
  | { page: 'search'; text: string }
  | { page: 'event' | 'program' | 'person' | 'source'; slug: string }
  | { page: 'about' }
  | { page: 'nowhere'; path: string };

export interface AddressRead {
  address: Address;
  /** Parameters that were not understood, for a notice. */
  ignored: string[];
  /** A language that the address asks for. */
  language: string | undefined;
}

const SLUGGED = { e: 'event', g: 'program', p: 'person', s: 'source' } as const;
const PREFIX = { event: 'e', program: 'g', person: 'p', source: 's' } as const;

/** `2007`, `2007-03` or `2007-03-10`: what the API takes as a date. */
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

export function isDate(text: string): boolean {
  return DATE.test(text);
}

export function readAddress(path: string, query: string): AddressRead {
  const values = new Values(query);
  const address = readPage(path.split('/').filter(Boolean).map(decode), values);
  const language = values.take('lang', (text) => (text === 'en' || text === 'fr' ? text : undefined));
  return { address, language, ignored: values.left() };
}

function readPage(parts: string[], values: Values): Address {
  const [first, slug, third] = parts;
  if (first === undefined) return { page: 'home' };
  if (first === 'about' && !slug) return { page: 'about' };
  if (first === 'search' && !slug) return { page: 'search', text: values.take('q', (text) => text) ?? '' };
  if (first === 'path' && !slug) {
    return { page: 'path', from: values.take('from', (text) => text) ?? '', to: values.take('to', (text) => text) ?? '' };
  }
  if (first === 'o' && slug && third === 'changes' && parts.length === 3) {
    const date = (text: string): string | undefined => (isDate(text) ? text : undefined);
    return { page: 'changes', slug, from: values.take('from', date) ?? '', to: values.take('to', date) ?? '' };
  }
  if (first === 'o' && slug && parts.length === 2) return readOrganization(slug, values);
  if (first in SLUGGED && slug && parts.length === 2) return { page: SLUGGED[first as keyof typeof SLUGGED], slug };
  return { page: 'nowhere', path: `/${parts.join('/')}` };
}

function readOrganization(slug: string, values: Values): OrganizationView {
  return {
    page: 'organization',
    slug,
    asOf: values.take('asOf', (text) => (isDate(text) ? text : undefined)),
    undated: values.take('undated', (text) => (text === '1' ? true : undefined)) ?? false,
    steps: values.take('steps', (text) => (text === '2' ? 2 : text === '1' ? 1 : undefined)) ?? 1,
    roles: values.take('roles', readRoles),
    view: values.take('view', (text) => (text === 'table' || text === 'picture' ? text : undefined)),
  };
}

function readRoles(text: string): Reading[] | undefined {
  const wanted = text.split(',').map((role) => role.toUpperCase().replace(/\.(IN|OUT|WITH)$/, (end) => end.toLowerCase()));
  if (!wanted.every((role): role is Reading => (READINGS as readonly string[]).includes(role))) return undefined;
  return READINGS.filter((reading) => (wanted as string[]).includes(reading));
}

export function writeAddress(address: Address): string {
  switch (address.page) {
    case 'home':
      return '/';
    case 'about':
      return '/about';
    case 'search':
      return `/search${query({ q: address.text })}`;
    case 'path':
      return `/path${query({ from: address.from, to: address.to })}`;
    case 'changes':
      return `/o/${encodeURIComponent(address.slug)}/changes${query({ from: address.from, to: address.to })}`;
    case 'organization':
      return `/o/${encodeURIComponent(address.slug)}${query({
        asOf: address.asOf,
        undated: address.undated ? '1' : undefined,
        steps: address.steps === 2 ? '2' : undefined,
        roles: address.roles?.map((reading) => reading.toLowerCase()).join(','),
        view: address.view,
      })}`;
    case 'nowhere':
      return address.path;
    default:
      return `/${PREFIX[address.page]}/${encodeURIComponent(address.slug)}`;
  }
}

/** The page of an organization as it opens by itself. */
export function organizationAt(slug: string, more: Partial<OrganizationView> = {}): OrganizationView {
  return { page: 'organization', slug, asOf: undefined, undated: false, steps: 1, roles: undefined, view: undefined, ...more };
}

/** The page of a thing by the name of its type. */
export function thingAt(type: string, slug: string): Address {
  switch (type) {
    case 'Person':
      return { page: 'person', slug };
    case 'Program':
      return { page: 'program', slug };
    case 'Event':
      return { page: 'event', slug };
    default:
      return organizationAt(slug);
  }
}

function query(values: Record<string, string | undefined>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  if (pairs.length === 0) return '';
  // Commas and colons are allowed in a query and read better as they are.
  return `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value as string).replaceAll('%2C', ',')}`).join('&')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Parameters, each taken once: what is left or cannot be read is reported. */
class Values {
  private readonly values: URLSearchParams;
  private readonly bad: string[] = [];

  constructor(query: string) {
    this.values = new URLSearchParams(query);
  }

  take<T>(name: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.values.get(name);
    this.values.delete(name);
    if (text === null || text === '') return undefined;
    const value = read(text);
    if (value === undefined) this.bad.push(`${name}=${text}`);
    return value;
  }

  left(): string[] {
    return [...this.bad, ...[...this.values].map(([name, value]) => `${name}=${value}`)];
  }
}
