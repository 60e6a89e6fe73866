// The other names of a record, each with its kind.

import type { NameKind } from '../api/operations.generated';
import { useI18n } from '../i18n';

interface Props {
  names: readonly { value: string; kind: NameKind; language?: string | null }[];
  /** The name in the heading of the page. */
  name: string;
}

export function OtherNames({ names, name }: Props) {
  const { labels } = useI18n();
  return (
    <>
      {names.filter(({ value }) => value !== name).map(({ value, kind, language }) => (
        <span key={value} lang={language ?? undefined} class="other-name">{value} <small>{labels.names[kind]}</small></span>
      ))}
    </>
  );
}
