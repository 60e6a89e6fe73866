// Search while typing: a combobox with a listbox, as in the ARIA Authoring Practices. `/` moves the focus here,
// arrow keys choose, Enter opens, Esc closes.

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { recordAddress } from '../address';
import { ConnectionError } from '../api/client';
import { SearchDocument } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { useI18n } from '../i18n';
import { useRouter } from '../router';
import { SearchResultLine, type SearchResult } from './SearchResult';

interface Props {
  /** What choosing a result does; by default it opens the page of the result. */
  onPick?: (result: SearchResult) => void;
  /** The accessible name. */
  label?: string;
  /** Whether `/` moves the focus to this box. */
  isMain?: boolean;
  value?: string;
}

const MAX_RESULTS = 8;
/** How long typing must pause before a request, in ms. */
const TYPING_PAUSE = 90;

export function SearchBox({ onPick, label, isMain = false, value = '' }: Props) {
  const { t } = useI18n();
  const { navigate } = useRouter();
  const [text, setText] = useState(value);
  const [query, setQuery] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => setActive(0), [query]);
  useSlashKey(isMain ? input : undefined);

  const result = useQuery(SearchDocument, query && isOpen ? { text: query, first: MAX_RESULTS } : undefined);
  const found = result.isCurrent && query !== '' ? result.data?.search ?? undefined : undefined;
  const results = found?.edges ?? [];
  const isShown = isOpen && text.trim() !== '';
  const isExpanded = isShown && results.length > 0;

  const pick = (picked: SearchResult): void => {
    setIsOpen(false);
    setText(onPick ? picked.node.name : '');
    if (onPick) onPick(picked);
    else navigate(recordAddress(picked.node.__typename, picked.node.slug));
  };
  const showAll = (): void => {
    setIsOpen(false);
    navigate({ page: 'search', text: text.trim() });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setIsOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (results.length > 0) setActive((active + step + results.length) % results.length);
    } else if (event.key === 'Enter' && text.trim()) {
      event.preventDefault();
      const chosen = results[active];
      if (isShown && chosen) pick(chosen);
      else if (!onPick) showAll();
    } else if (event.key === 'Escape') {
      if (isShown) setIsOpen(false);
      else if (text) setText('');
      else input.current?.blur();
    }
  };

  return (
    <div class="search">
      <input
        ref={input} id={`${id}-box`} type="text" role="combobox" autocomplete="off" spellcheck={false} enterkeyhint="search"
        aria-label={label ?? t.search.label} aria-expanded={isExpanded} aria-controls={`${id}-list`} aria-autocomplete="list"
        {...(isExpanded && { 'aria-activedescendant': `${id}-${active}` })}
        placeholder={t.search.placeholder} value={text}
        onInput={(event) => { setText(event.currentTarget.value); setIsOpen(true); }}
        onFocus={() => setIsOpen(true)} onBlur={() => setIsOpen(false)} onKeyDown={onKeyDown}
      />
      {isMain && <kbd aria-hidden="true">/</kbd>}
      <div class="results" hidden={!isShown || (!found && !result.error)}>
        <ul id={`${id}-list`} role="listbox" aria-label={label ?? t.search.label}>
          {results.map((one, i) => (
            <li
              key={one.node.id} id={`${id}-${i}`} role="option" aria-selected={i === active}
              // Not on click: the blur before it would close the list.
              onMouseDown={(event) => { event.preventDefault(); pick(one); }} onMouseEnter={() => setActive(i)}
            >
              <SearchResultLine result={one} />
            </li>
          ))}
        </ul>
        {result.error && <p class="none">{result.error instanceof ConnectionError ? t.connectionLost.text : result.error.message}</p>}
        {found && results.length === 0 && <p class="none">{t.search.nothing(text.trim())}</p>}
        {found && !onPick && (results.length === 0 || found.totalCount > results.length) && (
          <button type="button" tabIndex={-1} onMouseDown={(event) => { event.preventDefault(); showAll(); }}>
            {results.length === 0 ? t.search.similarNames : t.search.showAll(found.totalCount, found.totalCountIsLowerBound)}
          </button>
        )}
      </div>
      <p class="visually-hidden" role="status">{isShown && found ? t.search.count(found.totalCount, found.totalCountIsLowerBound) : ''}</p>
    </div>
  );
}

/** `/` moves the focus to the input, unless the reader is typing elsewhere. */
function useSlashKey(input: { current: HTMLInputElement | null } | undefined): void {
  useEffect(() => {
    if (!input) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea, select')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [input]);
}
