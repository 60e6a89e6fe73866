// What an affiliation says beside its role: how close it is, and the label, charter or contract that it is about.

import type { AffiliationFactFragment } from '../api/operations.generated';
import { useI18n } from '../i18n';
import { Link } from '../router';

export function AffiliationAbout({ of: { degree, program } }: { of: Pick<AffiliationFactFragment, 'degree' | 'program'> }) {
  const { labels } = useI18n();
  return (
    <>
      {degree && <span class="badge">{labels.degrees[degree]}</span>}
      {program && <span class="role"><Link to={{ page: 'program', slug: program.slug }}>{program.name}</Link></span>}
    </>
  );
}
