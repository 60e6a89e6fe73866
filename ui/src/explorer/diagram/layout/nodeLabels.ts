// Labels: which words stand at a node, how they break into lines, and how much room they take.
//
// Widths are estimated from a table instead of measured in the page: the layout is then the same in every
// browser and in tests. The table is generous, so that a wider font does not bring labels to touch.

/** Width of a letter in hundredths of the font size, for the widest of the usual interface fonts. */
function letterWidth(letter: string): number {
  if (/[ijl'’.,:;|! ]/.test(letter)) return 32;
  if (/[ftrI()\-–‑]/.test(letter)) return 41;
  if (/[mwMW@%—…]/.test(letter)) return 97;
  if (/[A-ZÀ-ÝŒÆ0-9&]/.test(letter)) return 72;
  return 62;
}

export function textWidth(text: string, size: number): number {
  let hundredths = 0;
  for (const letter of text) hundredths += letterWidth(letter);
  return (hundredths * size) / 100;
}

/** At most this much room for a line; a longer word makes a longer line. */
export function wrap(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line) lines.push(line);
  if (lines.length <= most) return balanced(lines, size);
  const kept = lines.slice(0, most);
  kept[most - 1] = cut(`${kept[most - 1]} ${lines[most]}`, size, width);
  return kept;
}

/** Two lines of about the same length read better than a long and a short one. */
function balanced(lines: string[], size: number): string[] {
  if (lines.length !== 2) return lines;
  const words = lines.join(' ').split(' ');
  let best = lines;
  let least = Math.max(...lines.map((line) => textWidth(line, size)));
  for (let at = 1; at < words.length; at += 1) {
    const halves = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const width = Math.max(...halves.map((half) => textWidth(half, size)));
    if (width < least - 0.01) [best, least] = [halves, width];
  }
  return best;
}

function cut(text: string, size: number, width: number): string {
  // Whole words if there are several: half a word is no name, for readers and for those who speak to the page.
  const words = text.split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')}…`, size) > width) words.pop();
  let kept = words.join(' ');
  while (kept.length > 4 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.replace(/(\s(of|the|de|du|des|d’|la|le|les|et|and|for|pour|in|on|sur)|[\s,–-])+$/, '')}…`;
}

/** The words at a node: the name, or its acronym where the name is long and people say the acronym. */
export function shortName(name: string, names: readonly { value: string; kind: string }[] = [], longest = 22): string {
  if (name.length <= longest) return name;
  const acronyms = names.filter(({ kind, value }) => kind === 'ACRONYM' && value.length >= 2);
  return acronyms[0]?.value ?? name;
}
