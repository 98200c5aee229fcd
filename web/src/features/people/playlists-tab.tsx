import { useQuery } from '@tanstack/react-query';
import { ListMusic, ListVideo } from 'lucide-react';
import type { PersonRow } from '#contract/people.ts';
import type { PersonPlaylist, PersonPlaylists } from '#contract/person.ts';
import { getJson } from '../../lib/api.ts';
import { duration, shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import { TabState } from './tab-state.tsx';
import { personKey } from './use-person.ts';

const TYPES = ['video', 'audio', 'photo'] as const;

const typeWords = (type: string | null): string => {
  const known = TYPES.find((one) => one === type);
  return known === undefined ? t('unknown') : t(`playlists.${known}`);
};

/** The playlists somebody made in Plex, asked of the servers now. */
export function PlaylistsTab({ person }: { readonly person: PersonRow }) {
  const query = useQuery({
    queryKey: [...personKey(person.id), 'playlists'],
    queryFn: ({ signal }) => getJson<PersonPlaylists>(`/users/${person.id}/playlists`, {}, signal),
    // Servers are asked each time, so not with every look at the page.
    staleTime: 60_000,
  });
  return (
    <TabState query={query}>
      {({ playlists, silent }) => (
        <div className="flex flex-col gap-4">
          {silent.map(({ serverId, name, problem }) => (
            <Notice key={serverId} tone="warn">
              {t('playlists.silent', { server: name, problem })}
            </Notice>
          ))}
          {playlists.length === 0 && silent.length === 0 && (
            <EmptyState title={t('playlists.none')} text={t('playlists.noneText')} picture={<QuietPicture />} />
          )}
          <ul className="grid grid-cols-2 gap-4 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
            {playlists.map((playlist) => (
              <Playlist key={`${playlist.serverId} ${playlist.ratingKey}`} playlist={playlist} />
            ))}
          </ul>
        </div>
      )}
    </TabState>
  );
}

function Playlist({ playlist }: { readonly playlist: PersonPlaylist }) {
  const { title, summary, type, isSmart, items, durationMs, picture, updatedAt } = playlist;
  const Icon = type === 'audio' ? ListMusic : ListVideo;
  const facts = [
    items === null ? null : t('playlists.items', { n: items }),
    durationMs === null || durationMs === 0 ? null : duration(durationMs),
  ];
  return (
    <li className="flex min-w-0 flex-col gap-2">
      {picture === null ? (
        <span className="flex aspect-square items-center justify-center rounded-card bg-raised text-text-3">
          <Icon size={40} strokeWidth={1.5} aria-hidden="true" />
        </span>
      ) : (
        <img
          src={imageAddress(picture, 'square')}
          alt=""
          loading="lazy"
          className="aspect-square w-full rounded-card bg-raised object-cover"
        />
      )}
      <span className="flex min-w-0 flex-col gap-1">
        <span className="flex min-w-0 items-center gap-2">
          <bdi className="min-w-0 truncate text-title-s">{title}</bdi>
          {isSmart && <Badge tone="info">{t('playlists.smart')}</Badge>}
        </span>
        <span className="text-caption text-text-2">
          {[typeWords(type), ...facts].filter((fact) => fact !== null).join(t('separator'))}
        </span>
        {summary !== null && <span className="line-clamp-2 text-caption text-text-2">{summary}</span>}
        {updatedAt !== null && (
          <span className="text-caption text-text-3">
            {t('playlists.changed')} {shortDay(Date.parse(updatedAt))}
          </span>
        )}
      </span>
    </li>
  );
}
