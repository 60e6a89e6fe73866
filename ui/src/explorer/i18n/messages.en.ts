// The sentences of the pages in English. messages.fr.ts has the same keys.

import { dateFormat, isDay, seasonOf } from './dates';

const { date, month } = dateFormat('en-GB', {
  atTheEarliest: (day) => `${day} at the earliest`,
  atTheLatest: (day) => `${day} at the latest`,
  or: (dates, last) => `${dates} or ${last}`,
  decade: (year) => `${year}s`,
  partOfYear: (part, year) => {
    const season = seasonOf(part);
    const hemisphere = season?.hemisphere ? ` (${season.hemisphere}ern hemisphere)` : '';
    if (season) return `${['spring', 'summer', 'autumn', 'winter'][season.season]} ${year}${hemisphere}`;
    const third = ['1st', '2nd', '3rd'][part - 37];
    if (part <= 36) return `${['1st', '2nd', '3rd', '4th'][part - 33]} quarter of ${year}`;
    return third ? `${third} four months of ${year}` : `${part === 40 ? '1st' : '2nd'} half of ${year}`;
  },
  uncertain: (day) => `${day} (uncertain)`,
  approximate: (day) => `about ${day}`,
});
/** A date within a sentence: `the 2010s`, `the 1st quarter of 2023`. */
const withArticle = (day: string): string => date(day).replace(/^(?=\d{3}0s|[1-4](st|nd|rd|th) )/, 'the ');
/** `in 2007`, `in Mar 2007`, `on 10 Mar 2007`. */
const on = (day: string): string => `${isDay(day) ? 'on' : 'in'} ${withArticle(day)}`;
const n = (count: number): string => count.toLocaleString('en');
/** The plural of a kind: `research units`, `universities`. */
const kindPlural = (kind: string): string => (/^(education|healthcare|government|other|)$/.test(kind) ? `${kind} organizations`.trim() : `${kind.replace(/y$/, 'ie')}s`);
const plural = (count: number, noun: string): string => `${n(count)} ${noun}${count === 1 ? '' : 's'}`;

export const messages = {
  language: 'English',
  tagline: 'Who works with whom in cancer research, since when, and according to which source',
  skip: 'Skip to the content',
  loading: 'Loading …',
  retry: 'Try again',
  all: 'All',
  picture: 'Picture',
  table: 'Table',
  footer: 'Every fact names its source. Where no source gives a date, none is shown.',
  printed: (address: string, day: string) => `${address} · printed ${on(day)}`,

  nav: { about: 'About and method', data: 'Data', home: 'consortia, home page', label: 'Main' },
  titles: { about: 'About and method', search: 'Search', path: 'Connection', changes: 'Changes' },
  notice: {
    ignored: (parameters: string) => `Some parameters in the address were not understood and are ignored: ${parameters}.`,
    close: 'Close',
  },
  notFound: { title: 'Page not found', text: (key: string) => `The registry has no entry “${key}”.` },
  withdrawn: { title: 'Withdrawn record', text: (key: string) => `“${key}” is no longer an entry of the registry: the registry that it was imported from has withdrawn it.` },
  connectionLost: {
    title: 'Connection lost',
    text: 'The server does not respond.',
    lastData: (time: string) => `The page still shows the data received at ${time}.`,
  },
  requestFailed: { title: 'The request failed', id: 'Request ID:' },

  home: {
    title: 'A map of cancer research, with its sources',
    lead: 'Find an organization, see who it works with, move through the years, and check the source of every fact.',
    networks: 'Networks to explore',
    ties: (count: number) => plural(count, 'tie'),
    questions: 'Example questions',
    founders: { title: 'Who founded the Cancéropôle Île-de-France in 2007?', text: 'Eight founders, in a document that speaks of seven.' },
    changes: { title: 'What changed there between 2007 and 2023?', text: 'Who joined, who stayed, and which ties have no date.' },
    path: { title: 'How is Sanofi connected to the International Hospital Federation?', text: 'A path from tie to tie, each with its source.' },
    counts: 'In the registry',
    organizations: 'organizations',
    affiliations: 'ties',
    people: 'people',
    programs: 'programmes',
    events: 'events',
    documents: 'documents',
    discrepancies: 'disagreements',
    latestDocuments: 'Latest documents',
  },

  search: {
    placeholder: 'Organization, person, programme …',
    label: 'Search the registry',
    hint: 'Accents do not matter. Former names and acronyms are found too.',
    count: (count: number, isLowerBound = false) => (count === 0 ? 'No results' : `${isLowerBound ? 'At least ' : ''}${plural(count, 'result')}`),
    title: (count: number, text: string, isLowerBound = false) => `${isLowerBound ? 'At least ' : ''}${plural(count, 'result')} for “${text}”`,
    showAll: (count: number, isLowerBound = false) => (isLowerBound ? `Show the first ${plural(count, 'result')}` : `Show all ${plural(count, 'result')}`),
    without: (words: string) => `without: ${words}`,
    topic: (name: string) => `topic: ${name}`,
    otherName: (kind: string, name: string) => `${kind}: ${name}`,
    inDescription: 'in its description',
    nothing: (text: string) => `No results for “${text}”`,
    similarNames: 'Similar names',
    noSimilarNames: 'There are no similar names either. Try a single word of the name.',
  },

  asOf: (day: string) => `as of ${date(day)}`,
  date,
  on,
  since: (day: string) => `since ${withArticle(day)}`,
  /** The start of a plan, which may not come true. */
  plannedFrom: (day: string) => `from ${withArticle(day)}`,
  until: (day: string) => `until ${withArticle(day)}`,
  period: (from: string, to: string) => `${date(from)} – ${date(to)}`,
  endedWith: (name: string) => `ended with ${name}`,
  noDate: 'no date given',
  possible: 'possibly',
  several: (value: number, unit: string) => {
    const scale = ({ 100: 'hundred', 1_000: 'thousand', 1_000_000: 'million', 1_000_000_000: 'billion' } as Record<number, string>)[value];
    return scale ? `several ${scale} ${unit}` : `several times ${n(value)} ${unit}`;
  },

  years: {
    label: 'Year',
    field: 'Year shown',
    play: 'Play the years',
    pause: 'Pause',
    value: (year: string, count: number) => `${year}, ${plural(count, 'tie')}`,
  },
  counts: {
    certain: (dated: number, undated: number, day: string) => {
      const total = dated + undated;
      if (total === 0) return `No known ties ${on(day)}`;
      const ties = `${plural(total, 'tie')} ${on(day)}`;
      if (undated === 0) return `${ties}, ${total === 1 ? 'dated' : 'all dated'}`;
      if (dated === 0) return `${ties}, ${total === 1 ? 'without a date' : 'all without a date'}`;
      return `${ties}: ${n(dated)} dated, ${n(undated)} without a date`;
    },
    ahead: (day: string) => `Nothing is certain about ${date(day)} yet`,
    possibleAhead: (count: number) => `${plural(count, 'tie')} may exist then`,
    received: (count: number, total: number) => `Loading: ${n(count)} of ${plural(total, 'tie')} received`,
    possibleUndated: (count: number) => `${n(count)} more may have existed: no source gives a date`,
    possibleDated: (count: number) => `${n(count)} more may have existed: the sources do not date ${count === 1 ? 'it' : 'them'} precisely`,
    hidden: 'not shown',
    dotted: 'dotted lines',
  },
  showPossible: (count: number) => `Show possible ties (${n(count)})`,
  emptyYear: {
    text: (day: string) => `No ties are known ${on(day)}.`,
    possible: (count: number) => `${plural(count, 'tie')} may already have existed; no source dates ${count === 1 ? 'it' : 'them'} precisely enough.`,
    goToFirst: (year: string) => `Go to ${year}, the first year with a known tie`,
  },
  kindPlural,
  view: 'View',
  distance: 'Distance',
  oneStep: 'Direct ties',
  twoSteps: 'Two steps',
  roles: 'Roles to show',
  compare: 'Compare two dates',
  findPath: 'Find a connection to another organization',
  backTo: (name: string) => `Back to ${name}`,

  diagram: {
    label: (name: string, organizations: number, ties: number, others: number, year: string) =>
      `Network of ${name} ${on(year)}: ${plural(organizations, 'organization')}, ${plural(ties, 'tie')}${others > 0 ? `, and ${plural(others, 'tie')} between the other organizations` : ''}. Use the arrow keys to move between organizations and Enter to open one. The list of facts has the same content.`,
    node: (name: string, kind: string, roles: string) => `${name}, ${kind}${roles ? `: ${roles}` : ''}`,
    kinds: 'Shapes and colours: kinds of organizations',
    roles: 'Lines: kinds of ties',
    dotted: 'dotted: no date in the source',
    faint: 'faint: no tie in this year',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Show the whole picture',
    group: (label: string, count: number) => `${label}, ${n(count)}`,
    groups: 'A disc with a number stands for organizations of one kind with the same ties. Choose it to see them.',
    smallGroups: (count: number) => `${n(count)} more small ${count === 1 ? 'group is' : 'groups are'} listed only in the table.`,
    groupAgain: (label: string) => `Group again: ${label}`,
    closeList: (label: string) => `Close the list: ${label}`,
    truncated: (organizations: number, total: number) => `${n(total)} organizations are within two steps, more than can be drawn. These are the ${n(organizations)} closest ones.`,
  },

  actions: {
    label: 'Query, link and downloads',
    graphiql: 'Open this query in GraphiQL',
    copy: 'Copy link',
    copied: 'Link copied',
    copyManually: 'Copy this link:',
    download: 'Download',
    svg: 'Picture (SVG)',
    png: 'Picture (PNG)',
    csv: 'Table for spreadsheets (CSV)',
    json: 'Table (JSON)',
    xlsx: 'Table for Excel (XLSX)',
    graphml: 'Network (GraphML)',
    gexf: 'Network for Gephi (GEXF)',
    firstOf: (count: number, total: number) => `: the nearest ${n(count)} of ${n(total)} organizations`,
    data: 'All reports and formats',
    print: 'Print',
  },

  facts: {
    title: 'Facts and sources',
    lead: (day: string) => `As of ${date(day)}. Each fact names its document and the place in it.`,
    none: 'No document in the registry mentions a tie of this organization to another.',
    onlyPlans: 'Ties of this organization are only announced or planned: see below.',
    atOtherTimes: (count: number) => `${plural(count, 'tie')} at other times`,
    sharedSource: (count: number) => `Source of these ${n(count)} facts`,
    alsoIn: 'Also in',
    stated: 'stated',
    implied: 'implied',
    impliedHint: 'The document does not say so itself. It follows from a heading, the order of words or a statement about a whole group.',
    disputed: 'sources disagree',
    written: (from: string, to: string) => (from === to ? `written ${on(from)}` : `undated, written between ${month(from)} and ${month(to)}`),
    showMore: (count: number) => `Show ${n(count)} more`,
    showAll: (count: number) => `Show all ${n(count)}`,
    firstOf: (count: number, total: number) => `The first ${n(count)} of ${n(total)}. The API and the reports have all of them.`,
    sortBy: (column: string) => `Sort by ${column}`,
    certainty: { CERTAIN: 'yes', POSSIBLE: 'possibly', none: 'no' },
  },
  columns: {
    change: 'Change', role: 'Role', organization: 'Organization', kind: 'Kind', since: 'Since', until: 'Until', certainty: 'In that year',
    basis: 'Stated or implied', source: 'Source', locator: 'Place in the source', fact: 'Fact',
  },
  discrepancies: 'Where sources disagree',

  profile: {
    about: 'About', names: 'Other names', website: 'Website', identifiers: 'Identifiers', location: 'Location', figures: 'Figures',
    timeline: 'Timeline', people: 'People', programs: 'Programmes', positions: 'Positions', events: 'Events',
    participants: 'Participants', partOf: 'Part of', parts: 'Parts', forecast: 'forecast',
    topics: 'Topics', narrower: 'Narrower topics', assignments: 'Related organizations, programmes and events',
    plans: 'Announced and planned', plansLead: 'No source says that these have come true. They do not count as ties in any year.',
  },

  source: {
    publishedBy: 'Published by',
    written: 'Written',
    writtenBetween: (from: string, to: string) => (from === to ? date(from) : `between ${date(from)} and ${date(to)}`),
    retrieved: 'Retrieved',
    link: 'Link',
    open: 'Open the document',
    facts: (count: number) => `Facts taken from this document (${n(count)})`,
    factType: 'Type of fact',
  },

  changes: {
    title: (name: string) => `${name}: changes`,
    between: (from: string, to: string) => `Between ${date(from)} and ${date(to)}`,
    from: 'From',
    to: 'To',
    compare: 'Compare',
    summary: (joined: number, left: number, stayed: number, undetermined: number) => `${n(joined)} joined, ${n(left)} left, ${n(stayed)} stayed, ${n(undetermined)} unknown`,
    none: 'None.',
    joined: { title: 'Joined', text: 'Ties that certainly did not exist at the first date and certainly existed at the second.' },
    left: { title: 'Left', text: 'Ties that certainly existed at the first date and certainly did not at the second.' },
    stayed: { title: 'Stayed', text: 'Ties that certainly existed at both dates.' },
    undetermined: { title: 'Unknown', text: 'The sources do not date these ties precisely enough to tell.', ahead: 'Nothing is certain about the second date yet: it lies in the future.' },
  },

  path: {
    title: 'How are two organizations connected?',
    from: 'From',
    to: 'To',
    swap: 'Swap',
    choose: 'Choose two organizations.',
    unknown: (name: string) => `The registry has no organization named “${name}”.`,
    same: 'Both are the same organization.',
    found: (from: string, to: string, length: number) => `${from} and ${to} are ${plural(length, 'step')} apart`,
    none: (from: string, to: string) => `No path of up to 12 steps connects ${from} to ${to}.`,
    steps: 'The path, with the source of each tie',
    alternatives: 'Other paths of the same length',
    truncated: 'There are further paths of this length. The API returns up to 20 of them.',
  },
};

export type Messages = typeof messages;
