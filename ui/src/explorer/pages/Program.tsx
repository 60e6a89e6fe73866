// The page of a programme: what it is, what it belongs to, who takes part, and its sources.

import { ProgramPageDocument } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { CitationList } from '../components/CitationList';
import { Discrepancies } from '../components/Discrepancies';
import { Figures } from '../components/Figures';
import { Participants } from '../components/Participants';
import { RecordPage } from '../components/RecordPage';
import { Section } from '../components/Section';
import { StageBadge } from '../components/StageBadge';
import { Topics } from '../components/Topics';
import { useCanonicalAddress } from '../hooks/useCanonicalAddress';
import { useI18n } from '../i18n';
import { formatPeriod } from '../i18n/format';
import { Link } from '../router';
import { NotFoundPage } from './NotFound';

export function ProgramPage({ slug }: { slug: string }) {
  const { t, labels } = useI18n();
  const variables = { slug };
  const result = useQuery(ProgramPageDocument, variables);
  const program = result.data?.program;
  useCanonicalAddress({ page: 'program', slug }, program?.slug);
  if (result.isCurrent && program === null) return <NotFoundPage wanted={slug} />;
  return (
    <RecordPage
      result={result} record={program} operation={ProgramPageDocument} variables={variables}
      kind={program && [labels.types.Program, labels.programs[program.kind], ...(program.stage === 'REALIZED' ? [] : [labels.stages[program.stage]]), formatPeriod({ since: program.startsOn, until: program.endsOn }, t)]}
      subtitle={program?.partOf && <p>{t.profile.partOf} <Link to={{ page: 'program', slug: program.partOf.slug }}>{program.partOf.name}</Link></p>}
    >
      {program && (
        <>
          {program.website && <p><a href={program.website} rel="noopener noreferrer">{program.website}</a></p>}
          <CitationList citations={program.citations} discrepancies={program.discrepancies} note={program.note} />
          <Participants {...program.participants} />
          {program.parts.length > 0 && (
            <Section title={t.profile.parts} count={program.parts.length}>
              <ul>{program.parts.map((part) => <li key={part.slug}><Link to={{ page: 'program', slug: part.slug }}>{part.name}</Link> <span class="role">{labels.programs[part.kind]}</span> <StageBadge stage={part.stage} /></li>)}</ul>
            </Section>
          )}
          <Topics {...program.topics} />
          <Figures figures={program.figures} />
          <Discrepancies ids={program.discrepancies.map(({ id }) => id)} />
        </>
      )}
    </RecordPage>
  );
}
