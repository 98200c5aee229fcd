/** People as plex.tv lists them (Plex protocol notes 5.4, 5.5). */
import { z } from 'zod';
import { describeIssues, flag, integer, text } from './attributes.ts';
import type { PlexAccount } from './facts.ts';
import type { Parsed, ParseResult } from './parse-metadata.ts';
import { childrenNamed, parseXml, type XmlElement } from './xml.ts';

const UserAttributes = z.object({
  id: integer.pipe(z.number('is missing or not a number')),
  username: text,
  title: text,
  email: text,
  thumb: text,
  home: flag,
  restricted: flag,
});

/** Managed users of a home have no user name: their title stands in for it. */
export function parseUser({ attributes }: XmlElement, isOwner: boolean): ParseResult<PlexAccount> {
  const parsed = UserAttributes.safeParse(attributes);
  if (!parsed.success) return { ok: false, problem: describeIssues(parsed.error) };
  const { id, username, title, email, thumb, home, restricted } = parsed.data;
  const value: PlexAccount = {
    plexUserId: id,
    username: username ?? title ?? String(id),
    title,
    email,
    thumb,
    isOwner,
    isHomeUser: home,
    isRestricted: restricted,
  };
  return { ok: true, value };
}

/** `GET /users/account`: the account the token belongs to. */
export function parseOwnAccount(body: string): ParseResult<PlexAccount> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'user') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  return parseUser(xml.root, true);
}

const sharesServer = (user: XmlElement, machineIdentifier: string): boolean =>
  childrenNamed(user, 'Server').some(({ attributes }) => attributes.machineIdentifier === machineIdentifier);

/**
 * `GET /api/users`: friends and home users. With a machine identifier only those who may use that server, and all of
 * the home.
 */
export function parseFriends(body: string, machineIdentifier?: string): ParseResult<Parsed<PlexAccount>> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'MediaContainer') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const problems: string[] = [];
  const values = childrenNamed(xml.root, 'User').flatMap((element): PlexAccount[] => {
    const parsed = parseUser(element, false);
    if (!parsed.ok) {
      problems.push(`a user of plex.tv could not be read: ${parsed.problem}`);
      return [];
    }
    const isWanted =
      machineIdentifier === undefined || parsed.value.isHomeUser || sharesServer(element, machineIdentifier);
    return isWanted ? [parsed.value] : [];
  });
  return { ok: true, value: { values, problems } };
}
