/** People with all that plex.tv says of them, and what of a server is shared with whom (Plex protocol notes 5.4 to 5.6). */
import { z } from 'zod';
import { describeIssues, digits, flag, integer, requiredText, text } from './attributes.ts';
import type { PlexAccount } from './facts.ts';
import { parseOwnAccount, parseUser } from './parse-accounts.ts';
import type { Parsed, ParseResult } from './parse-metadata.ts';
import { mapped, parseContainer, said } from './parse-rows.ts';
import type { Question } from './question.ts';
import { childNamed, childrenNamed, parseXml, type XmlElement } from './xml.ts';

/** What somebody may see, in Plex's form, e.g. `contentRating=PG%2CPG-13|label=Kids`; empty: everything. */
export interface PlexFilters {
  readonly all: string;
  readonly movies: string;
  readonly tv: string;
  readonly music: string;
  readonly photos: string;
}

export interface PlexPerson extends PlexAccount {
  /** Managed users of a home have no user name of their own. */
  readonly isManaged: boolean;
  readonly allowsSync: boolean;
  readonly filters: PlexFilters;
}

/** The owner of a token. */
export interface PlexOwner extends PlexPerson {
  readonly token: string | null;
  readonly hasPlexPass: boolean;
}

/** A server shared with somebody. */
export interface PlexShare {
  readonly plexUserId: number;
  /** What they use the server with; never to be shown. */
  readonly serverToken: string;
  /** Plex's numbers of the libraries that are shared. */
  readonly sectionIds: readonly number[];
}

function filtersOf({ attributes }: XmlElement): PlexFilters {
  return {
    all: attributes.filterAll ?? '',
    movies: attributes.filterMovies ?? '',
    tv: attributes.filterTelevision ?? '',
    music: attributes.filterMusic ?? '',
    photos: attributes.filterPhotos ?? '',
  };
}

const details = (element: XmlElement) => ({
  isManaged: said(element, 'username') === null,
  filters: filtersOf(element),
});

/** `GET /users/account`. */
export function parseOwner(body: string): ParseResult<PlexOwner> {
  const account = parseOwnAccount(body);
  const xml = parseXml(body);
  if (!account.ok || !xml.ok) return account.ok ? { ok: false, problem: 'the answer cannot be read' } : account;
  const subscription = childNamed(xml.root, 'subscription');
  const value: PlexOwner = {
    ...account.value,
    ...details(xml.root),
    // The owner of a server may take everything along.
    allowsSync: true,
    token: said(xml.root, 'authToken'),
    hasPlexPass: flag.parse(subscription?.attributes.active),
  };
  return { ok: true, value };
}

/** `GET /api/users`: friends and the members of the home. */
export function parsePeople(body: string): ParseResult<Parsed<PlexPerson>> {
  return mapped(parseContainer(body), (container) => {
    const problems: string[] = [];
    const values = childrenNamed(container, 'User').flatMap((element): PlexPerson[] => {
      const account = parseUser(element, false);
      if (account.ok)
        return [{ ...account.value, ...details(element), allowsSync: flag.parse(element.attributes.allowSync) }];
      problems.push(`a user of plex.tv could not be read: ${account.problem}`);
      return [];
    });
    return { values, problems };
  });
}

const ShareAttributes = z.object({
  userID: integer.pipe(z.number('is missing or not a number')),
  accessToken: requiredText,
});
const SectionAttributes = z.object({ key: digits, shared: flag });

const sharedSections = (share: XmlElement): readonly number[] =>
  childrenNamed(share, 'Section').flatMap(({ attributes }) => {
    const { key, shared } = SectionAttributes.parse(attributes);
    return shared && key !== null ? [Number(key)] : [];
  });

/** `GET /api/servers/{machineIdentifier}/shared_servers`; the owner is not among them. */
export function parseShares(body: string): ParseResult<Parsed<PlexShare>> {
  return mapped(parseContainer(body), (container) => {
    const problems: string[] = [];
    const values = childrenNamed(container, 'SharedServer').flatMap((share): PlexShare[] => {
      const parsed = ShareAttributes.safeParse(share.attributes);
      if (parsed.success) {
        const { userID, accessToken } = parsed.data;
        return [{ plexUserId: userID, serverToken: accessToken, sectionIds: sharedSections(share) }];
      }
      problems.push(`a share of the server could not be read: ${describeIssues(parsed.error)}`);
      return [];
    });
    return { values, problems };
  });
}

export const owner: Question<PlexOwner> = { path: 'users/account', parse: parseOwner };

export const people: Question<Parsed<PlexPerson>> = { path: 'api/users', parse: parsePeople };

export const sharesOf = (machineIdentifier: string): Question<Parsed<PlexShare>> => ({
  path: `api/servers/${encodeURIComponent(machineIdentifier)}/shared_servers`,
  parse: parseShares,
});

/** A member of the account's home. */
export interface HomeMember {
  readonly plexUserId: number;
  readonly title: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly thumb: string | null;
  readonly isAdmin: boolean;
  readonly isRestricted: boolean;
  readonly isGuest: boolean;
}

const HomeAttributes = z.object({
  id: integer.pipe(z.number('is missing or not a number')),
  title: text,
  username: text,
  email: text,
  thumb: text,
  admin: flag,
  restricted: flag,
  guest: flag,
});

/** `GET /api/v2/home/users`. */
export function parseHome(body: string): ParseResult<readonly HomeMember[]> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  const list = childNamed(xml.root, 'users');
  if (list === undefined) return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const value = childrenNamed(list, 'user').flatMap(({ attributes }): HomeMember[] => {
    const parsed = HomeAttributes.safeParse(attributes);
    if (!parsed.success) return [];
    const { id, admin, restricted, guest, ...rest } = parsed.data;
    return [{ plexUserId: id, ...rest, isAdmin: admin, isRestricted: restricted, isGuest: guest }];
  });
  return { ok: true, value };
}
