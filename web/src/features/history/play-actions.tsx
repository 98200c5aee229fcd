import { Link2, Trash2, UserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { PlayDetail } from '#contract/history.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { useHistoryMoves } from './history-context.ts';
import { useEdits } from './use-edits.ts';
import { useHistoryFilter } from './use-history-filter.ts';

const PersonDialog = lazy(async () => ({ default: (await import('./person-dialog.tsx')).PersonDialog }));
const ItemDialog = lazy(async () => ({ default: (await import('./item-dialog.tsx')).ItemDialog }));

/** What administrators may change about one play. Times, pauses and how far it got are what was observed, and stay. */
export function PlayActions({ detail: { row } }: { readonly detail: PlayDetail }) {
  const { filter } = useHistoryFilter();
  const edits = useEdits({ ...filter, view: 'plays' });
  const { close } = useHistoryMoves();
  const [dialog, setDialog] = useState<'person' | 'item' | null>(null);
  const chosen = { keys: new Set([row.playId]), isAll: false };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button onPress={() => setDialog('person')}>
          <UserRound size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('edit.reassign')}
        </Button>
        <Button onPress={() => setDialog('item')}>
          <Link2 size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('edit.relink')}
        </Button>
        <Button
          look="danger"
          onPress={() => {
            close();
            void edits.remove(chosen);
          }}
        >
          <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('edit.delete')}
        </Button>
      </div>
      <p className="text-caption text-text-2">{t('edit.facts')}</p>
      <Suspense fallback={null}>
        {dialog === 'person' && (
          <PersonDialog
            onClose={() => setDialog(null)}
            onChoose={(person) => {
              setDialog(null);
              void edits.reassign(chosen, person);
            }}
          />
        )}
        {dialog === 'item' && (
          <ItemDialog
            onClose={() => setDialog(null)}
            onChoose={(item) => {
              setDialog(null);
              void edits.relink(chosen, item);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
