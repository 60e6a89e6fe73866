// The root component: the page of the current address, in the reader's language.

import { useEffect, useState } from 'preact/hooks';
import type { Address } from './address';
import { PageLayout } from './components/PageLayout';
import { I18nContext, i18nOf, isLanguage, preferredLanguage, storeLanguage, type Language } from './i18n';
import { AboutPage } from './pages/About';
import { ChangesPage } from './pages/Changes';
import { EventPage } from './pages/Event';
import { HomePage } from './pages/Home';
import { NotFoundPage } from './pages/NotFound';
import { OrganizationPage } from './pages/Organization';
import { PathPage } from './pages/Path';
import { PersonPage } from './pages/Person';
import { ProgramPage } from './pages/Program';
import { SearchPage } from './pages/Search';
import { SourcePage } from './pages/Source';
import { TopicPage } from './pages/Topic';
import { RouterContext, useBrowserRouter } from './router';

export function App() {
  const router = useBrowserRouter();
  const [chosen, setChosen] = useState<Language>();
  // Once the reader has switched, the language in an address no longer counts.
  const language = chosen ?? (isLanguage(router.language) ? router.language : preferredLanguage());

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const switchLanguage = (wanted: Language): void => {
    storeLanguage(wanted);
    setChosen(wanted);
  };
  return (
    <RouterContext.Provider value={router}>
      <I18nContext.Provider value={i18nOf(language)}>
        <PageLayout onLanguage={switchLanguage}>
          <Page address={router.address} />
        </PageLayout>
      </I18nContext.Provider>
    </RouterContext.Provider>
  );
}

function Page({ address }: { address: Address }) {
  switch (address.page) {
    case 'home':
      return <HomePage />;
    case 'about':
      return <AboutPage />;
    case 'search':
      return <SearchPage text={address.text} />;
    case 'organization':
      return <OrganizationPage key={address.slug} address={address} />;
    case 'changes':
      return <ChangesPage key={address.slug} address={address} />;
    case 'path':
      return <PathPage address={address} />;
    case 'event':
      return <EventPage key={address.slug} slug={address.slug} />;
    case 'program':
      return <ProgramPage key={address.slug} slug={address.slug} />;
    case 'person':
      return <PersonPage key={address.slug} slug={address.slug} />;
    case 'source':
      return <SourcePage key={address.slug} slug={address.slug} />;
    case 'topic':
      return <TopicPage key={address.slug} slug={address.slug} />;
    case 'notFound':
      return <NotFoundPage wanted={address.path} />;
  }
}
