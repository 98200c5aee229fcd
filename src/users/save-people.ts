/** What plex.tv says of the people who may use a server becomes rows. */
import type { SecretBox } from '#config/secret-box.ts';
import type { ServerId, UserId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import type { PlexPerson } from '#plex/parse-people.ts';
import type { PlexPeople } from '#plex/plex-tv.ts';
import { announcePeople } from './people-changed.ts';
import { absorbUser, insertUser, linkAccount, updateUser, userByPlexId, userOfAccount } from './queries.ts';
import {
  accessOf,
  deactivateWithoutAccess,
  type KnownAccess,
  knownPerson,
  localPerson,
  loseAccess,
  saveAccess,
  sectionsOf,
} from './queries-access.ts';
import { OWNER_ACCOUNT } from './resolve-user.ts';

/** Somebody with what they may do on the server. */
interface Member {
  readonly person: PlexPerson;
  /** Their own token of plex.tv; known of the owner only. */
  readonly ownToken: string | null;
  readonly serverToken: string | null;
  readonly sectionIds: readonly number[];
}

/** A server with the token that its owner gave us. */
export interface OwnedServer {
  readonly id: ServerId;
  readonly token: string;
}

/**
 * Brings the people up to date with a complete answer of plex.tv (monitoring notes 9.1), all or nothing. What was chosen
 * here (friendly name, picture, keep-history, guest access) is never touched. Who is not in the answer stays, inactive.
 */
export async function savePeople(db: Db, box: SecretBox, server: OwnedServer, people: PlexPeople): Promise<void> {
  const serverId = server.id;
  await inTransaction(db, async (tx) => {
    await localPerson(tx);
    const sections = await sectionsOf(tx, serverId);
    const access = await accessOf(tx, serverId);
    const present: UserId[] = [];
    for (const member of membersOf(people, server.token, sections)) {
      const userId = await savePerson(tx, box, serverId, member);
      present.push(userId);
      await saveShare(tx, box, serverId, userId, member, access.get(userId));
    }
    await loseAccess(tx, serverId, present);
    await deactivateWithoutAccess(tx);
    await announcePeople(tx);
  });
}

/** A share without libraries is one of everything; so is what the owner has. */
function membersOf(
  { owner, others, shares }: PlexPeople,
  token: string,
  sections: readonly number[],
): readonly Member[] {
  const ownToken = owner.token ?? token;
  const shared = new Map(shares.map((share) => [share.plexUserId, share]));
  return [
    { person: owner, ownToken, serverToken: ownToken, sectionIds: sections },
    ...others.map((person): Member => {
      const share = shared.get(person.plexUserId);
      const sectionIds = share === undefined ? [] : share.sectionIds.length === 0 ? sections : share.sectionIds;
      return { person, ownToken: null, serverToken: share?.serverToken ?? null, sectionIds };
    }),
  ];
}

const columns = ({ person }: Member) => ({
  plexUserId: person.plexUserId,
  username: person.username,
  // Plex repeats the name as the title of those who chose none.
  title: person.title === person.username && !person.isManaged ? null : person.title,
  email: person.email ?? '',
  thumb: person.thumb,
  isOwner: person.isOwner,
  isHomeUser: person.isHomeUser,
  isRestricted: person.isRestricted,
  allowsSync: person.allowsSync,
  isActive: true,
  isPlaceholder: false,
});

async function savePerson(tx: Tx, box: SecretBox, serverId: ServerId, member: Member): Promise<UserId> {
  const { person, ownToken } = member;
  const accountId = person.isOwner ? OWNER_ACCOUNT : person.plexUserId;
  const userId = await settleIdentity(tx, serverId, accountId, person);
  const known = await knownPerson(tx, userId);
  await updateUser(tx, userId, {
    ...columns(member),
    // A picture that was only a copy of the old one is no choice of its own.
    ...(known.customThumb !== null && known.customThumb === known.thumb ? { customThumb: null } : {}),
    ...(ownToken === null ? {} : { tokenSealed: resealed(box, known.tokenSealed, ownToken) }),
  });
  await linkAccount(tx, serverId, accountId, userId);
  return userId;
}

/**
 * Who of our people it is. The owner may have been seen in a session before plex.tv told their id: both become one
 * person. Somebody who was booked on the stand-in so far is a person of their own from now on.
 */
async function settleIdentity(tx: Tx, serverId: ServerId, accountId: number, person: PlexPerson): Promise<UserId> {
  const local = await localPerson(tx);
  const linked = await userOfAccount(tx, serverId, accountId);
  const seen = linked === local ? null : linked;
  const known = await userByPlexId(tx, person.plexUserId);
  if (known !== null && seen !== null && seen !== known) await absorbUser(tx, seen, known);
  return known ?? seen ?? insertUser(tx, { plexUserId: person.plexUserId, username: person.username });
}

async function saveShare(
  tx: Tx,
  box: SecretBox,
  serverId: ServerId,
  userId: UserId,
  { person: { filters }, serverToken, sectionIds }: Member,
  known: KnownAccess | undefined,
): Promise<void> {
  await saveAccess(tx, {
    serverId,
    userId,
    tokenSealed: serverToken === null ? null : resealed(box, known?.tokenSealed ?? null, serverToken),
    sectionIds: [...sectionIds],
    filterAll: filters.all,
    filterMovies: filters.movies,
    filterTv: filters.tv,
    filterMusic: filters.music,
    filterPhotos: filters.photos,
  });
}

/** The seal that is there when it holds the same secret: sealing anew would change the row for nothing. */
function resealed(box: SecretBox, sealed: string | null, secret: string): string {
  try {
    if (sealed !== null && box.open(sealed) === secret) return sealed;
  } catch {
    // Sealed with a key that is gone: renewed here.
  }
  return box.seal(secret);
}
