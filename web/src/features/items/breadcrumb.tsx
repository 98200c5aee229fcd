import { ChevronRight } from 'lucide-react';
import { t } from '../../lib/i18n.ts';
import { type ItemAim, keyAim } from './aim.ts';
import { ItemLink } from './item-link.tsx';
import { LibraryLink } from './library-link.tsx';
import type { Shown } from './shown.ts';

interface Crumb {
  readonly key: string;
  readonly title: string;
  readonly to: ItemAim | null;
}

/** What an item belongs to, from the show down. */
function above(shown: Shown): Crumb[] {
  const { serverId, grandparentTitle, grandparentRatingKey, parentTitle, parentRatingKey, isLive } = shown;
  if (isLive) return [];
  const crumbs = [
    { key: 'grandparent', title: grandparentTitle, to: keyAim(serverId, grandparentRatingKey) },
    { key: 'parent', title: parentTitle, to: keyAim(serverId, parentRatingKey) },
  ];
  return crumbs.flatMap(({ title, ...crumb }) => (title === null || title === '' ? [] : [{ ...crumb, title }]));
}

const LINK = 'hover:text-accent hover:underline';

/** Library, show, season: where an item lies. */
export function Breadcrumb({ shown }: { readonly shown: Shown }) {
  return (
    <nav aria-label={t('item.place')} className="min-w-0">
      <ol className="flex min-h-7 flex-wrap items-center gap-x-1 text-body-s text-text-2">
        <li>
          <LibraryLink library={shown.library} name={shown.libraryName} />
        </li>
        {above(shown).map(({ key, title, to }) => (
          <li key={key} className="flex min-w-0 items-center gap-1">
            <ChevronRight size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0 rtl:-scale-x-100" />
            <ItemLink to={to} className={LINK}>
              <bdi>{title}</bdi>
            </ItemLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
