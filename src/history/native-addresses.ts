import type { AddressPage } from '#contract/people.ts';
import type { Db } from '#db/pool.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { placesOf } from './queries-places.ts';
import { readAddresses } from './read-addresses.ts';

interface AddressRequest {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Where a person was seen, the address of the latest play first; of others than oneself only to whoever sees everybody.
 * People whom plex.tv does not know have none.
 */
export async function nativeAddresses(
  db: Db,
  visible: Visible,
  person: { readonly id: number; readonly plexUserId: number | null },
  { offset, limit }: AddressRequest,
): Promise<AddressPage> {
  const { userId, serverId } = boundsOf(visible);
  const { plexUserId } = person;
  if (plexUserId === null || (userId !== null && userId !== person.id)) return { found: 0, rows: [] };
  const { found, rows } = await readAddresses(
    db,
    {
      filter: { plexUserIds: [plexUserId], ...(serverId === null ? {} : { serverIds: [serverId] }) },
      search: '',
      searchIn: [],
      order: [{ column: 'lastStartedAt', dir: 'desc' }],
      timeZone: 'UTC',
    },
    () => ({ offset, limit }),
  );
  const places = await placesOf(
    db,
    rows.flatMap(({ latest }) => latest.play.ipAddress ?? []),
  );
  return {
    found,
    rows: rows.map(({ latest, latestPlayId, playCount, firstSeenAt, lastSeenAt }) => ({
      ipAddress: latest.play.ipAddress,
      location: latest.play.location,
      place: places.get(latest.play.ipAddress ?? '') ?? null,
      plays: playCount,
      firstSeenAt: firstSeenAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      latest: {
        playId: latestPlayId,
        fullTitle: latest.item.fullTitle,
        playerTitle: latest.player.title,
        platform: latest.player.platform,
      },
    })),
  };
}
