/** Which attribute of Plex's answers a field of an export is, and what kind of value (export notes 3). Data. */
import type { Cast, Scalar } from './export-scalars.ts';

/** What kinds of elements an export shows. */
export type PartKind = 'item' | 'media' | 'part' | 'stream' | 'tag' | 'guid' | 'chapter' | 'marker' | 'field';

interface Attributes {
  /** Names by kind of value, separated by blanks; what is not named is text. */
  readonly casts: Partial<Readonly<Record<Cast, string>>>;
  /** Fields whose attribute has another name. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** What a missing attribute means; null for all others. */
  readonly missing?: Readonly<Record<string, Scalar>>;
}

const ATTRIBUTES: Readonly<Record<PartKind, Attributes>> = {
  item: {
    casts: {
      integer:
        'ratingKey index parentIndex parentRatingKey grandparentRatingKey parentYear year duration leafCount viewedLeafCount ' +
        'childCount ratingCount skipCount musicAnalysisVersion loudnessAnalysisVersion createdAtTZOffset librarySectionID ' +
        'maxYear minYear viewCount viewOffset enableCreditsMarkerGeneration useOriginalTitle episodeSort flattenSeasons ' +
        'albumSort collectionMode collectionSort collectionFilterBasedOnUser subtitleMode ' +
        'autoDeletionItemPolicyUnwatchedLibrary autoDeletionItemPolicyWatchedLibrary',
      decimal: 'rating audienceRating userRating',
      flag: 'smart',
      moment: 'addedAt lastRatedAt lastViewedAt updatedAt',
      day: 'originallyAvailableAt',
    },
    renamed: { sourceURI: 'source', trackNumber: 'index', episodeNumber: 'index' },
    missing: {
      viewCount: 0,
      viewOffset: 0,
      enableCreditsMarkerGeneration: -1,
      useOriginalTitle: -1,
      episodeSort: -1,
      flattenSeasons: -1,
      albumSort: -1,
      subtitleMode: -1,
      collectionMode: -1,
      collectionSort: 0,
      collectionFilterBasedOnUser: 0,
      autoDeletionItemPolicyUnwatchedLibrary: 0,
      autoDeletionItemPolicyWatchedLibrary: 0,
      audioLanguage: '',
      subtitleLanguage: '',
    },
  },
  media: {
    casts: {
      integer: 'audioChannels bitrate duration height id iso proxyType width',
      decimal: 'aspectRatio',
      flag: 'has64bitOffsets hasVoiceActivity optimizedForStreaming',
    },
    missing: { hasVoiceActivity: false },
  },
  part: {
    casts: {
      integer: 'deepAnalysisVersion duration id packetLength size syncItemId',
      flag: 'accessible exists has64bitOffsets hasThumbnail optimizedForStreaming',
    },
  },
  stream: {
    casts: {
      integer:
        'bitDepth bitrate cabac channels codedHeight codedWidth DOVIBLCompatID DOVILevel DOVIProfile duration height id ' +
        'index level minLines refFrames samplingRate score streamIdentifier streamType type userID width',
      decimal: 'DOVIVersion frameRate albumGain albumPeak albumRange gain loudness lra peak',
      flag:
        'default selected forced hearingImpaired visualImpaired timed canAutoSync perfectMatch hasScalingMatrix ' +
        'DOVIBLPresent DOVIELPresent DOVIPresent DOVIRPUPresent',
    },
    renamed: { type: 'streamType' },
    missing: {
      index: -1,
      selected: false,
      forced: false,
      hearingImpaired: false,
      visualImpaired: false,
      timed: false,
    },
  },
  tag: { casts: { integer: 'id' } },
  guid: { casts: {} },
  chapter: {
    casts: { integer: 'id index start end' },
    renamed: { start: 'startTimeOffset', end: 'endTimeOffset' },
  },
  marker: {
    casts: { integer: 'id start end', flag: 'final' },
    renamed: { start: 'startTimeOffset', end: 'endTimeOffset' },
  },
  field: { casts: { flag: 'locked' } },
};

interface Reading {
  readonly attribute: string;
  readonly cast: Cast;
  readonly missing: Scalar;
}

const CASTS: readonly Cast[] = ['integer', 'decimal', 'flag', 'moment', 'day'];

function namesOf(kind: PartKind): ReadonlyMap<string, Cast> {
  const { casts } = ATTRIBUTES[kind];
  return new Map(
    CASTS.flatMap((cast) => (casts[cast] ?? '').split(' ').flatMap((name): [string, Cast][] => [[name, cast]])),
  );
}

const NAMES = new Map<PartKind, ReadonlyMap<string, Cast>>();

function castOf(kind: PartKind, attribute: string): Cast {
  const names = NAMES.get(kind) ?? namesOf(kind);
  NAMES.set(kind, names);
  return names.get(attribute) ?? 'text';
}

/** How a field of a kind of element is read from its attributes. */
export function readingOf(kind: PartKind, field: string): Reading {
  const { renamed = {}, missing = {} } = ATTRIBUTES[kind];
  const attribute = renamed[field] ?? field;
  const cast = castOf(kind, field) === 'text' ? castOf(kind, attribute) : castOf(kind, field);
  return { attribute, cast, missing: missing[field] ?? null };
}

/** Lists of an element: the field, the name of the elements, what they are. */
const LISTS: Readonly<Record<string, readonly [element: string, kind: PartKind]>> = {
  chapters: ['Chapter', 'chapter'],
  collections: ['Collection', 'tag'],
  countries: ['Country', 'tag'],
  directors: ['Director', 'tag'],
  fields: ['Field', 'field'],
  formats: ['Format', 'tag'],
  genres: ['Genre', 'tag'],
  guids: ['Guid', 'guid'],
  labels: ['Label', 'tag'],
  markers: ['Marker', 'marker'],
  media: ['Media', 'media'],
  moods: ['Mood', 'tag'],
  parts: ['Part', 'part'],
  producers: ['Producer', 'tag'],
  roles: ['Role', 'tag'],
  similar: ['Similar', 'tag'],
  styles: ['Style', 'tag'],
  subformats: ['Subformat', 'tag'],
  writers: ['Writer', 'tag'],
};

/** The elements a list has; null for what is no list of Plex's. */
export const listOf = (field: string): readonly [element: string, kind: PartKind] | null =>
  (Object.hasOwn(LISTS, field) ? LISTS[field] : undefined) ?? null;

/** Streams of a part by their type. */
export const STREAM_TYPES: ReadonlyMap<string, string> = new Map([
  ['videoStreams', '1'],
  ['audioStreams', '2'],
  ['subtitleStreams', '3'],
  ['lyricStreams', '4'],
]);

/**
 * The reference knows only these of a clip, whatever the server says of it: clips have neither a place in a show nor
 * people, markers or tags. All others are null.
 */
export const OF_A_CLIP: ReadonlySet<string> = new Set(
  (
    'addedAt art artBlurHash duration durationHuman fields guid index key lastRatedAt lastViewedAt librarySectionID ' +
    'librarySectionKey librarySectionTitle locations media metadataDirectory originallyAvailableAt ratingKey summary thumb ' +
    'thumbBlurHash title titleSort type updatedAt userRating viewCount viewOffset year'
  ).split(' '),
);
