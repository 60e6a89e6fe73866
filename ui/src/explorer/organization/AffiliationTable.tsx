// The affiliations of an organization as a table that can be sorted by any column.

import { useMemo, useState } from 'preact/hooks';
import { organizationAddress } from '../address';
import { KindIcon } from '../diagram/symbols/Icons';
import { isDated } from '../domain/period';
import { useLimit } from '../hooks/useLimit';
import { useI18n } from '../i18n';
import { Link } from '../router';
import { affiliationRows, COLUMNS, sortRows, type AffiliationRow, type Order } from './affiliationRows';
import type { OrganizationAffiliation } from './useOrganizationData';

/** Rows that are shown at first, and with each request for more. */
const PAGE_SIZE = 200;

interface Props {
  affiliations: readonly OrganizationAffiliation[];
  caption: string;
  /** The year or date that links open with. */
  asOf: string | undefined;
}

export function AffiliationTable({ affiliations, caption, asOf }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const [limit, showMore] = useLimit(PAGE_SIZE);
  const [order, setOrder] = useState<Order>();
  const rows = useMemo(() => sortRows(affiliationRows(affiliations, i18n), order, i18n.language), [affiliations, i18n, order]);
  return (
    // Focusable, so that a table wider than the page scrolls by keyboard too.
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => {
              const isSorted = order ? order.by === column : column === 'role';
              const isDescending = isSorted && order?.isDescending === true;
              return (
                <th key={column} scope="col" aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" title={t.facts.sortBy(t.columns[column])} onClick={() => setOrder({ by: column, isDescending: isSorted && !isDescending })}>
                    {t.columns[column]}
                    <span aria-hidden="true">{isSorted ? (isDescending ? ' ▾' : ' ▴') : ''}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((row) => <Row key={row.affiliation.id} row={row} asOf={asOf} />)}
        </tbody>
      </table>
      {rows.length > limit && <p class="more"><button type="button" class="button" onClick={showMore}>{t.facts.showMore(Math.min(PAGE_SIZE, rows.length - limit))}</button></p>}
    </div>
  );
}

function Row({ row: { cells, other, affiliation }, asOf }: { row: AffiliationRow; asOf: string | undefined }) {
  const { t } = useI18n();
  const source = affiliation.citations[0]?.source;
  return (
    <tr>
      <td class="role-cell">{cells.role}</td>
      <th scope="row">
        <KindIcon kinds={other.kinds} />
        <Link to={organizationAddress(other.slug, { asOf })}>{cells.organization}</Link>
      </th>
      <td>{cells.kind}</td>
      <td data-column={cells.since ? t.columns.since : ''}>{cells.since || (isDated(affiliation) ? '' : <i class="undated">{t.noDate}</i>)}</td>
      <td data-column={t.columns.until}>{cells.until}</td>
      <td data-column={t.columns.certainty}>{cells.certainty}</td>
      <td>{cells.basis}</td>
      <td class="source-cell">{source && <Link to={{ page: 'source', slug: source.slug }}>{cells.source}</Link>}</td>
      <td class="locator-cell">{cells.locator}</td>
    </tr>
  );
}
