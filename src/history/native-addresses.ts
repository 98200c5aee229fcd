import type { AddressPage } from '#contract/people.ts';
import type { Db } from '#db/pool.ts';
import { readAddresses } from './read-addresses.ts';

interface AddressRequest {
  readonly offset: number;
  readonly limit: number;
}

/** Where a person was seen, the address of the latest play first. People whom plex.tv does not know have none. */
export async function nativeAddresses(
  db: Db,
  plexUserId: number | null,
  { offset, limit }: AddressRequest,
): Promise<AddressPage> {
  if (plexUserId === null) return { found: 0, rows: [] };
  const { found, rows } = await readAddresses(
    db,
    {
      filter: { plexUserIds: [plexUserId] },
      search: '',
      searchIn: [],
      order: [{ column: 'lastStartedAt', dir: 'desc' }],
      timeZone: 'UTC',
    },
    () => ({ offset, limit }),
  );
  return {
    found,
    rows: rows.map(({ latest, latestPlayId, playCount, firstSeenAt, lastSeenAt }) => ({
      ipAddress: latest.play.ipAddress,
      location: latest.play.location,
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
