import { t } from '../../lib/i18n.ts';
import { LivePosters } from './item-children.tsx';
import type { Shown } from './shown.ts';
import { type Presence, useRelated } from './use-item.ts';

/** So many of a shelf say what it is about. */
const MOST = 14;

/** What goes with it, as the server says: its collections and what is like it. Absent when there is nothing. */
export function ItemRelated({ shown, presence }: { readonly shown: Shown; readonly presence: Presence }) {
  const { data } = useRelated(shown, presence === 'here');
  if (!data || data.shelves.length === 0) return null;
  return (
    <>
      {data.shelves.map(({ title, rows }) => (
        <section key={title} aria-label={title} className="flex flex-col gap-3">
          <h3 className="text-title">{title === '' ? t('item.related') : t('item.relatedIn', { title })}</h3>
          <LivePosters serverId={shown.serverId} rows={rows.slice(0, MOST)} />
        </section>
      ))}
    </>
  );
}
