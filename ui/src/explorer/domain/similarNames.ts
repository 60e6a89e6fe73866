// Names that come near to what was typed: the registry finds beginnings of words, so each word is asked for
// by its first letters, and what comes back is ranked by how many letters differ.

/** Beginnings worth asking for, at most three. */
export function beginnings(text: string): string[] {
  const words = fold(text).split(' ').filter((word) => word.length >= 3);
  const cut = words.map((word) => word.slice(0, Math.max(3, Math.min(4, word.length - 2))));
  return [...new Set(cut)].sort((a, b) => b.length - a.length).slice(0, 3);
}

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replace(/[^a-z0-9]+/g, ' ').trim();
}

/** How far a name is from what was typed: each typed word against the nearest word of the name. */
export function farness(typed: string, name: string): number {
  const words = fold(name).split(' ');
  return fold(typed).split(' ').reduce((sum, word) => sum + Math.min(...words.map((other) => edits(word, other))), 0);
}

/** Letters to add, drop or change between two words. */
export function edits(a: string, b: string): number {
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
