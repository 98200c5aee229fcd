/** Which of the versions, parts and tracks plays, and how it is found again in the library's description. */
import type { MediaPart, MediaTrack, MediaVersion, PartFacts, PlayedMedia, VersionFacts } from './media-facts.ts';

const selectedOrFirst = <T extends { readonly isSelected: boolean | null }>(all: readonly T[]): T | undefined =>
  all.find((one) => one.isSelected === true) ?? all[0];

type OfKind<K extends MediaTrack['kind']> = Extract<MediaTrack, { readonly kind: K }>;

const ofKind = <K extends MediaTrack['kind']>(tracks: readonly MediaTrack[], kind: K): readonly OfKind<K>[] =>
  tracks.filter((track): track is OfKind<K> => track.kind === kind);

const versionFacts = ({ parts, ...version }: MediaVersion): VersionFacts => version;
const partFacts = ({ tracks, ...part }: MediaPart): PartFacts => part;

/** What plays, marked `selected`; else the first. */
export const selectedVersion = (all: readonly MediaVersion[]): MediaVersion | undefined => selectedOrFirst(all);

/** The version, part and tracks of a session (Plex protocol notes 3.6). */
export function playedOf(all: readonly MediaVersion[]): PlayedMedia {
  const version = selectedOrFirst(all);
  const part = selectedOrFirst(version?.parts ?? []);
  const tracks = part?.tracks ?? [];
  return {
    version: version === undefined ? null : versionFacts(version),
    part: part === undefined ? null : partFacts(part),
    video: selectedOrFirst(ofKind(tracks, 'video')) ?? null,
    audio: selectedOrFirst(ofKind(tracks, 'audio')) ?? null,
    subtitle: selectedOrFirst(ofKind(tracks, 'subtitle')) ?? null,
  };
}

/** The one with this id, else the first. */
const withIdOrFirst = <T extends { readonly id: string | null }>(all: readonly T[], id: string | null): T | undefined =>
  all.find((one) => one.id !== null && one.id === id) ?? all[0];

/** The library's description of exactly what plays; a track is looked for when the session's has an id. */
export function fileOf(library: readonly MediaVersion[], played: PlayedMedia): PlayedMedia {
  const version = withIdOrFirst(library, played.version?.id ?? null);
  const part = withIdOrFirst(version?.parts ?? [], played.part?.id ?? null);
  const found = <K extends MediaTrack['kind']>(kind: K, id: string | null | undefined): OfKind<K> | null =>
    id == null ? null : (withIdOrFirst(ofKind(part?.tracks ?? [], kind), id) ?? null);
  return {
    version: version === undefined ? null : versionFacts(version),
    part: part === undefined ? null : partFacts(part),
    video: found('video', played.video?.id),
    audio: found('audio', played.audio?.id),
    subtitle: found('subtitle', played.subtitle?.id),
  };
}
