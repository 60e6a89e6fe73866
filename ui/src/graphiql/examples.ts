// The examples are the repository's queries/*.graphql, taken in at build time: the same files that
// the documentation shows and the tests run. With no such file there is simply no example.

export interface Operation {
  query: string;
  /** JSON text, as the variables editor wants it. */
  variables: string;
}

export interface Example extends Operation {
  title: string;
  description: string;
}

/** The order in which they explain themselves best; files not named here follow by name. */
const READING_ORDER = [
  'founders-and-their-partners',
  'membership',
  'dossier',
  'how-connected',
  'network',
  'find',
  'changes',
];

const QUERIES = import.meta.glob<string>('../../../queries/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const VARIABLES = import.meta.glob<string>('../../../queries/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const EXAMPLES: readonly Example[] = Object.keys(QUERIES)
  .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en'))
  .map((path) => {
    const query = QUERIES[path] ?? '';
    const variables = VARIABLES[path.replace(/\.graphql$/, '.variables.json')] ?? '';
    return { ...heading(query, stem(path)), query: query.trimEnd(), variables: variables.trimEnd() };
  });

function stem(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.graphql$/, '');
}

function rank(path: string): number {
  const place = READING_ORDER.indexOf(stem(path));
  return place < 0 ? READING_ORDER.length : place;
}

/** The comment that opens a file: its first line is the title, the rest says more. */
function heading(query: string, name: string): Pick<Example, 'title' | 'description'> {
  const lines: string[] = [];
  for (const line of query.split('\n')) {
    if (!line.startsWith('#')) break;
    lines.push(line.replace(/^#+\s*/, '').trim());
  }
  const [title, ...rest] = lines;
  const words = name.replaceAll('-', ' ');
  return {
    title: title || words.charAt(0).toUpperCase() + words.slice(1),
    description: rest.join(' ').trim(),
  };
}
