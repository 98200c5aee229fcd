import type { UserId } from '#contract/ids.ts';
import type { SignInPage, SignInQuery } from '#contract/logs.ts';
import type { Db } from '#db/pool.ts';
import { displayName } from './people.ts';
import { listSignIns } from './sign-ins.ts';
import { shownTo, type Visible } from './visible.ts';

/** A page of the tries to sign in, for the native API. */
export async function nativeSignIns(
  db: Db,
  visible: Visible,
  { search, order, offset, limit, user }: SignInQuery,
): Promise<SignInPage> {
  const page = await listSignIns(db, visible, user === undefined ? undefined : { userId: user as UserId }, {
    search,
    searchIn: ['ip_address', 'host'],
    order: [{ column: 'timestamp', dir: order }],
    slice: () => ({ offset, limit }),
  });
  return {
    ...page,
    rows: page.rows.map(({ id, at, address, expiresAt, person, ...row }) => ({
      id,
      at: at.toISOString(),
      isSuccess: row.isSuccess,
      userName: row.userName,
      role: row.role,
      ipAddress: address,
      host: row.host,
      userAgent: row.userAgent,
      expiresAt: expiresAt?.toISOString() ?? null,
      person:
        person === null || person.isPlaceholder
          ? null
          : { plexUserId: person.plexUserId, name: displayName(shownTo(visible, person)) },
    })),
  };
}
