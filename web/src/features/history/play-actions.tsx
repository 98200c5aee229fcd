import type { PlayDetail } from '#contract/history.ts';
import { t } from '../../lib/i18n.ts';
import { EditButtons } from './edit-buttons.tsx';
import { useHistoryMoves } from './history-context.ts';
import { useEdits } from './use-edits.ts';
import { useHistoryFilter } from './use-history-filter.ts';

/** What administrators may change about one play. Times, pauses and how far it got are what was observed, and stay. */
export function PlayActions({ detail: { row } }: { readonly detail: PlayDetail }) {
  const { filter } = useHistoryFilter();
  const edits = useEdits({ ...filter, view: 'plays' });
  const { close } = useHistoryMoves();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <EditButtons chosen={{ keys: new Set([row.playId]), isAll: false }} edits={edits} onRemove={close} />
      </div>
      <p className="text-caption text-text-2">{t('edit.facts')}</p>
    </div>
  );
}
