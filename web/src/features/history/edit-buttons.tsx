import { Link2, Trash2, UserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import type { useEdits } from './use-edits.ts';
import type { Chosen } from './use-selection.ts';

const PersonDialog = lazy(async () => ({ default: (await import('./person-dialog.tsx')).PersonDialog }));
const ItemDialog = lazy(async () => ({ default: (await import('./item-dialog.tsx')).ItemDialog }));

interface Props {
  readonly chosen: Chosen;
  readonly edits: ReturnType<typeof useEdits>;
  /** Called before the plays go away, and before they are given to somebody or something else. */
  readonly onRemove: () => void;
  readonly onMove?: () => void;
}

/** What administrators may change about plays: whose they are, what was played, and that they are there. */
export function EditButtons({ chosen, edits, onRemove, onMove }: Props) {
  const [dialog, setDialog] = useState<'person' | 'item' | null>(null);
  const close = (): void => setDialog(null);
  const moving = (): void => {
    close();
    onMove?.();
  };
  return (
    <>
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
          onRemove();
          void edits.remove(chosen);
        }}
      >
        <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('edit.delete')}
      </Button>
      <Suspense fallback={null}>
        {dialog === 'person' && (
          <PersonDialog
            onClose={close}
            onChoose={(person) => {
              moving();
              void edits.reassign(chosen, person);
            }}
          />
        )}
        {dialog === 'item' && (
          <ItemDialog
            onClose={close}
            onChoose={(item) => {
              moving();
              void edits.relink(chosen, item);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
