// The language of the pages: the one in the address, else the one that the reader chose before, else the browser's.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Labels } from './labels';
import { labels as labelsEn } from './labels.en';
import { labels as labelsFr } from './labels.fr';
import { messages as messagesEn, type Messages } from './messages.en';
import { messages as messagesFr } from './messages.fr';

export type Language = 'en' | 'fr';
export const LANGUAGES: readonly Language[] = ['en', 'fr'];

/** The language of descriptions and notes in the registry, whatever the language of the page: for `lang` attributes. */
export const REGISTRY_LANGUAGE = 'en';

export interface I18n {
  language: Language;
  /** Sentences of the pages. */
  t: Messages;
  /** Labels of the vocabularies. */
  labels: Labels;
}

const I18N: Record<Language, I18n> = {
  en: { language: 'en', t: messagesEn, labels: labelsEn },
  fr: { language: 'fr', t: messagesFr, labels: labelsFr },
};

export function i18nOf(language: Language): I18n {
  return I18N[language];
}

export const I18nContext = createContext<I18n>(I18N.en);

export function useI18n(): I18n {
  return useContext(I18nContext);
}

export function isLanguage(text: string | null | undefined): text is Language {
  return text === 'en' || text === 'fr';
}

const STORAGE_KEY = 'consortia:language';

export function preferredLanguage(): Language {
  return storedLanguage() ?? navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Without access to storage the choice lasts as long as the page.
  }
}

function storedLanguage(): Language | undefined {
  try {
    const language = localStorage.getItem(STORAGE_KEY);
    return isLanguage(language) ? language : undefined;
  } catch {
    return undefined;
  }
}
