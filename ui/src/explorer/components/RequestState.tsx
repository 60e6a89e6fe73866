// What a page shows while a request is under way and after it has failed.

import { useEffect, useState } from 'preact/hooks';
import { ApiError, ConnectionError } from '../api/client';
import type { QueryResult } from '../api/useQuery';
import { useI18n } from '../i18n';

/** A shorter wait is not felt as one, in ms. */
const DELAY = 150;

/** Grey bars in place of the content. */
export function Loading() {
  const { t } = useI18n();
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), DELAY);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return <div class="loading" />;
  return (
    <div class="loading" role="status" aria-label={t.loading}>
      <div class="placeholder wide" /><div class="placeholder" /><div class="placeholder tall" /><div class="placeholder" /><div class="placeholder wide" />
    </div>
  );
}

/** The error of a request, if there is one, above data that is still shown. With `isHeading`, it heads a page without data. */
export function ErrorMessage({ result, isHeading = false }: { result: QueryResult<unknown>; isHeading?: boolean }) {
  const { t, language } = useI18n();
  const { error, retry, receivedAt, data } = result;
  if (!error) return null;
  const isConnectionLost = error instanceof ConnectionError;
  const title = isConnectionLost ? t.connectionLost.title : t.requestFailed.title;
  return (
    <div class="error" role="alert">
      {isHeading && data === undefined ? <h1 tabIndex={-1}>{title}</h1> : <h2>{title}</h2>}
      <p>{isConnectionLost ? t.connectionLost.text : error.message}</p>
      {isConnectionLost && data !== undefined && receivedAt && <p>{t.connectionLost.lastData(receivedAt.toLocaleTimeString(language))}</p>}
      {error instanceof ApiError && error.requestId && <p>{t.requestFailed.id} <code>{error.requestId}</code></p>}
      <button type="button" class="button" onClick={retry}>{t.retry}</button>
    </div>
  );
}
