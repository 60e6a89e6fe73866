// The data of an operation as the state of a component. What was shown stays until the next data is there.

import { useCallback, useEffect, useState } from 'preact/hooks';
import { cachedData, cacheKey, request, type Operation } from './client';

export interface QueryResult<Data> {
  /** The latest data, which may belong to the variables before. */
  data: Data | undefined;
  /** Whether `data` belongs to the current variables. */
  isCurrent: boolean;
  error: Error | undefined;
  /** When `data` was received. */
  receivedAt: Date | undefined;
  retry: () => void;
}

interface State<Data> {
  key: string;
  data: Data | undefined;
  receivedAt: Date | undefined;
  error: Error | undefined;
}

/** Requests an operation, and again whenever the variables change. With `undefined` it requests nothing. */
export function useQuery<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables | undefined): QueryResult<Data> {
  const key = variables === undefined ? '' : cacheKey(operation, variables);
  const [state, setState] = useState<State<Data>>({ key: '', data: undefined, receivedAt: undefined, error: undefined });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (variables === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    request(operation, variables, signal).then(
      (data) => !signal.aborted && setState({ key, data, receivedAt: new Date(), error: undefined }),
      (error: Error) => !signal.aborted && setState((before) => ({ ...before, key, error })),
    );
    return () => controller.abort();
    // The key stands for the operation and its variables.
  }, [key, attempt]);

  const cached = variables === undefined ? undefined : cachedData(operation, variables);
  const isOfKey = state.key === key;
  return {
    data: cached ?? state.data,
    isCurrent: cached !== undefined || (isOfKey && state.error === undefined),
    error: isOfKey && cached === undefined ? state.error : undefined,
    receivedAt: state.receivedAt,
    retry: useCallback(() => setAttempt((n) => n + 1), []),
  };
}
