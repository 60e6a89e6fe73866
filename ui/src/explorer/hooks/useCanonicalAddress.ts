// An address that leads on is replaced by the one that it leads to: records are joined, and change their slugs.

import { useEffect } from 'preact/hooks';
import type { Address } from '../address';
import { useRouter } from '../router';

/** @param slug The slug of the record that the server returned for the address; undefined while it is unknown. */
export function useCanonicalAddress(address: Extract<Address, { slug: string }>, slug: string | undefined): void {
  const { navigate } = useRouter();
  useEffect(() => {
    if (slug !== undefined && slug !== address.slug) navigate({ ...address, slug }, 'replace');
  }, [slug, address.slug]);
}
