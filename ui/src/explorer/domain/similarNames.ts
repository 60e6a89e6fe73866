// Names similar to a text that the search did not find. The registry searches by the beginnings of words, so
// the text is cut into prefixes to search for, and the results are ranked by their edit distance.

/** Prefixes of the words of a text to search for: the longest first, at most three. */
export function searchPrefixes(text: string): string[] {
  const words = normalize(text).split(' ').filter((word) => word.length >= 3);
  const prefixes = words.map((word) => word.slice(0, Math.max(3, Math.min(4, word.length - 2))));
  return [...new Set(prefixes)].sort((a, b) => b.length - a.length).slice(0, 3);
}

/** Lower case, without accents and punctuation. */
function normalize(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replace(/[^a-z0-9]+/g, ' ').trim();
}

/** The edit distance of each word of a text to the nearest word of a name, added up. */
export function nameDistance(text: string, name: string): number {
  const words = normalize(name).split(' ');
  return normalize(text).split(' ').reduce((sum, word) => sum + Math.min(...words.map((other) => editDistance(word, other))), 0);
}

/** The Levenshtein distance: letters to insert, delete or replace. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + Number(a[i - 1] !== b[j - 1])));
    }
    row = next;
  }
  return row[b.length] as number;
}
