import type { ItemRecord } from '#contract/items.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Shown } from './shown.ts';
import type { Presence } from './use-item.ts';

interface Props {
  readonly shown: Shown;
  readonly record: ItemRecord | null;
  readonly presence: Presence;
}

/** Says calmly why not everything is here. */
export function ItemNotice({ shown, record, presence }: Props) {
  const isAdmin = useMay('read');
  const words = wordsOf(shown, record, presence, isAdmin);
  return words === null ? null : <Notice tone="info">{words}</Notice>;
}

function wordsOf(shown: Shown, record: ItemRecord | null, presence: Presence, isAdmin: boolean): string | null {
  if (record?.isPlaceholder) return t('item.notDescribed');
  if (presence === 'gone') return t(isAdmin ? 'item.gone' : 'item.notShared');
  if (presence === 'away') return t('item.away', { server: shown.serverName ?? t('unknown') });
  return null;
}
