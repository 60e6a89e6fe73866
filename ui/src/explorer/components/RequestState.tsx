// What stands where an answer should: still loading, refused, or nobody there.

import { useEffect, useState } from 'preact/hooks';
import { ApiError, ServerGone } from '../api/client';
import type { Asked } from '../api/useQuery';
import { useSpeech } from '../i18n';

/** Grey lines, and only once the wait can be felt. */
export function Loading() {
  const { t } = useSpeech();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div class="loading" />;
  return (
    <div class="loading" role="status" aria-label={t.loading}>
      <div class="bone wide" /><div class="bone" /><div class="bone picture-bone" /><div class="bone" /><div class="bone wide" />
    </div>
  );
}

/** A banner above what is still there; where it is `alone` and nothing is, it heads the page. */
export function Problem({ asked, alone = false }: { asked: Asked<unknown>; alone?: boolean }) {
  const { t, language } = useSpeech();
  const { error, retry, at, data } = asked;
  if (!error) return null;
  const gone = error instanceof ServerGone;
  return (
    <div class="problem" role="alert">
      {alone && data === undefined
        ? <h1 tabIndex={-1}>{gone ? t.gone.title : t.failed.title}</h1>
        : <h2>{gone ? t.gone.title : t.failed.title}</h2>}
      <p>{gone ? `${t.gone.text}${data === undefined ? '' : ` ${t.gone.last}`}` : error.message}</p>
      {gone && data !== undefined && at && <p>{t.gone.at(at.toLocaleTimeString(language))}</p>}
      {error instanceof ApiError && error.requestId && <p>{t.failed.id} <code>{error.requestId}</code></p>}
      <button type="button" class="button" onClick={retry}>{t.retry}</button>
    </div>
  );
}
