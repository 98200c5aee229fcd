/** Fields of an export that no attribute says: they follow from others (export notes 3). Pure. */
import { createHash } from 'node:crypto';
import type { PartKind } from './export-attributes.ts';
import type { Scalar } from './export-scalars.ts';
import { childrenNamed, type XmlElement } from './xml.ts';

export interface Derivation {
  readonly element: XmlElement;
  /** The type of the item it is or belongs to. */
  readonly type: string;
  readonly kind: PartKind;
  /** All elements of the list it stands in. */
  readonly siblings: readonly XmlElement[];
}

type Derived = Scalar | readonly string[];
type Rule = (derivation: Derivation) => Derived;

/** Versions of videos with this proxy type were optimised for a target. */
const OPTIMISED = '42';

const mediaOf = (item: XmlElement): readonly XmlElement[] => childrenNamed(item, 'Media');

const partsOf = (item: XmlElement): readonly XmlElement[] =>
  mediaOf(item).flatMap((media) => childrenNamed(media, 'Part'));

const hasMarker =
  (type: string): Rule =>
  ({ element }) =>
    childrenNamed(element, 'Marker').some(({ attributes }) => attributes.type === type);

const HDR_TRANSFERS = new Set(['smpte2084', 'arib-std-b67']);

/** The reference looks for the transfer of movies where their colour space stands, and clients know its answers. */
const transferOf = ({ attributes }: XmlElement, type: string): string | undefined =>
  type === 'movie' ? attributes.colorSpace : attributes.colorTrc;

const isHdr = (stream: XmlElement, type: string): boolean =>
  Number(stream.attributes.bitDepth ?? 0) > 8 && HDR_TRANSFERS.has(transferOf(stream, type) ?? '');

const isAnyHdr: Rule = ({ element, type }) =>
  childrenNamed(element, 'Part')
    .flatMap((part) => childrenNamed(part, 'Stream'))
    .some((stream) => stream.attributes.streamType === '1' && isHdr(stream, type));

/** Of several credits the earliest is the first; other markers are no part of a sequence. */
const isFirst: Rule = ({ element, siblings }) => {
  if (element.attributes.type !== 'credits') return null;
  const start = (marker: XmlElement): number => Number(marker.attributes.startTimeOffset ?? 0);
  const credits = siblings.filter(({ attributes }) => attributes.type === 'credits');
  return credits.toSorted((a, b) => start(a) - start(b))[0] === element;
};

const whole = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d+$/.test(text) ? Number(text) : null;

/** `s01e02`. */
const seasonEpisode: Rule = ({ element: { attributes } }) => {
  const digits = (text: string | undefined): string => String(whole(text) ?? 'None').padStart(2, '0');
  return `s${digits(attributes.parentIndex)}e${digits(attributes.index)}`;
};

/** Where Plex keeps the metadata of a type, and whose guid names the folder. */
const BUNDLES: Readonly<Record<string, readonly [folder: string, guid: string]>> = {
  movie: ['Movies', 'guid'],
  clip: ['Movies', 'guid'],
  show: ['TV Shows', 'guid'],
  season: ['TV Shows', 'parentGuid'],
  episode: ['TV Shows', 'grandparentGuid'],
  artist: ['Artists', 'guid'],
  album: ['Albums', 'guid'],
  track: ['Albums', 'parentGuid'],
  photoalbum: ['Photos', 'guid'],
  photo: ['Photos', 'parentGuid'],
  collection: ['Collections', 'guid'],
  playlist: ['Playlists', 'guid'],
};

const metadataDirectory: Rule = ({ element: { attributes }, type }) => {
  const [folder, name] = BUNDLES[type] ?? [null, 'guid'];
  const guid = attributes[name] ?? attributes.guid;
  if (folder === null || guid === undefined) return null;
  const hash = createHash('sha1').update(guid).digest('hex');
  return `Metadata/${folder}/${hash.slice(0, 1)}/${hash.slice(1)}.bundle`;
};

const image =
  (type: string): Rule =>
  ({ element }) =>
    childrenNamed(element, 'Image').find(({ attributes }) => attributes.type === type)?.attributes.url ?? null;

/** Lists of lists are reached by their own path below it. */
const KEY_ENDINGS = /\/(?:children|items)$/;

/** Where seasons are hidden the picture still names the season. */
function parentKeyOf({ element: { attributes }, type }: Derivation): string | null {
  const fromPicture = type === 'episode' ? /^\/library\/metadata\/(\d+)\//.exec(attributes.parentThumb ?? '') : null;
  return attributes.parentRatingKey ?? fromPicture?.[1] ?? null;
}

const hasSonicAnalysis: Rule = ({ element }) => whole(element.attributes.musicAnalysisVersion) === 1;

const locations: Rule = ({ element, type }) => {
  const paths = type === 'show' || type === 'artist' ? childrenNamed(element, 'Location') : partsOf(element);
  return paths.flatMap(({ attributes }) => attributes.path ?? attributes.file ?? []);
};

const ITEM: Readonly<Record<string, Rule>> = {
  hasCommercialMarker: hasMarker('commercial'),
  hasCreditsMarker: hasMarker('credits'),
  hasIntroMarker: hasMarker('intro'),
  hasPreviewThumbnails: ({ element }) => partsOf(element).some(({ attributes }) => attributes.indexes === 'sd'),
  hasVoiceActivity: ({ element }) => mediaOf(element).some(({ attributes }) => attributes.hasVoiceActivity === '1'),
  hasSonicAnalysis,
  key: ({ element }) => element.attributes.key?.replace(KEY_ENDINGS, '') ?? null,
  locations,
  logo: image('clearLogo'),
  squareArt: image('backgroundSquare'),
  metadataDirectory,
  parentKey: (derivation) => {
    const key = parentKeyOf(derivation);
    return derivation.element.attributes.parentKey ?? (key === null ? null : `/library/metadata/${key}`);
  },
  parentRatingKey: (derivation) => whole(parentKeyOf(derivation) ?? undefined),
  seasonCount: ({ element: { attributes } }) => whole(attributes.seasonCount ?? attributes.childCount),
  seasonEpisode,
  seasonNumber: ({ element: { attributes }, type }) =>
    whole(type === 'season' ? attributes.index : attributes.parentIndex),
  titleSort: ({ element: { attributes } }) => attributes.titleSort ?? attributes.title ?? null,
  type: ({ type }) => type,
};

const BY_KIND: Partial<Readonly<Record<PartKind, Readonly<Record<string, Rule>>>>> = {
  item: ITEM,
  media: {
    hdr: isAnyHdr,
    isOptimizedVersion: ({ element }) => element.attributes.proxyType === OPTIMISED,
  },
  part: { hasPreviewThumbnails: ({ element }) => element.attributes.indexes === 'sd' },
  stream: { hdr: ({ element, type }) => isHdr(element, type) },
  marker: { first: isFirst },
};

/** A playlist's picture is the one made of what it holds. */
const PLAYLIST: Readonly<Record<string, Rule>> = {
  thumb: ({ element: { attributes } }) => attributes.composite ?? attributes.thumb ?? null,
};

/** The value of a field that follows from others; undefined when it does not. */
export function derivedValue(derivation: Derivation, field: string): Derived | undefined {
  const own = derivation.kind === 'item' && derivation.type === 'playlist' ? PLAYLIST : {};
  const rules = BY_KIND[derivation.kind] ?? {};
  const rule = Object.hasOwn(own, field) ? own[field] : Object.hasOwn(rules, field) ? rules[field] : undefined;
  return rule?.(derivation);
}
