// The title and the description of a page in the head of the document.

import { useEffect } from 'preact/hooks';

const MAX_DESCRIPTION = 200;

export function useDocumentHead(title: string, description?: string | null): void {
  useEffect(() => {
    document.title = title ? `${title} · consortia` : 'consortia';
    if (description) {
      document.querySelector('meta[name="description"]')?.setAttribute('content', description.slice(0, MAX_DESCRIPTION));
    }
  }, [title, description]);
}
