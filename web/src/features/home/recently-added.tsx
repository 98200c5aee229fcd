import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { useState } from 'react';
import type { LiveRecentQuery, LiveRows } from '#contract/live.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { kindIcon } from '../../ui/kind-icons.ts';
import { Moment } from '../../ui/moment.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Picture } from '../../ui/picture.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { keyAim } from '../items/aim.ts';
import { ItemLink } from '../items/item-link.tsx';
import { addedWords } from './added-words.ts';
import { type Added, groupAdded } from './group-added.ts';
import { PosterItem, ScrollButtons, useScrollRow } from './scroll-row.tsx';
import { HomeSection } from './section.tsx';

/** The kinds that can be looked at alone. */
const KINDS = ['movie', 'show', 'artist', 'other_video'] as const satisfies ReadonlyArray<LiveRecentQuery['kind']>;
/** How many each server is asked for. */
const COUNT = 50;
const FRESH_MS = 5 * 60_000;
const SHAPES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;

function useAdded(kind: string) {
  const servers = useLive((state) => state.servers);
  const ids = servers.filter(({ link }) => link.state === 'ok' || link.state === 'degraded').map(({ id }) => id);
  return useQuery({
    queryKey: ['recently-added', ids, kind],
    queryFn: async ({ signal }): Promise<Added[]> => {
      const query = { limit: COUNT, ...(kind !== '' && { kind }) };
      const ask = async (serverId: number): Promise<Array<Added['row']>> => {
        const { rows } = await getJson<LiveRows>(`/servers/${serverId}/recently-added`, query, signal);
        return rows.map((row) => ({ ...row, serverId }));
      };
      return groupAdded((await Promise.all(ids.map(ask))).flat());
    },
    enabled: ids.length > 0,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** What is new on the servers, one row of pictures. */
export function RecentlyAdded() {
  const [kind, setKind] = useState('');
  const { data, error, isPlaceholderData, refetch } = useAdded(kind);
  const { ref, page } = useScrollRow();
  const kinds = KINDS.map((value) => ({ value, label: t(`added.kind.${value}`) }));
  return (
    <HomeSection
      title={t('added.title')}
      aside={
        <span className="flex items-center gap-1">
          <Select
            label={t('added.kind')}
            value={kind}
            onChange={setKind}
            options={[{ value: '', label: t('added.kind.all') }, ...kinds]}
          />
          <ScrollButtons page={page} />
        </span>
      }
    >
      {error && (
        <Notice tone="warn" action={<Button onPress={() => void refetch()}>{t('error.retry')}</Button>}>
          {errorWords(error)}
        </Notice>
      )}
      {data?.length === 0 && <p className="py-6 text-text-2">{t('added.none')}</p>}
      <ul ref={ref} className={cx('recent-plays added-row', isPlaceholderData && 'dimmed')}>
        {data === undefined && !error && SHAPES.map((key) => <Skeleton key={key} className="aspect-[2/3]" />)}
        {data?.map((added) => (
          <AddedItem key={`${added.row.serverId} ${added.row.ratingKey ?? added.row.title}`} added={added} />
        ))}
      </ul>
    </HomeSection>
  );
}

const SQUARE = new Set(['artist', 'album', 'track']);

/** Something new by its picture; leads to its page. */
export function AddedItem({ added }: { readonly added: Added }) {
  const { row } = added;
  const { title, subtitle } = addedWords(added);
  return (
    <PosterItem
      picture={<Cover row={row} />}
      title={
        <ItemLink
          to={keyAim(row.serverId, row.ratingKey)}
          className="stretched truncate text-body-s font-semibold"
          title={`${title} ${subtitle}`}
        >
          {title}
        </ItemLink>
      }
    >
      <span className="h-4 truncate text-caption text-text-2">{subtitle}</span>
      {row.addedAt !== null && <Moment at={row.addedAt} className="truncate text-caption text-text-3" />}
    </PosterItem>
  );
}

function Cover({ row: { thumb, mediaType } }: Pick<Added, 'row'>) {
  const isSquare = SQUARE.has(mediaType ?? '');
  const Icon = kindIcon(mediaType);
  return (
    <Picture
      src={thumb === null ? null : imageAddress(thumb, isSquare ? 'square' : 'poster')}
      className={cx(
        'rounded-control bg-raised outline-1 -outline-offset-1 outline-text/10',
        isSquare ? 'aspect-square w-full' : 'size-full',
      )}
      fallback={<Icon size="35%" strokeWidth={1.5} aria-hidden="true" />}
    />
  );
}
