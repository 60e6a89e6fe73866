// What the browser's own chrome shows of a page: its title, description and language.

import { useEffect } from 'preact/hooks';

export function useHead(title: string, description?: string | null): void {
  useEffect(() => {
    document.title = title ? `${title} · consortia` : 'consortia';
    if (description) {
      document.querySelector('meta[name="description"]')?.setAttribute('content', description.slice(0, 200));
    }
  }, [title, description]);
}
