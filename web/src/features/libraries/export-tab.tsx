import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, FilePlus2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ExportPage } from '#contract/logs.ts';
import { apiPath, getJson, writeJson } from '../../lib/api.ts';
import { fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import { ExportDialog } from './export-dialog.tsx';
import type { PartProps } from './part-props.ts';

type ExportRow = ExportPage['rows'][number];

/** While something is written, how far it is is asked for this often, in milliseconds. */
const BUSY_MS = 1_500;
const LIMIT = 200;

/** The exports of a library, and how to make one. */
export function ExportTab({ detail: { library } }: PartProps) {
  const [isMaking, setMaking] = useState(false);
  const queryKey = ['exports', 'library', library.id];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<ExportPage>('/exports', { library: library.id, limit: LIMIT }, signal),
    refetchInterval: ({ state }) => (state.data?.rows.some(({ state: one }) => one === 'running') ? BUSY_MS : false),
  });
  const { data, error } = query;
  const make = (
    <Button look="primary" onPress={() => setMaking(true)}>
      <FilePlus2 size={16} strokeWidth={1.75} aria-hidden="true" />
      {t('libraries.export.new')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      {error && (
        <LoadProblem words={t('libraries.export.problem')} error={error} onRetry={() => void query.refetch()} />
      )}
      {data === undefined && !error && <TableSkeleton rows={4} />}
      {data?.rows.length === 0 && (
        <EmptyState title={t('libraries.export.none')} text={t('libraries.export.noneText')}>
          {make}
        </EmptyState>
      )}
      {data !== undefined && data.rows.length > 0 && (
        <>
          <div className="flex justify-end">{make}</div>
          <ul className="flex flex-col rounded-card border border-line bg-surface">
            {data.rows.map((row) => (
              <ExportLine key={row.id} row={row} />
            ))}
          </ul>
        </>
      )}
      {isMaking && <ExportDialog library={library} type="all" onClose={() => setMaking(false)} />}
    </div>
  );
}

function about(row: ExportRow): string {
  const parts = [
    t('libraries.export.levels', { metadata: row.metadataLevel, media: row.mediaInfoLevel }),
    row.customFields.length > 0 && t('libraries.export.fieldCount', { n: row.customFields.length }),
    row.hasIndividualFiles && t('libraries.export.individual'),
    row.state === 'done' && t('libraries.itemCount', { n: row.exportedItems, count: number(row.exportedItems) }),
    row.state === 'done' && fileSize(row.fileSizeBytes),
  ];
  return parts.filter((part) => part !== false).join(t('separator'));
}

const LINE =
  'flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line/60 px-4 py-2 last:border-b-0 sm:flex-nowrap';

function ExportLine({ row }: { readonly row: ExportRow }) {
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => writeJson('DELETE', `/exports/${row.id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  });
  const name = row.title ?? t('libraries.export.untitled');
  return (
    <li className={LINE}>
      <span className="flex min-w-0 flex-1 basis-60 flex-col gap-0.5">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate text-title-s">{name}</span>
          <Badge tone="neutral">{row.fileFormat.toUpperCase()}</Badge>
        </span>
        <span className="tabular truncate text-caption text-text-2">{about(row)}</span>
        {row.failure !== null && <span className="text-caption text-danger">{row.failure}</span>}
      </span>
      <Moment at={row.startedAt} className="shrink-0 text-body-s text-text-2" />
      <span className="flex shrink-0 items-center justify-end gap-2 sm:w-64">
        <State row={row} name={name} />
        <Button look="quiet" onPress={() => setAsking(true)} aria-label={t('libraries.export.deleteOne', { name })}>
          <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('libraries.export.delete')}
        </Button>
      </span>
      {isAsking && (
        <ConfirmDialog
          title={t('libraries.export.deleteOne', { name })}
          text={t(row.state === 'running' ? 'libraries.export.deleteRunning' : 'libraries.export.deleteText')}
          action={t('libraries.export.delete')}
          onConfirm={async () => {
            await remove.mutateAsync();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

function State({ row, name }: { readonly row: ExportRow; readonly name: string }) {
  if (row.state === 'failed') return <Badge tone="danger">{t('libraries.export.failed')}</Badge>;
  if (row.state === 'running') {
    const part = row.totalItems === 0 ? 0 : row.exportedItems / row.totalItems;
    return (
      <span className="flex w-32 flex-col gap-1">
        <span className="tabular text-caption text-text-2">
          {t('libraries.export.running', { n: Math.round(part * 100) })}
        </span>
        <ProgressBar played={part} label={t('libraries.export.progress')} />
      </span>
    );
  }
  return (
    <a
      href={apiPath(`/exports/${row.id}/file`)}
      download
      aria-label={t('libraries.export.downloadOne', { name })}
      className={buttonClass('plain')}
    >
      <Download size={16} strokeWidth={1.75} aria-hidden="true" />
      {t('libraries.export.download')}
    </a>
  );
}
