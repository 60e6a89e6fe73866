// Whether a fact held in the year shown. The server decides (docs/time.md has the rule); nothing here works it out.

import type { Certainty } from '../api/operations.generated';
import { isDated, type Period } from './period';

/** Null: the fact did not hold in that year. */
export type CertaintyInYear = Certainty | null;

/** How many facts hold in a year: certain and possible, dated and undated, never added up. */
export interface CertaintyCounts {
  /** Certain, with a date in the source. */
  dated: number;
  /** Certain, because a document written by that year states it without a date. */
  undated: number;
  /** Possible: without a date, and no document written by that year states it. */
  possibleUndated: number;
  /** Possible: dated, but not precisely enough to be certain. */
  possibleDated: number;
}

export function countByCertainty(facts: readonly { affiliation: Period; certainty: CertaintyInYear }[]): CertaintyCounts {
  const counts: CertaintyCounts = { dated: 0, undated: 0, possibleUndated: 0, possibleDated: 0 };
  for (const { affiliation, certainty } of facts) {
    if (certainty === null) continue;
    const dated = isDated(affiliation);
    if (certainty === 'CERTAIN') counts[dated ? 'dated' : 'undated'] += 1;
    else counts[dated ? 'possibleDated' : 'possibleUndated'] += 1;
  }
  return counts;
}

/** Whether the page shows a fact: certain ones always, possible ones if the reader asks for them. */
export function isShown(certainty: CertaintyInYear, includePossible: boolean): boolean {
  return certainty === 'CERTAIN' || (certainty === 'POSSIBLE' && includePossible);
}
