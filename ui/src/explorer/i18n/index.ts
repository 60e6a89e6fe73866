// The language of the interface: what the address says, else what was chosen before, else the browser's.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Reading } from '../domain/affiliationRole';
import { texts as textsEn, type Texts } from './messages.en';
import { texts as textsFr } from './messages.fr';
import type { Words } from './labels';
import { words as wordsEn } from './labels.en';
import { words as wordsFr } from './labels.fr';

/** The language in which the registry describes things, whatever that of the page: for voices that read it out. */
export const REGISTRY = 'en';

export type Language = 'en' | 'fr';
export const LANGUAGES: readonly Language[] = ['en', 'fr'];

export interface Speech {
  language: Language;
  t: Texts;
  w: Words;
}

const SPEECHES: Record<Language, Speech> = {
  en: { language: 'en', t: textsEn, w: wordsEn },
  fr: { language: 'fr', t: textsFr, w: wordsFr },
};

export function speechOf(language: Language): Speech {
  return SPEECHES[language];
}

export const SpeechContext = createContext<Speech>(SPEECHES.en);

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}

const CHOSEN = 'consortia:language';

export function isLanguage(text: string | null): text is Language {
  return text === 'en' || text === 'fr';
}

export function preferredLanguage(): Language {
  const chosen = stored();
  if (chosen) return chosen;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return wanted ?? 'en';
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(CHOSEN, language);
  } catch {
    // Storage may be closed to us: the choice then lasts as long as the page.
  }
}

function stored(): Language | undefined {
  try {
    const chosen = localStorage.getItem(CHOSEN);
    return isLanguage(chosen) ? chosen : undefined;
  } catch {
    return undefined;
  }
}

/** The word of a kind; one that is newer than this page stands as the API has it. */
export function kindWord(words: Words, kind: string): string {
  return (words.kinds as Record<string, string>)[kind] ?? kind.toLowerCase().replaceAll('_', ' ');
}

/** The heading of a reading; the types of words.ts leave out readings that do not exist. */
export function readingWord(words: Words, reading: Reading): string {
  return (words.readings as Record<string, string>)[reading] ?? reading;
}
