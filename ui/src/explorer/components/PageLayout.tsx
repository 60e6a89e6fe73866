// What every page has: the way to its content, the name, the search, the language, and the foot.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { LANGUAGES, rememberLanguage, speechOf, useSpeech, type Language } from '../i18n';
import { Link, useRouter } from '../router';
import { Search } from './SearchBox';

interface Props {
  onLanguage: (language: Language) => void;
  children: ComponentChildren;
}

export function Frame({ onLanguage, children }: Props) {
  const { t } = useSpeech();
  const { address } = useRouter();
  return (
    <>
      <a class="skip" href="#content">{t.skip}</a>
      <header class="top">
        <Link to={{ page: 'home' }} class="brand" aria-label={t.nav.home}>
          <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true"><path d="M6 19L13 6.500L20 19M6 19H20" /><circle cx="13" cy="6.500" r="4" /><circle cx="6" cy="19" r="3.400" /><circle cx="20" cy="19" r="3.400" /></svg>
          <span>consortia</span>
        </Link>
        {address.page !== 'home' && <Search main />}
        <nav aria-label={t.nav.main}>
          <Link to={{ page: 'about' }}>{t.nav.about}</Link>
          <a href="/data">{t.nav.data}</a>
          <a href="/graphiql">{t.nav.graphiql}</a>
          <LanguageSwitch onLanguage={onLanguage} />
        </nav>
      </header>
      <main id="content">
        <Notice />
        {children}
      </main>
      <footer class="foot"><p>{t.foot}</p></footer>
      <p class="print-only">{t.print(location.href, new Date().toISOString().slice(0, 10))}</p>
    </>
  );
}

function LanguageSwitch({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const { language: present } = useSpeech();
  return (
    <span class="languages">
      {LANGUAGES.filter((language) => language !== present).map((language) => (
        <button
          key={language} type="button" lang={language}
          onClick={() => { rememberLanguage(language); onLanguage(language); }}
        >
          {speechOf(language).t.language}
        </button>
      ))}
    </span>
  );
}

/** Says what of the address was not understood: a typo must not pass for an answer. */
function Notice() {
  const { t } = useSpeech();
  const { ignored } = useRouter();
  const [closed, close] = useState('');
  const what = ignored.join(', ');
  if (!what || closed === what) return null;
  return (
    <div class="notice" role="status">
      <p>{t.notice.ignored(what)}</p>
      <button type="button" onClick={() => close(what)}>{t.notice.close}</button>
    </div>
  );
}
