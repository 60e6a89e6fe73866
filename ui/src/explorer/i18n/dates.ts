// Dates in words, as precise as they are known: `2007`, `Mar 2007`, `10 Mar 2007`.

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

/** @param locale A BCP 47 tag. */
export function dateFormat(locale: string): DateFormat {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, year: 'numeric', timeZone: 'UTC' });
    return (date: string): string => formatter.format(new Date(date));
  };
  const [day, shortMonth, longMonth] = [format({ month: 'short', day: 'numeric' }), format({ month: 'short' }), format({ month: 'long' })];
  // A year stays as it is, and so does what is no date.
  const hasMonth = (date: string): boolean => /^\d{4}-\d\d(-\d\d)?$/.test(date);
  return {
    date: (date) => (hasMonth(date) ? (isDay(date) ? day : shortMonth)(date) : date),
    month: (date) => (hasMonth(date) ? longMonth(date) : date),
  };
}
