import type { LibraryRow } from '#contract/libraries.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { Moment } from '../../ui/moment.tsx';
import { contents, TypeMark } from './kinds.tsx';
import { LibraryBadges } from './library-badges.tsx';
import { LibraryLink } from './library-columns.tsx';

interface Props {
  readonly library: LibraryRow;
  /** Where there are several. */
  readonly server: string | null;
}

/** A library as a card over its art. */
export function LibraryTile({ library, server }: Props) {
  const { plays, watchedMs, lastPlayedAt, lastPlay } = library;
  return (
    <li className="library-tile relative isolate flex min-h-44 flex-col justify-end gap-3 overflow-hidden rounded-card border border-line bg-surface p-4 transition-colors duration-150 hover:border-line-strong">
      {library.art !== null && (
        <img
          src={imageAddress(library.art, 'backdrop')}
          alt=""
          loading="lazy"
          className="panel-backdrop absolute inset-x-0 top-0 -z-10 h-28 w-full object-cover"
        />
      )}
      <div className="flex items-center gap-3">
        <TypeMark type={library.type} className="size-10" />
        <p className="flex min-w-0 flex-1 flex-col">
          <span className="flex min-w-0 items-center gap-2">
            <LibraryLink library={library} className="stretched truncate text-title-s" />
            <LibraryBadges library={library} />
          </span>
          <span className="tabular truncate text-caption text-text-2">
            {[server, contents(library)].filter((part) => part !== null && part !== '').join(t('separator'))}
          </span>
        </p>
      </div>
      <p className="tabular flex items-baseline gap-3">
        <span className="text-title">{t('libraries.playCount', { n: plays, count: number(plays) })}</span>
        {watchedMs > 0 && <span className="text-body-s text-text-2">{duration(watchedMs)}</span>}
      </p>
      <p className="h-4 truncate text-caption text-text-2">
        {lastPlayedAt === null ? (
          t('libraries.neverPlayed')
        ) : (
          <>
            <Moment at={lastPlayedAt} />
            {lastPlay !== null && `${t('separator')}${lastPlay.fullTitle}`}
          </>
        )}
      </p>
    </li>
  );
}

/** A library in two lines, for small screens. */
export const LibraryCard = ({ library }: { readonly library: LibraryRow }) => (
  <>
    <TypeMark type={library.type} className="size-10" />
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="flex min-w-0 items-center gap-2">
        <LibraryLink library={library} className="stretched truncate text-title-s" />
        <LibraryBadges library={library} />
      </span>
      <span className="tabular flex min-w-0 gap-1.5 text-caption text-text-2">
        <span className="min-w-0 flex-1 truncate">{contents(library)}</span>
        <span className="shrink-0 font-semibold text-text">
          {t('libraries.playCount', { n: library.plays, count: number(library.plays) })}
        </span>
      </span>
    </span>
  </>
);
