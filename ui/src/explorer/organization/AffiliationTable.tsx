// The same facts as a table that can be sorted by any column.

import { useMemo, useState } from 'preact/hooks';
import type { Relation } from './useOrganizationData';
import { organizationAt } from '../address';
import { kindWord, readingWord, useSpeech, type Speech } from '../i18n';
import { Link } from '../router';
import { rankOf } from '../domain/affiliationRole';
import { isDated } from '../domain/certainty';
import { KindMark } from '../diagram/symbols/Icons';

export interface Row {
  relation: Relation;
  role: string;
  organization: string;
  kind: string;
  since: string;
  until: string;
  status: string;
  basis: string;
  source: string;
  place: string;
}

export type Column = Exclude<keyof Row, 'relation'>;
export const COLUMNS: readonly Column[] = ['role', 'organization', 'kind', 'since', 'until', 'status', 'basis', 'source', 'place'];

/** Rows that are drawn at first, and with each request for more. */
const ROWS = 200;

/** The cells of the table on the page and of the one that is downloaded. */
export function rowsOf(relations: readonly Relation[], { t, w }: Speech): Row[] {
  return relations.map((relation) => {
    const { fact, other, reading, standing } = relation;
    const sources = [...new Set(fact.citations.map(({ source }) => source.title))];
    return {
      relation,
      role: readingWord(w, reading),
      organization: other.name,
      kind: other.kinds.map((kind) => kindWord(w, kind)).join(', '),
      since: fact.since ?? '',
      until: fact.until ?? '',
      status: standing ? t.certainty[standing] : t.certainty.none,
      basis: fact.basis === 'STATED' ? t.stated : t.implied,
      source: sources.join('; '),
      place: fact.citations.map(({ locator }) => locator).join('; '),
    };
  });
}

export function FactTable({ relations, caption, asOf }: { relations: readonly Relation[]; caption: string; asOf: string | undefined }) {
  const speech = useSpeech();
  const { t, language } = speech;
  const [most, setMost] = useState(ROWS);
  const [order, setOrder] = useState<{ by: Column; down: boolean }>({ by: 'role', down: false });
  const rows = useMemo(() => {
    const collator = new Intl.Collator(language);
    // What has no date comes last, whichever way the table is turned.
    const compare = (a: Row, b: Row): number => {
      if (order.by === 'role') return (rankOf(a.relation.reading) - rankOf(b.relation.reading)) * (order.down ? -1 : 1) || collator.compare(a.organization, b.organization);
      if (!a[order.by] || !b[order.by]) return Number(!a[order.by]) - Number(!b[order.by]);
      return collator.compare(a[order.by], b[order.by]) * (order.down ? -1 : 1);
    };
    return rowsOf(relations, speech).sort(compare);
  }, [relations, speech, order]);

  return (
    // A table wider than the page scrolls by itself, by keyboard too.
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" aria-sort={order.by === column ? (order.down ? 'descending' : 'ascending') : 'none'}>
                <button type="button" title={t.sortBy(t.columns[column])} onClick={() => setOrder({ by: column, down: order.by === column && !order.down })}>
                  {t.columns[column]}
                  <span aria-hidden="true">{order.by === column ? (order.down ? ' ▾' : ' ▴') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row) => (
            <tr key={row.relation.fact.id}>
              <td class="of">{row.role}</td>
              <th scope="row">
                <KindMark kinds={row.relation.other.kinds} />
                <Link to={organizationAt(row.relation.other.slug, { asOf })}>{row.organization}</Link>
              </th>
              <td>{row.kind}</td>
              <td data-column={row.since ? t.columns.since : ''}>{row.since || (isDated(row.relation.fact) ? '' : <i class="undated">{t.noDate}</i>)}</td>
              <td data-column={t.columns.until}>{row.until}</td>
              <td>{row.status}</td>
              <td>{row.basis}</td>
              <td class="in">
                {row.relation.fact.citations.slice(0, 1).map(({ source }) => (
                  <Link key={source.slug} to={{ page: 'source', slug: source.slug }}>{row.source}</Link>
                ))}
              </td>
              <td class="at">{row.place}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && <p class="more"><button type="button" class="button" onClick={() => setMost(most + ROWS)}>{t.more1(Math.min(ROWS, rows.length - most))}</button></p>}
    </div>
  );
}
