// Dates in words, as precise as they are known: `2007`, `Mar 2007`, `10 Mar 2007`.

const DATE = /^\d{4}-\d\d(-\d\d)?$/;

/** Whether a date is known to the day. */
export function isDay(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date);
}

export function datesIn(tag: string): (date: string) => string {
  const month = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
  // What is no such date, as a bare year is none, stands as it is.
  return (date) => (DATE.test(date) ? (isDay(date) ? day : month).format(new Date(date)) : date);
}
