// The texts at nodes: which name, how it breaks into lines, and how wide it is.
//
// Widths are estimated from a table instead of measured in the page, so that the layout is the same in every
// browser and in tests. The table is generous, so that labels do not touch in a wider font.

/** The width of a letter in hundredths of the font size, for the widest of the usual interface fonts. */
function letterWidth(letter: string): number {
  if (/[ijl'’.,:;|! ]/.test(letter)) return 32;
  if (/[ftrI()\-–‑]/.test(letter)) return 41;
  if (/[mwMW@%—…]/.test(letter)) return 97;
  if (/[A-ZÀ-ÝŒÆ0-9&]/.test(letter)) return 72;
  return 62;
}

/** The estimated width of a text in px. */
export function textWidth(text: string, fontSize: number): number {
  let hundredths = 0;
  for (const letter of text) hundredths += letterWidth(letter);
  return (hundredths * fontSize) / 100;
}

/**
 * Breaks a label into at most `maxLines` lines of at most `width` px. What does not fit is replaced by an
 * ellipsis. A word that is longer than a line makes the line longer.
 */
export function wrapLabel(text: string, fontSize: number, width: number, maxLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, fontSize) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line) lines.push(line);
  if (lines.length <= maxLines) return balance(lines, fontSize);
  const kept = lines.slice(0, maxLines);
  kept[maxLines - 1] = truncate(`${kept[maxLines - 1]} ${lines[maxLines]}`, fontSize, width);
  return kept;
}

/** Two lines of about the same length are easier to read than a long and a short one. */
function balance(lines: string[], fontSize: number): string[] {
  if (lines.length !== 2) return lines;
  const words = lines.join(' ').split(' ');
  let best = lines;
  let leastWidth = Math.max(...lines.map((line) => textWidth(line, fontSize)));
  for (let at = 1; at < words.length; at += 1) {
    const halves = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const width = Math.max(...halves.map((half) => textWidth(half, fontSize)));
    if (width < leastWidth - 0.01) [best, leastWidth] = [halves, width];
  }
  return best;
}

function truncate(text: string, fontSize: number, width: number): string {
  // At the end of a word if there are several: half a word cannot be read out or spoken.
  const words = text.split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')}…`, fontSize) > width) words.pop();
  let kept = words.join(' ');
  while (kept.length > 4 && textWidth(`${kept}…`, fontSize) > width) kept = kept.slice(0, -1);
  return `${kept.replace(/(\s(of|the|de|du|des|d’|la|le|les|et|and|for|pour|in|on|sur)|[\s,–-])+$/, '')}…`;
}

/** The name, or the acronym of a name longer than `maxLength` letters. */
export function shortName(name: string, names: readonly { value: string; kind: string }[] = [], maxLength = 22): string {
  if (name.length <= maxLength) return name;
  const acronyms = names.filter(({ kind, value }) => kind === 'ACRONYM' && value.length >= 2);
  return acronyms[0]?.value ?? name;
}
