/** The playlists of a person, as their servers tell them now. */
import type { ServerId } from '#contract/ids.ts';
import type { PersonPlaylist, PersonPlaylists } from '#contract/person.ts';
import type { PlaylistFacts } from '#plex/parse-collections.ts';
import { readOwnPlaylists } from '#plex/read-listing.ts';
import { liveServer, type ServerLinks } from './live-server.ts';
import { instantOf, signing } from './live-views.ts';
import type { ImageUrlOf } from './views.ts';

/** A server a person may use, with their token for it. */
export interface UsableServer {
  readonly id: ServerId;
  readonly name: string;
  readonly token: string;
}

const view = (serverId: ServerId, facts: PlaylistFacts, signed: ReturnType<typeof signing>): PersonPlaylist => ({
  serverId,
  ratingKey: facts.ratingKey === null ? null : String(facts.ratingKey),
  title: facts.title ?? '',
  summary: facts.summary === undefined || facts.summary === '' ? null : facts.summary,
  type: facts.playlistType,
  isSmart: facts.smart,
  items: facts.leafCount,
  durationMs: facts.duration,
  picture: signed(facts.composite),
  updatedAt: instantOf(facts.updatedAt),
});

/** Asks every server at once; those that do not answer are told beside what the others say. */
export async function personPlaylists(
  servers: readonly UsableServer[],
  links: ServerLinks,
  imageUrl: ImageUrlOf,
): Promise<PersonPlaylists> {
  const answers = await Promise.all(
    servers.map(async ({ id, name, token }) => {
      const media = liveServer(links, id)?.media;
      if (media === undefined) return { silent: { serverId: id, name, problem: 'It cannot be asked at present' } };
      const answer = await readOwnPlaylists(media.as(token));
      if (!answer.ok) return { silent: { serverId: id, name, problem: answer.problem } };
      const signed = signing(id, imageUrl);
      return { playlists: answer.value.map((facts) => view(id, facts, signed)) };
    }),
  );
  return {
    playlists: answers.flatMap(({ playlists = [] }) => playlists),
    silent: answers.flatMap(({ silent }) => (silent === undefined ? [] : [silent])),
  };
}
