// Search as you type. A combobox with a list: `/` comes here from anywhere, arrows walk, Enter opens,
// Esc closes. An answer says by which name it was found, if not by the one it shows.

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Find, type FindQuery } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { thingAt, type Address } from '../address';
import { kindWord, useSpeech, type Speech } from '../i18n';
import { useRouter } from '../router';
import { KindMark } from '../diagram/symbols/Icons';

export type Found = FindQuery['search']['edges'][number];

interface Props {
  /** What a choice does; opening its page unless given. */
  onPick?: (found: Found) => void;
  label?: string;
  placeholder?: string;
  /** Whether `/` comes here. */
  main?: boolean;
  value?: string;
}

const SHOWN = 8;

export function Search({ onPick, label, placeholder, main = false, value = '' }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const { go } = useRouter();
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 90);
    return () => clearTimeout(timer);
  }, [text]);
  useSlash(main ? input : undefined);

  const answer = useAnswer(Find, asked && open ? { text: asked, first: SHOWN } : undefined);
  const current = answer.fresh && asked !== '' ? answer.data?.search : undefined;
  const found = current?.edges ?? [];
  const shown = open && text.trim() !== '';
  useEffect(() => setActive(0), [asked]);

  const pick = (one: Found): void => {
    setOpen(false);
    setText(onPick ? one.node.name : '');
    if (onPick) onPick(one);
    else go(thingAt(one.node.__typename, one.node.slug));
  };
  const showAll = (): void => {
    const address: Address = { page: 'search', text: text.trim() };
    setOpen(false);
    go(address);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setActive((active + step + found.length) % found.length);
    } else if (event.key === 'Enter' && text.trim()) {
      event.preventDefault();
      const chosen = found[active];
      if (shown && chosen) pick(chosen);
      else if (!onPick) showAll();
    } else if (event.key === 'Escape') {
      if (shown) setOpen(false);
      else if (text) setText('');
      else input.current?.blur();
    }
  };

  return (
    <div class={main ? 'search main-search' : 'search'}>
      <input
        ref={input} id={`${id}-box`} type="text" role="combobox" autocomplete="off" spellcheck={false} enterkeyhint="search"
        aria-label={label ?? t.searchLabel} aria-expanded={shown && found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        {...(shown && found.length > 0 && { 'aria-activedescendant': `${id}-${active}` })}
        placeholder={placeholder ?? t.search} value={text}
        onInput={(event) => { setText(event.currentTarget.value); setOpen(true); }}
        onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onKeyDown={onKey}
      />
      {main && <kbd aria-hidden="true">/</kbd>}
      <div class="found" hidden={!shown || (found.length === 0 && !current)}>
        <ul id={`${id}-list`} role="listbox" aria-label={label ?? t.searchLabel}>
          {found.map((one, i) => (
            <li
              key={one.node.id} id={`${id}-${i}`} role="option" aria-selected={i === active}
              // Before the blur that would close the list.
              onMouseDown={(event) => { event.preventDefault(); pick(one); }} onMouseEnter={() => setActive(i)}
            >
              <FoundLine found={one} speech={speech} />
            </li>
          ))}
        </ul>
        {current && found.length === 0 && <p class="none">{t.nothingFound(text.trim())}</p>}
        {current && !onPick && (found.length === 0 || current.totalCount > found.length) && (
          <button type="button" tabIndex={-1} onMouseDown={(event) => { event.preventDefault(); showAll(); }}>
            {found.length === 0 ? t.nearNames : t.allResults(current.totalCount)}
          </button>
        )}
      </div>
      <p class="hearable" role="status">{shown && current ? t.results(current.totalCount) : ''}</p>
    </div>
  );
}

export function FoundLine({ found, speech: { t, w } }: { found: Found; speech: Speech }) {
  const { node, matchedName } = found;
  const matched = node.names.find(({ value }) => value === matchedName);
  const other = matchedName !== node.name && matched;
  return (
    <>
      {node.__typename === 'Organization' ? <KindMark kinds={node.organizationKinds} /> : <span class="mark none" />}
      <span class="found-name">
        <span class="found-title">{node.name}</span>
        {other && <span class="found-by">{w.names[other.kind]}: {matchedName}</span>}
      </span>
      <span class="found-kind">{kindOf(node, { t, w })}</span>
    </>
  );
}

/** What it is; and where or when, which tells apart what has the same name. */
function kindOf(node: Found['node'], { t, w }: Pick<Speech, 't' | 'w'>): string {
  switch (node.__typename) {
    case 'Organization':
      return [node.organizationKinds[0] && kindWord(w, node.organizationKinds[0]), node.location?.city ?? node.location?.country?.name].filter(Boolean).join(', ');
    case 'Program':
      return w.programs[node.programKind];
    case 'Event':
      return [w.events[node.eventKind], node.date && t.date(node.date)].filter(Boolean).join(', ');
    default:
      return w.things[node.__typename ?? 'Person'];
  }
}

/** `/` comes to the search box, unless something is being typed. */
function useSlash(input: { current: HTMLInputElement | null } | undefined): void {
  useEffect(() => {
    if (!input) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea, select')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [input]);
}
