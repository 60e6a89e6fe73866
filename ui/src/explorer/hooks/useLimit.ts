// How many items of a long list are shown: one page more on each request, and all of them in print.

import { useEffect, useState } from 'preact/hooks';

export function useLimit(pageSize: number): [number, () => void] {
  const [limit, setLimit] = useState(pageSize);
  useEffect(() => {
    const showAll = (): void => setLimit(Infinity);
    addEventListener('beforeprint', showAll);
    return () => removeEventListener('beforeprint', showAll);
  }, []);
  return [limit, () => setLimit((before) => before + pageSize)];
}
