import { CircleCheck, CircleX } from 'lucide-react';
import type { SignInPage } from '#contract/logs.ts';
import type { PersonRow } from '#contract/people.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Moment } from '../../ui/moment.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { allRows, useRows } from '../../ui/table/use-rows.ts';
import { browserWords } from '../account/session-line.tsx';
import { useTableSort } from './table-sort.ts';

type Try = SignInPage['rows'][number];

const roleWords = (role: string | null): string => {
  const known = (['owner', 'admin', 'viewer', 'guest'] as const).find((one) => one === role);
  return known === undefined ? (role ?? t('unknown')) : t(`role.${known}`);
};

const COLUMNS: ReadonlyArray<Column<Try>> = [
  {
    ...{ id: 'at', label: 'personSignIns.at', width: 11, sort: { by: 'at', first: 'desc' } },
    ...{ text: ({ at }) => at, cell: ({ at }) => <Moment at={at} /> },
  },
  {
    ...{ id: 'result', label: 'personSignIns.result', width: 9 },
    ...{ text: ({ isSuccess }) => resultWords(isSuccess), cell: ({ isSuccess }) => <Result isSuccess={isSuccess} /> },
  },
  {
    ...{ id: 'role', label: 'personSignIns.role', width: 8, isOptional: true },
    ...{ text: ({ role }) => role, cell: ({ role }) => roleWords(role) },
  },
  {
    ...{ id: 'address', label: 'personSignIns.address', width: 12, text: ({ ipAddress }) => ipAddress },
    cell: ({ ipAddress }) => <bdi className="tabular truncate">{ipAddress ?? t('addresses.noAddress')}</bdi>,
  },
  {
    ...{ id: 'host', label: 'personSignIns.host', width: 14, text: ({ host }) => host },
    cell: ({ host }) => <bdi className="truncate">{host ?? t('unknown')}</bdi>,
  },
  {
    ...{ id: 'browser', label: 'personSignIns.browser', width: 14, text: ({ userAgent }) => browserWords(userAgent) },
    cell: ({ userAgent }) => <span className="truncate">{browserWords(userAgent)}</span>,
  },
  {
    ...{ id: 'expires', label: 'personSignIns.expires', width: 9, text: ({ expiresAt }) => expiresAt },
    cell: ({ expiresAt }) => (expiresAt === null ? t('unknown') : <Moment at={expiresAt} />),
  },
];

const resultWords = (isSuccess: boolean): string => t(isSuccess ? 'personSignIns.success' : 'personSignIns.failure');

const Result = ({ isSuccess }: { readonly isSuccess: boolean }) => (
  <Badge tone={isSuccess ? 'ok' : 'danger'} icon={isSuccess ? CircleCheck : CircleX}>
    {resultWords(isSuccess)}
  </Badge>
);

const keyOf = ({ id }: Try): string => String(id);
const PATH = '/sign-ins';

/** When somebody came in here, and when they were refused. */
export function SignInsTab({ person }: { readonly person: PersonRow }) {
  const columns = useColumns('person-sign-ins', COLUMNS);
  const [sort, onSort] = useTableSort({ by: 'at', order: 'desc' }, ['at']);
  const params = { user: person.id, order: sort.order };
  const { query, rows, page, onNearEnd } = useRows<SignInPage>(PATH, params);
  const { error, isPending, isPlaceholderData, refetch } = query;
  if (error !== null && page === undefined) {
    return <LoadProblem words={t('person.partProblem')} error={error} onRetry={() => void refetch()} />;
  }
  if (isPending) return <TableSkeleton rows={5} />;
  if (rows.length === 0) {
    return <EmptyState title={t('personSignIns.none')} text={t('personSignIns.noneText')} picture={<QuietPicture />} />;
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex justify-end">
        <TableTools
          columns={columns}
          sort={sort}
          onSort={onSort}
          download={{ name: `sign-ins-${person.username}`, rows: () => allRows<SignInPage>(PATH, params) }}
        />
      </div>
      <DataTable
        label={t('person.tab.sign-ins')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        found={page?.found}
        sort={sort}
        onSort={onSort}
        card={(row) => <Card row={row} />}
        isBusy={isPlaceholderData}
        onNearEnd={onNearEnd}
      />
    </div>
  );
}

const Card = ({ row }: { readonly row: Try }) => (
  <span className="flex min-w-0 flex-1 flex-col gap-1">
    <span className="flex items-center gap-2 text-title-s">
      <Moment at={row.at} />
      <Result isSuccess={row.isSuccess} />
    </span>
    <span className="truncate text-caption text-text-2">
      {row.ipAddress ?? t('addresses.noAddress')}
      {t('separator')}
      {browserWords(row.userAgent)}
    </span>
  </span>
);
