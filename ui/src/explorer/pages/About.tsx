// What the dates mean, how facts are chosen, and how to use the page without a mouse.

import { useHead } from '../head';
import { useSpeech } from '../i18n';
import { about as english } from '../i18n/about.en';
import { about as french } from '../i18n/about.fr';

export function AboutPage() {
  const { t, language } = useSpeech();
  useHead(t.titles.about);
  const { title, sections } = language === 'fr' ? french : english;
  return (
    <article class="page about">
      <h1 tabIndex={-1}>{title}</h1>
      {sections.map(({ heading, paragraphs, list }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((text) => <p key={text}>{text}</p>)}
          {list && <dl>{list.map(([term, meaning]) => [<dt key={term}>{term}</dt>, <dd key={meaning}>{meaning}</dd>])}</dl>}
        </section>
      ))}
      <p><a href="/graphiql">GraphiQL</a> · <a href="/schema.graphql">schema.graphql</a></p>
    </article>
  );
}
