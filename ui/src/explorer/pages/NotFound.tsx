// The page of an address that the registry does not have, with similar names.

import { SimilarNames } from '../components/SimilarNames';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';

/** @param wanted A slug or a path. */
export function NotFoundPage({ wanted }: { wanted: string }) {
  const { t } = useI18n();
  useDocumentHead(t.notFound.title);
  return (
    <article class="page">
      <h1 tabIndex={-1}>{t.notFound.title}</h1>
      <p>{t.notFound.text(wanted)}</p>
      <SimilarNames text={wanted.replace(/^\/\w\//, '').replaceAll(/[-/]/g, ' ')} />
    </article>
  );
}
