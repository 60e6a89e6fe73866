// Which page an address means, in which language.

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Address } from './address';
import { Frame } from './components/PageLayout';
import { isLanguage, preferredLanguage, speechOf, SpeechContext } from './i18n';
import { AboutPage } from './pages/About';
import { ChangesPage } from './pages/Changes';
import { EventPage } from './pages/Event';
import { HomePage } from './pages/Home';
import { NotFound } from './pages/NotFound';
import { OrganizationPage } from './pages/Organization';
import { PathPage } from './pages/Path';
import { PersonPage } from './pages/Person';
import { ProgramPage } from './pages/Program';
import { SearchPage } from './pages/Search';
import { SourcePage } from './pages/Source';
import { RouterContext, useRouting } from './router';

export function App() {
  const router = useRouting();
  const [chosen, choose] = useState(preferredLanguage);
  const asked = router.language ?? null;
  const language = isLanguage(asked) && !sessionChoice.made ? asked : chosen;
  const speech = useMemo(() => speechOf(language), [language]);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <RouterContext.Provider value={router}>
      <SpeechContext.Provider value={speech}>
        <Frame onLanguage={(wanted) => { sessionChoice.made = true; choose(wanted); }}>
          <Page address={router.address} />
        </Frame>
      </SpeechContext.Provider>
    </RouterContext.Provider>
  );
}

/** Once a reader has switched, an address with a language of its own no longer overrules. */
const sessionChoice = { made: false };

function Page({ address }: { address: Address }) {
  switch (address.page) {
    case 'home':
      return <HomePage />;
    case 'about':
      return <AboutPage />;
    case 'search':
      return <SearchPage text={address.text} />;
    case 'organization':
      return <OrganizationPage key={address.slug} view={address} />;
    case 'changes':
      return <ChangesPage key={address.slug} address={address} />;
    case 'path':
      return <PathPage address={address} />;
    case 'event':
      return <EventPage slug={address.slug} />;
    case 'program':
      return <ProgramPage slug={address.slug} />;
    case 'person':
      return <PersonPage slug={address.slug} />;
    case 'source':
      return <SourcePage slug={address.slug} />;
    case 'nowhere':
      return <NotFound wanted={address.path} />;
  }
}
