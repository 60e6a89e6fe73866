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

// The names begin with a number, which is the order to read them in.
export const EXAMPLES: readonly Example[] = Object.keys(QUERIES)
  .sort()
  .map((path) => {
    const query = QUERIES[path] ?? '';
    const variables = VARIABLES[path.replace(/\.graphql$/, '.variables.json')] ?? '';
    return { ...heading(query, words(path)), query: query.trimEnd(), variables: variables.trimEnd() };
  });

/** `then and now` from `../02-then-and-now.graphql`. */
function words(path: string): string {
  return path.replace(/^.*\/(\d+-)?/, '').replace(/\.graphql$/, '').replaceAll('-', ' ');
}

/** The comment that opens a file: its first line is the title, the rest says more. */
function heading(query: string, name: string): Pick<Example, 'title' | 'description'> {
  const lines: string[] = [];
  for (const line of query.split('\n')) {
    if (!line.startsWith('#')) break;
    lines.push(line.replace(/^#+\s*/, '').trim());
  }
  const [title, ...rest] = lines;
  const text = title || name;
  return { title: text.charAt(0).toUpperCase() + text.slice(1), description: rest.join(' ').trim() };
}
