// The rows of the table of affiliations, on the page and as a download.

import { directedRoleRank } from '../domain/affiliationRole';
import { isDate } from '../domain/period';
import type { I18n } from '../i18n';
import { directedRoleLabel, kindLabels } from '../i18n/format';
import type { OrganizationAffiliation } from './useOrganizationData';

export const COLUMNS = ['role', 'organization', 'kind', 'since', 'until', 'certainty', 'basis', 'source', 'locator'] as const;
export type Column = (typeof COLUMNS)[number];

export interface AffiliationRow extends OrganizationAffiliation {
  cells: Record<Column, string>;
}

export interface Order {
  by: Column;
  isDescending: boolean;
}

export function affiliationRows(affiliations: readonly OrganizationAffiliation[], { t, labels }: I18n): AffiliationRow[] {
  return affiliations.map((row) => {
    const { affiliation, other, directedRole, certainty } = row;
    return {
      ...row,
      cells: {
        role: directedRoleLabel(labels, directedRole),
        organization: other.name,
        kind: kindLabels(labels, other.kinds),
        since: cell(affiliation.since, t),
        until: cell(affiliation.until, t),
        certainty: t.facts.certainty[certainty ?? 'none'],
        basis: affiliation.basis === 'STATED' ? t.facts.stated : t.facts.implied,
        source: [...new Set(affiliation.citations.map(({ source }) => source.title))].join('; '),
        locator: affiliation.citations.map(({ locator }) => locator).join('; '),
      },
    };
  });
}

/** A date as it sorts; a date with bounds in words. */
function cell(date: string | null, t: I18n['t']): string {
  return date === null || isDate(date) ? date ?? '' : t.date(date);
}

/**
 * Without an order, rows stay as the server sorts them, by role and name: that is the order of the files, too. Roles
 * sort by rank, other columns by text. Empty cells come last in either direction.
 */
export function sortRows(rows: readonly AffiliationRow[], order: Order | undefined, language: string): AffiliationRow[] {
  if (!order) return [...rows];
  const { by, isDescending } = order;
  const collator = new Intl.Collator(language);
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [textA, textB] = [a.cells[by], b.cells[by]];
    if (by === 'role') {
      const ranks = directedRoleRank(a.directedRole) - directedRoleRank(b.directedRole);
      return ranks * sign || collator.compare(a.cells.organization, b.cells.organization);
    }
    if (!textA || !textB) return Number(!textA) - Number(!textB);
    return collator.compare(textA, textB) * sign;
  });
}
