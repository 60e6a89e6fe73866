// What the pages of events, programmes and people share: kind, name, actions, other names and description.

import type { ComponentChildren } from 'preact';
import type { OperationText } from '../api/client';
import type { NameKind } from '../api/operations.generated';
import type { QueryResult } from '../api/useQuery';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { REGISTRY_LANGUAGE } from '../i18n';
import { Actions } from './Actions';
import { OtherNames } from './OtherNames';
import { ErrorMessage, Loading } from './RequestState';

interface Props {
  result: QueryResult<unknown>;
  /** Undefined until it is received. */
  record: { name: string; description: string | null; names: readonly { value: string; kind: NameKind; language: string | null }[] } | null | undefined;
  operation: OperationText;
  variables: unknown;
  /** What it is, above its name. */
  kind: readonly string[] | null | undefined;
  /** Below its name. */
  subtitle?: ComponentChildren;
  children: ComponentChildren;
}

export function RecordPage({ result, record, operation, variables, kind, subtitle, children }: Props) {
  useDocumentHead(record?.name ?? '', record?.description);
  return (
    <article class="page">
      <ErrorMessage result={result} isHeading />
      {!record && !result.error && <Loading />}
      {record && (
        <>
          <header class="heading">
            <p class="kind">{kind?.join(' · ')}</p>
            <h1 tabIndex={-1}>{record.name}</h1>
            <Actions operation={operation} variables={variables} />
          </header>
          {subtitle}
          {record.names.some(({ value }) => value !== record.name) && <p class="other-names"><OtherNames names={record.names} name={record.name} /></p>}
          {record.description && <p class="description" lang={REGISTRY_LANGUAGE}>{record.description}</p>}
          {children}
        </>
      )}
    </article>
  );
}
