// Periods and dates of facts, as precise as their source: `2007`, `2007-03` or `2007-03-10`, or with bounds, in EDTF: `[..2021]`.

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether a text is a date as the API takes it. */
export function isDate(text: string): boolean {
  return DATE.test(text);
}

/** The time in which a fact held. An unknown end does not mean that it still holds. */
export interface Period {
  since: string | null;
  until: string | null;
  /** The organization or program whose end is the end of the fact, if no source gives the fact an end. */
  endedWith?: { name: string } | null;
}

export function isDated({ since, until }: Period): boolean {
  return since !== null || until !== null;
}

/** The year of a date, or of its first bound; of a decade its first year. */
export function yearOf(date: string): number {
  return Number.parseInt(/\d[\dX]{3}/.exec(date)?.[0].replaceAll('X', '0') ?? '', 10);
}
