import type { Attributes } from '../wire/element.ts';

/** `photo_album` is written as `type="photo"` in a `Directory`; everything else is written as it is called here. */
export type ItemKind =
  | 'movie'
  | 'show'
  | 'season'
  | 'episode'
  | 'artist'
  | 'album'
  | 'track'
  | 'photo'
  | 'photo_album'
  | 'clip'
  | 'collection'
  | 'playlist';

export type SectionKind = 'movie' | 'show' | 'artist' | 'photo';

export interface Tag {
  readonly tag: string;
  readonly role?: string | undefined;
}

export interface Marker {
  readonly id: number;
  readonly type: string;
  readonly startTimeOffset: number;
  readonly endTimeOffset: number;
  readonly final?: boolean | undefined;
}

export interface Chapter {
  readonly id: number;
  readonly index: number;
  readonly tag?: string | undefined;
  readonly startTimeOffset: number;
  readonly endTimeOffset: number;
}

/** One file of a version; `streams` are video (1), audio (2), subtitle (3), lyrics (4) as wire attributes. */
export interface Part {
  readonly attrs: Attributes;
  readonly streams: readonly Attributes[];
}

/** One stored version of an item. */
export interface MediaVersion {
  readonly attrs: Attributes;
  readonly parts: readonly Part[];
}

export const TAG_KINDS = [
  'genre',
  'country',
  'collection',
  'director',
  'writer',
  'actor',
  'producer',
  'label',
  'tag',
] as const;
export type TagKind = (typeof TAG_KINDS)[number];

/** The plain facts of an item; durations in milliseconds, `addedAt` and friends in epoch seconds as on the wire. */
export interface ItemFacts {
  readonly kind: ItemKind;
  readonly ratingKey: number;
  /** A name for scenarios and code: `film/ember-falls`. Never on the wire. */
  readonly key: string;
  readonly title: string;
  readonly guid: string;
  readonly addedAt: number;
  readonly updatedAt: number;
  readonly thumb: string | null;
  readonly hasArt?: boolean | undefined;
  readonly hasTheme?: boolean | undefined;
  readonly titleSort?: string | undefined;
  readonly originalTitle?: string | undefined;
  readonly editionTitle?: string | undefined;
  readonly slug?: string | undefined;
  readonly studio?: string | undefined;
  readonly network?: string | undefined;
  readonly contentRating?: string | undefined;
  readonly summary?: string | undefined;
  readonly tagline?: string | undefined;
  readonly rating?: number | undefined;
  readonly ratingImage?: string | undefined;
  readonly audienceRating?: number | undefined;
  readonly audienceRatingImage?: string | undefined;
  readonly userRating?: number | undefined;
  readonly viewCount?: number | undefined;
  readonly lastViewedAt?: number | undefined;
  readonly year?: number | undefined;
  readonly duration?: number | undefined;
  readonly originallyAvailableAt?: string | undefined;
  readonly index?: number | undefined;
  readonly discNumber?: number | undefined;
  readonly ratingCount?: number | undefined;
  readonly loudnessAnalysisVersion?: number | undefined;
  readonly musicAnalysisVersion?: number | undefined;
  readonly createdAtAccuracy?: string | undefined;
  readonly createdAtTZOffset?: number | undefined;
  readonly subtype?: string | undefined;
  readonly extraType?: number | undefined;
  readonly smart?: boolean | undefined;
  readonly content?: string | undefined;
  readonly collectionMode?: number | undefined;
  readonly collectionSort?: number | undefined;
  readonly minYear?: number | undefined;
  readonly maxYear?: number | undefined;
  readonly playlistType?: string | undefined;
  /** Whose playlist it is (account id); absent = the owner's. */
  readonly ownerId?: number | undefined;
  /** What its poster shows; never on the wire. */
  readonly picture?: string | undefined;
  readonly guids: readonly string[];
  readonly tags: Readonly<Partial<Record<TagKind, readonly Tag[]>>>;
  readonly markers: readonly Marker[];
  readonly chapters: readonly Chapter[];
  readonly media: readonly MediaVersion[];
}

/** An item in its place: facts plus the links to what is around it. */
export interface Item extends ItemFacts {
  readonly section: Section | null;
  readonly parent: Item | null;
  /** `null` for items that never have children. */
  readonly children: Item[] | null;
  readonly members: Item[];
  readonly extras: Item[];
  readonly extraOf: Item | null;
}

export interface SectionFacts {
  readonly id: number;
  readonly kind: SectionKind;
  readonly title: string;
  readonly agent: string;
  readonly scanner: string;
  readonly language: string;
  readonly uuid: string;
  readonly folder: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly scannedAt: number;
}

export interface Section extends SectionFacts {
  /** Movies, shows, artists or photo albums. */
  readonly items: Item[];
  readonly collections: Item[];
}

export interface Person {
  readonly key: string;
  readonly id: number;
  readonly uuid: string;
  /** Blank for managed members of the home. */
  readonly username: string;
  readonly title: string;
  readonly email: string;
  readonly thumb: string;
  readonly token: string;
  readonly sectionIds: readonly number[];
  readonly admin: boolean;
  readonly home: boolean;
  readonly restricted: boolean;
  readonly protected: boolean;
  readonly allowSync: boolean;
  readonly filterAll: string;
  readonly filterMovies: string;
  readonly filterTelevision: string;
  readonly filterMusic: string;
  readonly filterPhotos: string;
  /** The number the media server itself uses; 1 for the owner. */
  readonly localId: number;
  /** False: the account service has never heard of this person. */
  readonly listed: boolean;
}

export interface Player {
  readonly key: string;
  /** Absent: every run sees a new device of this kind. */
  readonly machineIdentifier?: string | undefined;
  readonly title: string;
  readonly device: string;
  readonly model: string;
  readonly vendor: string;
  readonly platform: string;
  readonly platformVersion: string;
  readonly product: string;
  readonly profile: string;
  readonly version: string;
  readonly address: string;
  readonly remotePublicAddress: string;
  readonly local: boolean;
  readonly location: string;
  /** Absent on old servers. */
  readonly secure?: boolean | undefined;
  readonly relayed?: boolean | undefined;
}

/** How somebody uses the server; what living streams and invented pasts are made of. */
export interface Viewer {
  /** Key of the person. */
  readonly person: string;
  /** Keys of the players, with how much each is used. */
  readonly players: readonly (readonly [player: string, weight: number])[];
  /** Weight of what is played. */
  readonly media: Readonly<Record<'movie' | 'episode' | 'track' | 'live', number>>;
  /** Liked genres; everything else has weight 1. */
  readonly likes: Readonly<Record<string, number>>;
  /** How much of all playing is theirs. */
  readonly activity: number;
  /** The hour of the day (server time) around which they watch. */
  readonly peakHour: number;
}

export interface Programme {
  readonly kind: 'movie' | 'episode';
  readonly title: string;
  readonly guid: string;
  readonly durationMs: number;
  readonly summary: string;
  readonly contentRating: string;
  readonly year: number;
  readonly show?: { readonly title: string; readonly guid: string; readonly season: number; readonly episode: number };
}

export interface Channel {
  readonly key: string;
  readonly number: string;
  readonly callSign: string;
  readonly identifier: string;
  readonly title: string;
  readonly vcn: string;
  readonly thumb: string;
  /** Name of the video preset the tuner delivers. */
  readonly media: string;
  /** What the guide lists, in order; the first is on air when the simulator starts. */
  readonly programmes: readonly [Programme, ...Programme[]];
}

export interface Place {
  readonly city: string;
  readonly code: string;
  readonly continentCode: string;
  readonly country: string;
  readonly coordinates: string;
  readonly postalCode: string;
  readonly subdivisions: string;
  readonly timeZone: string;
  readonly inEuropeanUnion: boolean;
}

export interface ServerFacts {
  readonly machineIdentifier: string;
  readonly friendlyName: string;
  readonly version: string;
  readonly platform: string;
  readonly platformVersion: string;
  readonly ownerToken: string;
  readonly publicAddress: string;
  readonly lanAddress: string;
  readonly countryCode: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
