import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../../lib/i18n.ts';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { TableSkeleton } from '../../ui/table/table-states.tsx';

interface Props<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: T) => ReactNode;
}

/** What a part of the page shows while it is asked for, and when that fails. */
export function TabState<T>({ query: { data, error, refetch }, children }: Props<T>) {
  if (error !== null && data === undefined) {
    return <LoadProblem words={t('person.partProblem')} error={error} onRetry={() => void refetch()} />;
  }
  return data === undefined ? <TableSkeleton rows={5} /> : children(data);
}
