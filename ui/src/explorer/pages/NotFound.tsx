// Nothing at this address: says so, and offers names that come near.

import { useHead } from '../hooks/useDocumentHead';
import { useSpeech } from '../i18n';
import { Near } from '../components/SimilarNames';

export function NotFound({ wanted }: { wanted: string }) {
  const { t } = useSpeech();
  useHead(t.notFound.title);
  return (
    <article class="page">
      <h1 tabIndex={-1}>{t.notFound.title}</h1>
      <p>{t.notFound.text(wanted)}</p>
      <Near text={wanted.replace(/^\/\w\//, '').replaceAll(/[-/]/g, ' ')} />
    </article>
  );
}
