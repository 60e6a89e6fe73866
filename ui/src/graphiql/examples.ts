// The examples are queries/*.graphql of the repository, imported at build time: the files that the documentation
// shows and the tests run.

export interface Operation {
  query: string;
  /** JSON, as in the editor of variables. */
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

// In the order of their names, which begin with a number.
export const EXAMPLES: readonly Example[] = Object.keys(QUERIES)
  .sort()
  .map((path) => {
    const query = QUERIES[path] ?? '';
    const variables = VARIABLES[path.replace(/\.graphql$/, '.variables.json')] ?? '';
    return { ...headingOf(query, nameOf(path)), query: query.trimEnd(), variables: variables.trimEnd() };
  });

/** `then and now` of `../02-then-and-now.graphql`. */
function nameOf(path: string): string {
  return path.replace(/^.*\/(\d+-)?/, '').replace(/\.graphql$/, '').replaceAll('-', ' ');
}

/** The comment at the start of a file: its first line is the title, the rest is the description. */
function headingOf(query: string, name: string): Pick<Example, 'title' | 'description'> {
  const lines: string[] = [];
  for (const line of query.split('\n')) {
    if (!line.startsWith('#')) break;
    lines.push(line.replace(/^#+\s*/, '').trim());
  }
  const [title, ...rest] = lines;
  const text = title || name;
  return { title: text.charAt(0).toUpperCase() + text.slice(1), description: rest.join(' ').trim() };
}
