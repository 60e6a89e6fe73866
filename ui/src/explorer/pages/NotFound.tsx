// The page of an address that the registry does not have, with similar names; or of a record that was withdrawn.

import type { Warning } from '../api/client';
import { SimilarNames } from '../components/SimilarNames';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { REGISTRY_LANGUAGE, useI18n } from '../i18n';

interface Props {
  /** A slug or a path. */
  wanted: string;
  /** What the server says about the key. */
  warnings?: readonly Warning[];
}

export function NotFoundPage({ wanted, warnings = [] }: Props) {
  const { t } = useI18n();
  const withdrawn = warnings.filter(({ code }) => code === 'WITHDRAWN');
  const { title, text } = withdrawn.length > 0 ? t.withdrawn : t.notFound;
  useDocumentHead(title);
  return (
    <article class="page">
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text(wanted)}</p>
      {withdrawn.map(({ message }) => <p key={message} class="note" lang={REGISTRY_LANGUAGE}>{message}</p>)}
      {withdrawn.length === 0 && <SimilarNames text={wanted.replace(/^\/\w\//, '').replaceAll(/[-/]/g, ' ')} />}
    </article>
  );
}
