// A programme: what it is for, what it is part of, who takes part.

import { ProgramPage as ProgramOperation } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { Cites } from '../components/CitationList';
import { Disputes } from '../components/Discrepancies';
import { Figures, Section } from '../organization/OrganizationProfile';
import { OtherNames, Participants } from '../components/Participants';
import { Loading, Problem } from '../components/RequestState';
import { useHead } from '../hooks/useDocumentHead';
import { REGISTRY, useSpeech } from '../i18n';
import { Link } from '../router';
import { periodText } from '../domain/certainty';
import { NotFound } from './NotFound';

export function ProgramPage({ slug }: { slug: string }) {
  const { t, w } = useSpeech();
  const variables = { slug };
  const asked = useAnswer(ProgramOperation, variables);
  const program = asked.data?.program;
  useHead(program?.name ?? '', program?.description);
  if (asked.fresh && program === null) return <NotFound wanted={slug} />;
  return (
    <article class="page">
      <Problem asked={asked} alone />
      {!program && !asked.error && <Loading />}
      {program && (
        <>
          <header class="heading">
            <p class="kind">{w.things.Program} · {w.programs[program.kind]} · {periodText({ since: program.startsOn, until: program.endsOn }, t)}</p>
            <h1 tabIndex={-1}>{program.name}</h1>
            <Actions operation={ProgramOperation} variables={variables} />
          </header>
          <OtherNames names={program.names} name={program.name} />
          {program.partOf && <p>{t.partOf} <Link to={{ page: 'program', slug: program.partOf.slug }}>{program.partOf.name}</Link></p>}
          {program.description && <p class="description" lang={REGISTRY}>{program.description}</p>}
          {program.website && <p><a href={program.website} rel="noopener noreferrer">{program.website}</a></p>}
          <Cites citations={program.citations} discrepancies={program.discrepancies} note={program.note} />
          <Participants edges={program.participants.edges} title={t.participants} />
          {program.parts.length > 0 && (
            <Section title={t.parts} count={program.parts.length}>
              <ul>{program.parts.map((part) => <li key={part.slug}><Link to={{ page: 'program', slug: part.slug }}>{part.name}</Link> <span class="role">{w.programs[part.kind]}</span></li>)}</ul>
            </Section>
          )}
          {program.figures.length > 0 && <Figures figures={program.figures} />}
          <Disputes ids={program.discrepancies.map(({ id }) => id)} />
        </>
      )}
    </article>
  );
}
