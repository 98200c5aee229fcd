import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Circle, CircleDot, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { LibraryRow } from '#contract/libraries.ts';
import { writeJson } from '../../lib/api.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { errorWords } from '../../ui/notice.tsx';
import type { Selection } from '../../ui/table/selection.ts';
import { toast } from '../../ui/toaster.tsx';
import { renewLibraries } from './use-libraries.ts';

interface Props {
  readonly rows: readonly LibraryRow[];
  readonly selection: Selection;
}

/** Sums of what is listed; when libraries are chosen, what can be done with them. */
export function BulkBar({ rows, selection }: Props) {
  const chosen = rows.filter(({ id }) => selection.keys.has(String(id)));
  if (chosen.length === 0) return <Sums rows={rows} />;
  return <Actions chosen={chosen} onDone={selection.clear} />;
}

function Sums({ rows }: Pick<Props, 'rows'>) {
  const plays = rows.reduce((sum, row) => sum + row.plays, 0);
  const watchedMs = rows.reduce((sum, row) => sum + row.watchedMs, 0);
  return (
    <>
      <span>{t('libraries.sum', { n: rows.length })}</span>
      <span>{t('libraries.playCount', { n: plays, count: number(plays) })}</span>
      <span>{duration(watchedMs)}</span>
    </>
  );
}

const ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

function useBulk(chosen: readonly LibraryRow[], onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ask: (id: number) => Promise<unknown>) => {
      for (const { id } of chosen) await ask(id);
    },
    onSuccess: () => {
      toast(t('libraries.changed', { n: chosen.length }));
      onDone();
    },
    onSettled: () => renewLibraries(queries),
  });
}

const keepHistory = (keepsHistory: boolean) => (id: number) =>
  writeJson('PUT', `/libraries/${id}/settings`, { keepsHistory });
const bringBack = (id: number) => writeJson('POST', `/libraries/${id}/restore`, {});
const remove = (id: number) => writeJson('DELETE', `/libraries/${id}`);

function Actions({ chosen, onDone }: { readonly chosen: readonly LibraryRow[]; readonly onDone: () => void }) {
  const bulk = useBulk(chosen, onDone);
  const [isAsking, setAsking] = useState(false);
  const isRemoved = chosen.every(({ isDeleted }) => isDeleted);
  return (
    <div className="flex flex-wrap items-center gap-2 py-1">
      <span className="me-2 text-body-s font-semibold text-text">{t('table.chosen', { n: chosen.length })}</span>
      <Button onPress={() => bulk.mutate(keepHistory(true))} isPending={bulk.isPending}>
        <CircleDot {...ICON} />
        {t('libraries.record')}
      </Button>
      <Button onPress={() => bulk.mutate(keepHistory(false))} isPending={bulk.isPending}>
        <Circle {...ICON} />
        {t('libraries.dontRecord')}
      </Button>
      {isRemoved ? (
        <Button onPress={() => bulk.mutate(bringBack)} isPending={bulk.isPending}>
          <RotateCcw {...ICON} />
          {t('libraries.bringBack')}
        </Button>
      ) : (
        <Button look="danger" onPress={() => setAsking(true)}>
          <Trash2 {...ICON} />
          {t('libraries.remove')}
        </Button>
      )}
      <Button look="quiet" onPress={onDone}>
        <X {...ICON} />
        {t('table.unchoose')}
      </Button>
      {bulk.error && <span className="text-danger">{errorWords(bulk.error)}</span>}
      {isAsking && (
        <ConfirmDialog
          title={t('libraries.removeTitle', { n: chosen.length })}
          text={
            <>
              <p>{t('libraries.removeText')}</p>
              <p className="pt-2 font-semibold text-text">{chosen.map(({ name }) => name).join(', ')}</p>
            </>
          }
          action={t('libraries.remove')}
          onConfirm={() => bulk.mutateAsync(remove)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
