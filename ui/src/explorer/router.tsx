// Moves between pages without loading them anew. Links are real links; this only takes plain clicks.

import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { readAddress, writeAddress, type Address, type AddressRead } from './address';

export interface Router extends AddressRead {
  /** Opens a page; `replace` when only the view of the same page changes. */
  go: (address: Address, how?: 'push' | 'replace') => void;
}

const here = (): AddressRead => readAddress(location.pathname, location.search);

export const RouterContext = createContext<Router>({ ...here(), go: () => undefined });

export function useRouter(): Router {
  return useContext(RouterContext);
}

export function useRouting(): Router {
  const [read, setRead] = useState(here);

  useEffect(() => {
    const follow = (): void => setRead(here());
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  const go = (address: Address, how: 'push' | 'replace' = 'push'): void => {
    const path = writeAddress(address);
    if (how === 'push' && path !== location.pathname + location.search) history.pushState(null, '', path);
    else history.replaceState(history.state, '', path);
    setRead(here());
    if (how === 'push') {
      scrollTo(0, 0);
      // A new page begins at its heading, for those who hear it too.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }));
    }
  };
  return { ...read, go };
}

interface LinkProps {
  to: Address;
  class?: string;
  'aria-label'?: string;
  children: ComponentChildren;
}

/** A link within the Explorer. */
export function Link({ to, children, ...rest }: LinkProps) {
  const { go } = useRouter();
  return (
    <a {...rest} href={writeAddress(to)} onClick={(event) => follow(event, () => go(to))}>
      {children}
    </a>
  );
}

/** Takes a click that asks for nothing special, such as another tab. */
export function follow(event: MouseEvent, go: () => void): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go();
}
