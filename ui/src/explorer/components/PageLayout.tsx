// What every page has around its content: a link that skips to the content, search, navigation, language, footer.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { i18nOf, LANGUAGES, useI18n, type Language } from '../i18n';
import { Link, useRouter } from '../router';
import { SearchBox } from './SearchBox';

interface Props {
  onLanguage: (language: Language) => void;
  children: ComponentChildren;
}

export function PageLayout({ onLanguage, children }: Props) {
  const { t } = useI18n();
  const { address } = useRouter();
  return (
    <>
      <a class="skip" href="#content">{t.skip}</a>
      <header class="site-header">
        <Link to={{ page: 'home' }} class="brand" aria-label={t.nav.home}>
          <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true"><path d="M6 19L13 6.500L20 19M6 19H20" /><circle cx="13" cy="6.500" r="4" /><circle cx="6" cy="19" r="3.400" /><circle cx="20" cy="19" r="3.400" /></svg>
          <span>consortia</span>
        </Link>
        {address.page !== 'home' && <SearchBox isMain />}
        <nav aria-label={t.nav.label}>
          <Link to={{ page: 'about' }}>{t.nav.about}</Link>
          <a href="/data">{t.nav.data}</a>
          <a href="/graphiql">GraphiQL</a>
          <LanguageSwitch onLanguage={onLanguage} />
        </nav>
      </header>
      <main id="content">
        <IgnoredParameters />
        {children}
      </main>
      <footer class="site-footer"><p>{t.footer}</p></footer>
      <p class="print-only">{t.printed(location.href, new Date().toISOString().slice(0, 10))}</p>
    </>
  );
}

function LanguageSwitch({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const { language: current } = useI18n();
  return (
    <span class="languages">
      {LANGUAGES.filter((language) => language !== current).map((language) => (
        <button key={language} type="button" lang={language} onClick={() => onLanguage(language)}>{i18nOf(language).t.language}</button>
      ))}
    </span>
  );
}

/** Reports parameters of the address that were not understood, so that a typing error does not go unnoticed. */
function IgnoredParameters() {
  const { t } = useI18n();
  const { ignored } = useRouter();
  const [closed, setClosed] = useState('');
  const parameters = ignored.join(', ');
  if (!parameters || closed === parameters) return null;
  return (
    <div class="notice" role="status">
      <p>{t.notice.ignored(parameters)}</p>
      <button type="button" onClick={() => setClosed(parameters)}>{t.notice.close}</button>
    </div>
  );
}
