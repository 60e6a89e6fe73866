// What the dates mean, how facts are chosen, and how to use the page without a mouse.

import { LineMark } from '../diagram/symbols/Icons';
import { useHead } from '../hooks/useDocumentHead';
import { useSpeech } from '../i18n';
import { about as english } from '../i18n/about.en';
import { about as french } from '../i18n/about.fr';
import { KindLegend } from '../organization/OrganizationNetwork';
import { LINES, type AnyRole } from '../domain/affiliationRole';

export function AboutPage() {
  const { t, language } = useSpeech();
  useHead(t.titles.about);
  const { title, sections } = language === 'fr' ? french : english;
  return (
    <article class="page about">
      <h1 tabIndex={-1}>{title}</h1>
      {sections.map(({ heading, paragraphs, list, legend }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((text) => <p key={text}>{text}</p>)}
          {legend && <Legend />}
          {list && <dl>{list.map(([term, meaning]) => [<dt key={term}>{term}</dt>, <dd key={meaning}>{meaning}</dd>])}</dl>}
        </section>
      ))}
      <p><a href="/data">{t.nav.data}</a> · <a href="/graphiql">GraphiQL</a> · <a href="/schema.graphql">schema.graphql</a></p>
    </article>
  );
}

/** Every shape and every line that the picture may hold, with its word. */
function Legend() {
  const { t, w } = useSpeech();
  return (
    <div class="samples">
      <p class="sample"><KindLegend shown={() => true} /></p>
      <p class="sample">
        <span class="hearable">{t.legendLines}</span>
        {(Object.keys(LINES) as AnyRole[]).map((role) => <span key={role}><LineMark role={role} />{w.roles[role]}</span>)}
        <span><LineMark role="MEMBER" dotted />{t.noDate}</span>
      </p>
    </div>
  );
}
