// An operation's answer as the state of a component: what was shown stays until the new answer is there.

import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, remembered, type Operation } from './client';

export interface Asked<Data> {
  /** The newest answer, perhaps to the question before this one. */
  data: Data | undefined;
  /** Whether `data` answers the present question. */
  fresh: boolean;
  error: Error | undefined;
  /** When `data` came. */
  at: Date | undefined;
  retry: () => void;
}

interface Held<Data> {
  key: string;
  data: Data | undefined;
  at: Date | undefined;
  error: Error | undefined;
}

/** Asks again whenever the variables change; `undefined` asks nothing. */
export function useAnswer<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables | undefined): Asked<Data> {
  const key = variables === undefined ? '' : `${operation.name} ${JSON.stringify(variables)}`;
  const [held, hold] = useState<Held<Data>>({ key: '', data: undefined, at: undefined, error: undefined });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (variables === undefined) return undefined;
    const stop = new AbortController();
    ask(operation, variables, stop.signal).then(
      (data) => !stop.signal.aborted && hold({ key, data, at: new Date(), error: undefined }),
      (error: Error) => !stop.signal.aborted && hold((before) => ({ ...before, key, error })),
    );
    return () => stop.abort();
    // `key` stands for the operation and its variables.
  }, [key, attempt]);

  const known = variables === undefined ? undefined : remembered(operation, variables);
  const data = known ?? held.data;
  return {
    data,
    fresh: known !== undefined || (held.key === key && held.error === undefined),
    error: held.key === key && known === undefined ? held.error : undefined,
    at: held.at,
    retry: useCallback(() => setAttempt((n) => n + 1), []),
  };
}
