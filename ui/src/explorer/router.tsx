// Moves between pages without loading them anew. Links are ordinary links; only plain clicks are intercepted.

import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { formatAddress, parseAddress, type Address, type ParsedAddress } from './address';

export interface Router extends ParsedAddress {
  /** Opens an address. `replace` is for another view of the same page: it adds no entry to the history. */
  navigate: (address: Address, mode?: 'push' | 'replace') => void;
}

const currentAddress = (): ParsedAddress => parseAddress(location.pathname, location.search);

export const RouterContext = createContext<Router>({ ...currentAddress(), navigate: () => undefined });

export function useRouter(): Router {
  return useContext(RouterContext);
}

/** The router itself, for the root component. */
export function useBrowserRouter(): Router {
  const [parsed, setParsed] = useState(currentAddress);

  useEffect(() => {
    const update = (): void => setParsed(currentAddress());
    addEventListener('popstate', update);
    return () => removeEventListener('popstate', update);
  }, []);

  const navigate = (address: Address, mode: 'push' | 'replace' = 'push'): void => {
    const url = formatAddress(address);
    if (mode === 'push' && url !== location.pathname + location.search) history.pushState(null, '', url);
    else history.replaceState(history.state, '', url);
    setParsed(currentAddress());
    if (mode === 'push') {
      scrollTo(0, 0);
      // Screen readers continue at the heading of the new page.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }));
    }
  };
  return { ...parsed, navigate };
}

interface LinkProps {
  to: Address;
  class?: string;
  'aria-label'?: string;
  children: ComponentChildren;
}

/** A link within the Explorer. */
export function Link({ to, children, ...attributes }: LinkProps) {
  const { navigate } = useRouter();
  return (
    <a {...attributes} href={formatAddress(to)} onClick={(event) => onPlainClick(event, () => navigate(to))}>
      {children}
    </a>
  );
}

/** Handles a click unless it asks for something else, such as another tab. */
export function onPlainClick(event: MouseEvent, handle: () => void): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  handle();
}
