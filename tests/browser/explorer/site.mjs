// What the checks of the Explorer share: its addresses, and how to open a page and ask the API.

import { newContext, recordFailures } from '../harness/browser.mjs';

export const CANCEROPOLE = '/o/canceropole-ile-de-france';

/** One page of each sort, and a page that does not exist. */
export const EVERY_PAGE = [
  '/', `${CANCEROPOLE}?asOf=2007`, `${CANCEROPOLE}?asOf=2023&possible=1`, `${CANCEROPOLE}?asOf=2007&view=picture`, `${CANCEROPOLE}?view=table`,
  `${CANCEROPOLE}/changes?from=2007&to=2023`, '/path?from=sanofi&to=ihf', '/e/creation-of-pscc', '/g/france-2030', '/p/eric-vivier',
  '/s/pscc-french-cancer-cluster', '/t/cancer', '/o/paris-kids-cancer', '/about', '/search?q=curie', '/o/nobody-at-all',
];

export class Site {
  /** What went wrong on any page of `newContext`: a check at the end expects nothing. */
  failures = { foreign: [], failed: [], console: [] };

  /** @param address The server under test, such as `http://127.0.0.1:8080`. */
  constructor(browser, address) {
    this.browser = browser;
    this.origin = new URL(address).origin;
  }

  /** Opens a context whose failures are recorded. */
  async newContext(options = {}) {
    const context = await newContext(this.browser, options);
    recordFailures(context, new URL(this.origin).host, this.failures);
    return context;
  }

  /** Asks the API, and returns the data of its response. */
  async query(query, variables = {}) {
    const response = await fetch(`${this.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Opens a page of the Explorer and waits for its heading. */
  async open(page, path) {
    const response = await page.goto(this.origin + path);
    await page.locator('main h1').waitFor();
    return response;
  }

  /** Opens the page of an organization and waits until all of its facts are there. */
  async openOrganization(page, path) {
    await this.open(page, path);
    await organizationLoaded(page);
  }

  /** Runs `use(page)` in a context of its own. */
  async withPage(options, use) {
    const context = await this.newContext(options);
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }
}

export function organizationLoaded(page) {
  return page.locator('.organization[data-complete="true"]').waitFor();
}

/** The organizations in the picture, without the one in the centre. */
export function neighbours(page) {
  return page.locator('svg.picture a.node:not(.centre)');
}

export async function statusText(page) {
  return (await page.locator('.stage .status').innerText()).replace(/\s+/g, ' ').trim();
}
