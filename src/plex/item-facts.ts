/** What is known of an item of a library, a guide or a session. */
import type { MediaType } from '#contract/enums.ts';
import type { RatingKey } from '#contract/ids.ts';

/** A marker of an item (Plex protocol notes 3.3). `isFirst`/`isFinal` only mean something for credits. */
export interface Marker {
  /** The server's number of it; 0 when it has none. */
  readonly id: number;
  readonly type: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly isFirst: boolean;
  readonly isFinal: boolean;
}

/** Keys that are no numbers: guides and the metadata provider have such. As sent. */
export interface OddKeys {
  readonly own: string | null;
  readonly parent: string | null;
  readonly grandparent: string | null;
}

/** What an item is. */
export interface ItemFacts {
  readonly ratingKey: RatingKey | null;
  readonly parentRatingKey: RatingKey | null;
  readonly grandparentRatingKey: RatingKey | null;
  readonly mediaType: MediaType;
  readonly guid: string | null;
  readonly parentGuid: string | null;
  readonly grandparentGuid: string | null;
  /** Null when all keys are numbers or missing. */
  readonly oddKeys: OddKeys | null;
  readonly slug: string | null;
  readonly parentSlug: string | null;
  readonly grandparentSlug: string | null;
  /** External ids, e.g. `imdb://tt0111161`; those of the parents are known once their descriptions were read. */
  readonly externalIds: readonly string[];
  readonly parentExternalIds: readonly string[];
  readonly grandparentExternalIds: readonly string[];
  /** Plex's number of the library (section), null for items outside libraries. */
  readonly sectionId: number | null;
  readonly libraryName: string | null;
  readonly title: string;
  readonly parentTitle: string | null;
  readonly grandparentTitle: string | null;
  readonly originalTitle: string | null;
  readonly sortTitle: string | null;
  readonly editionTitle: string | null;
  /** Derived-fields notes 11. */
  readonly fullTitle: string;
  readonly year: number | null;
  readonly parentYear: number | null;
  readonly grandparentYear: number | null;
  readonly mediaIndex: number | null;
  readonly parentMediaIndex: number | null;
  readonly durationMs: number | null;
  readonly thumb: string | null;
  readonly parentThumb: string | null;
  readonly grandparentThumb: string | null;
  readonly art: string | null;
  readonly banner: string | null;
  /** The picture a server makes of the things in a playlist. */
  readonly composite: string | null;
  /** `YYYY-MM-DD`. */
  readonly originallyAvailableAt: string | null;
  /** The same as sent: guides write a time behind the day. */
  readonly originallyAvailableText: string | null;
  /** Epoch seconds as Plex stores them. */
  readonly addedAt: number | null;
  readonly updatedAt: number | null;
  readonly lastViewedAt: number | null;
  readonly contentRating: string | null;
  readonly studio: string | null;
  readonly summary: string | null;
  readonly tagline: string | null;
  /** Decimal numbers with their digits as sent: `8.0` stays `8.0`. */
  readonly rating: string | null;
  readonly audienceRating: string | null;
  readonly userRating: string | null;
  /** What the rating is shown as, e.g. `rottentomatoes://image.rating.ripe`: tells who rated. */
  readonly ratingImage: string | null;
  readonly audienceRatingImage: string | null;
  readonly genres: readonly string[];
  readonly directors: readonly string[];
  readonly writers: readonly string[];
  readonly actors: readonly string[];
  readonly labels: readonly string[];
  readonly collections: readonly string[];
  readonly isLive: boolean;
  readonly channelTitle: string | null;
  readonly channelCallSign: string | null;
  readonly channelThumb: string | null;
  readonly channelId: string | null;
  readonly channelIdentifier: string | null;
  /** Virtual channel number. */
  readonly channelVcn: string | null;
  /** Of an item that comes from elsewhere than a library. */
  readonly sourceTitle: string | null;
  readonly sourceIcon: string | null;
  /** The guide that told about a live programme. */
  readonly epgIdentifier: string | null;
  /** Trailer, behind the scenes ...: Plex's number, null for the thing itself. */
  readonly extraType: number | null;
  /** `trailer` ...; of a collection what is in it. */
  readonly subType: string | null;
  /** Things in it: episodes of a show, items of a collection. */
  readonly childCount: number | null;
  /** Of a collection. */
  readonly minYear: number | null;
  readonly maxYear: number | null;
  /** Whether a collection or playlist fills itself. */
  readonly isSmart: boolean;
  readonly playlistType: string | null;
  /** Whether the show, album or artist it inherits from is known: then what is missing there is missing here. */
  readonly hasAncestor: boolean;
  /** null: not read yet (session lists do not carry markers). */
  readonly markers: readonly Marker[] | null;
}
