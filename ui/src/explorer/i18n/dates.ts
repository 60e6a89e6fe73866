// Dates in words, as precise as they are known: `2007`, `Mar 2007`, `10 Mar 2007`. The API writes what is not that in EDTF:
// `[..2021]` is `2021 at the latest`, `[2007,2009]` is `2007 or 2009`, `2023-33` the first quarter of 2023, `2007~` `about 2007`.

export interface DateFormat {
  /** A date to its own precision, with a short month. */
  date: (date: string) => string;
  /** The same without its day, with a long month: `March 2007`. */
  month: (date: string) => string;
}

/** Whether a date is known to the day. */
export function isDay(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date);
}

/** What a language says of a date that is not known to the year, the month or the day. */
export interface DateWords {
  atTheEarliest: (date: string) => string;
  atTheLatest: (date: string) => string;
  or: (dates: string, last: string) => string;
  /** @param year The first year of the decade. */
  decade: (year: string) => string;
  /** The words for the parts of a year by their number in EDTF, from 21 to 41. */
  partOfYear: (number: number, year: string) => string;
  uncertain: (date: string) => string;
  approximate: (date: string) => string;
}

/** The number of a season, from 0 for spring, and its hemisphere; undefined for another part of a year. */
export function seasonOf(part: number): { season: number; hemisphere: 'north' | 'south' | undefined } | undefined {
  if (part > 32) return undefined;
  return { season: (part - 21) % 4, hemisphere: ([undefined, 'north', 'south'] as const)[Math.floor((part - 21) / 4)] };
}

/** @param locale A BCP 47 tag. */
export function dateFormat(locale: string, words: DateWords): DateFormat {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, year: 'numeric', timeZone: 'UTC' });
    return (date: string): string => formatter.format(new Date(date));
  };
  const [day, shortMonth, longMonth] = [format({ month: 'short', day: 'numeric' }), format({ month: 'short' }), format({ month: 'long' })];
  const hasMonth = (date: string): boolean => /^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$/.test(date);
  // A year stays as it is, and so does what is no date.
  const calendar = (date: string): string => (hasMonth(date) ? (isDay(date) ? day : shortMonth)(date) : date);
  const unqualified = (date: string): string => {
    const [, year = '', part] = /^(\d{4})-([234]\d)$/.exec(date) ?? [];
    if (part) return words.partOfYear(Number(part), year);
    // A part without a known digit says nothing.
    const known = date.replace(/(-XX)+$/, '');
    if (/^\d{3}X$/.test(known)) return words.decade(known.replace('X', '0'));
    if (/^\d{1,2}XX+$/.test(known)) return `${known.replaceAll('X', '0')}–${known.replaceAll('X', '9')}`;
    return calendar(known);
  };
  const single = (date: string): string => {
    const marks = date.replace(/[^?~%]/g, '');
    const plain = unqualified(date.replace(/[?~%]/g, ''));
    const estimated = /[~%]/.test(marks) ? words.approximate(plain) : plain;
    return /[?%]/.test(marks) ? words.uncertain(estimated) : estimated;
  };
  const between = (earliest: string, latest: string): string => {
    if (!earliest) return words.atTheLatest(single(latest));
    if (!latest) return words.atTheEarliest(single(earliest));
    return earliest === latest ? single(earliest) : `${single(earliest)}–${single(latest)}`;
  };
  const member = (text: string): string => {
    const [first = '', last] = text.split('..');
    return last === undefined ? single(first) : between(first, last);
  };
  const date = (text: string): string => {
    const members = /^\[(.*)\]$/.exec(text)?.[1]?.split(/, ?/).map(member);
    if (members) return members.length > 1 ? words.or(members.slice(0, -1).join(', '), members.at(-1) ?? '') : members[0] ?? '';
    const [first = '', last] = text.split('/').map((side) => (side === '..' ? '' : side));
    return last === undefined ? single(first) : between(first, last);
  };
  return {
    date,
    month: (some) => (hasMonth(some) ? longMonth(some) : date(some)),
  };
}
