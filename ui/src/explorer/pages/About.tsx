// About and method: what dates mean, where facts come from, and how to read and operate the pages.

import { KindLegend } from '../diagram/KindLegend';
import { RoleIcon } from '../diagram/symbols/Icons';
import { LINE_STYLES } from '../diagram/symbols/lineStyles';
import type { AnyRole } from '../domain/affiliationRole';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';
import { about as aboutEn } from '../i18n/about.en';
import { about as aboutFr } from '../i18n/about.fr';

export function AboutPage() {
  const { t, language } = useI18n();
  useDocumentHead(t.titles.about);
  const { title, sections } = language === 'fr' ? aboutFr : aboutEn;
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

/** Every shape and every line, with its label. */
function Legend() {
  const { t, labels } = useI18n();
  return (
    <div class="legend-table">
      <p><KindLegend shows={() => true} /></p>
      <p>
        <span class="visually-hidden">{t.diagram.roles}</span>
        {(Object.keys(LINE_STYLES) as AnyRole[]).map((role) => <span key={role}><RoleIcon role={role} />{labels.roles[role]}</span>)}
        <span><RoleIcon role="MEMBER" dotted />{t.noDate}</span>
      </p>
    </div>
  );
}
