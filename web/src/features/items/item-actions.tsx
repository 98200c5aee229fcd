import { BellRing, Replace } from 'lucide-react';
import { useState } from 'react';
import type { ItemRecord } from '#contract/items.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { AnnounceDialog } from './announce-dialog.tsx';
import { FixMatch } from './fix-match.tsx';
import type { Shown } from './shown.ts';
import type { Presence } from './use-item.ts';

/** What is announced as new; a collection is not. */
const ANNOUNCED: ReadonlySet<string> = new Set(['movie', 'show', 'season', 'episode', 'artist', 'album', 'track']);

interface Props {
  readonly shown: Shown;
  readonly record: ItemRecord | null;
  readonly presence: Presence;
}

/** What administrators do with an item. */
export function ItemActions({ shown, record, presence }: Props) {
  const isAdmin = useMay('write');
  const [open, setOpen] = useState<'match' | 'announce' | null>(null);
  if (!isAdmin || shown.ratingKey === null || shown.isLive) return null;
  const close = (): void => setOpen(null);
  const isMatched = record !== null && presence === 'gone' && ANNOUNCED.has(shown.mediaType);
  const isAnnounced = presence === 'here' && ANNOUNCED.has(shown.mediaType);
  return (
    <>
      {isMatched && (
        <Button look="primary" onPress={() => setOpen('match')}>
          <Replace size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('match.open')}
        </Button>
      )}
      {isAnnounced && (
        <Button onPress={() => setOpen('announce')}>
          <BellRing size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('announce.open')}
        </Button>
      )}
      {open === 'match' && record !== null && <FixMatch record={record} onClose={close} />}
      {open === 'announce' && <AnnounceDialog shown={shown} onClose={close} />}
    </>
  );
}
