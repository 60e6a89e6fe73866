// Dates in words, as precise as they are known: `2007`, `Mar 2007`, `10 Mar 2007`; dates with bounds as `2021 at the latest`,
// `2026 at the earliest`, `2023–2024`. The API writes bounds in EDTF: `[..2021]`, `[2026..]`, `[2023..2024]`.

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

/** What a language says of a date of which one bound is known. */
export interface BoundWords {
  atTheEarliest: (date: string) => string;
  atTheLatest: (date: string) => string;
}

/** The bounds of a date in EDTF, as texts; undefined if it is a date, or what is no date. An empty text is no bound. */
export function boundsOf(date: string): { earliest: string; latest: string } | undefined {
  const found = /^\[(.*)\.\.(.*)\]$/.exec(date) ?? /^(.*)\/(.*)$/.exec(date);
  const side = (text: string | undefined): string => (text === '..' ? '' : (text ?? ''));
  return found ? { earliest: side(found[1]), latest: side(found[2]) } : undefined;
}

/** @param locale A BCP 47 tag. */
export function dateFormat(locale: string, words: BoundWords): DateFormat {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, year: 'numeric', timeZone: 'UTC' });
    return (date: string): string => formatter.format(new Date(date));
  };
  const [day, shortMonth, longMonth] = [format({ month: 'short', day: 'numeric' }), format({ month: 'short' }), format({ month: 'long' })];
  // A year stays as it is, and so does what is no date.
  const hasMonth = (date: string): boolean => /^\d{4}-\d\d(-\d\d)?$/.test(date);
  const plain = (date: string): string => (hasMonth(date) ? (isDay(date) ? day : shortMonth)(date) : date);
  const bounded = (date: string): string => {
    const { earliest, latest } = boundsOf(date) ?? { earliest: date, latest: date };
    if (!earliest) return words.atTheLatest(plain(latest));
    if (!latest) return words.atTheEarliest(plain(earliest));
    return earliest === latest ? plain(earliest) : `${plain(earliest)}–${plain(latest)}`;
  };
  return {
    date: bounded,
    month: (date) => (hasMonth(date) ? longMonth(date) : date),
  };
}
