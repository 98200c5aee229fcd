/** Lines of the home page's cards as clients know them (API notes 10). Pure. */
import type { DeliveryPeak } from '#statistics/concurrency.ts';
import type { CardLine } from '#statistics/home-cards.ts';
import type { RankingName } from '#statistics/rankings.ts';
import type { ShownPlay } from '#statistics/shown-plays.ts';
import { displayName } from '#users/people.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import { PLAYER_COLUMNS } from '../../legacy-rows/play-columns.ts';
import type { Json, JsonObject } from '../json.ts';
import { epochSeconds, firstText, legacyRow } from './items-presented.ts';
import { NO_COVER } from './libraries-presented.ts';
import { avatarOf, userNumber } from './users-presented.ts';
import { platformIcon, platformTitle } from './watch-time-platforms.ts';

/** The item of a play as the reference's row; keys that differ from play to play are the play's. */
function itemOf({ play, item }: ShownPlay) {
  const row = legacyRow(ITEM_COLUMNS, item);
  const { imported } = { imported: play.importedValues ?? {} };
  const own = (name: string): Json => {
    const kept = imported[name];
    return typeof kept === 'string' || typeof kept === 'number' || kept === null ? kept : (row[name] ?? null);
  };
  return {
    ...row,
    rating_key: own('rating_key'),
    grandparent_rating_key: own('grandparent_rating_key'),
    media_type: own('media_type') ?? item.mediaType,
    live: play.isLive ? 1 : 0,
    labels: typeof row.labels === 'string' && row.labels !== '' ? row.labels.split(';') : [],
  };
}

type ItemRow = ReturnType<typeof itemOf> & { readonly [column: string]: Json };

const member = (row: ItemRow, name: string): Json => row[name] ?? null;

const pick = (row: ItemRow, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, member(row, name)]));

/** The show's or the artist's picture where there is one. */
const pictures = (row: ItemRow): JsonObject => ({
  thumb: firstText(member(row, 'grandparent_thumb')) ?? member(row, 'thumb'),
  grandparent_thumb: member(row, 'grandparent_thumb'),
  art: member(row, 'art'),
});

const sectionOf = ({ library }: ShownPlay): Json => library?.sectionId ?? null;

/** What all lines say about an item that is meant itself. */
const ITSELF = [
  'year',
  'media_index',
  'parent_media_index',
  'rating_key',
  'grandparent_rating_key',
  'media_type',
  'content_rating',
  'labels',
  'live',
  'guid',
] as const;

const described = (row: ItemRow): JsonObject => ({
  ...pictures(row),
  title: member(row, 'full_title'),
  grandparent_title: member(row, 'grandparent_title'),
  grandchild_title: member(row, 'title'),
  ...pick(row, ITSELF),
});

const totals = ({ plays, watchedMs, shown }: CardLine): JsonObject => ({
  total_plays: plays,
  // Whole seconds, as the lines are ordered.
  total_duration: Math.floor(watchedMs / 1000),
  last_play: epochSeconds(shown.play.startedAt),
});

type TitleOf = (row: ItemRow) => JsonObject;

/** Live programmes have no show in any library. */
const show: TitleOf = (row) => ({
  title: member(row, 'grandparent_title'),
  rating_key: member(row, row.live === 1 ? 'rating_key' : 'grandparent_rating_key'),
  ...pictures(row),
  thumb: member(row, 'grandparent_thumb'),
});

const artist: TitleOf = (row) => ({
  title: firstText(member(row, 'original_title')) ?? member(row, 'grandparent_title'),
  rating_key: member(row, 'grandparent_rating_key'),
  ...pictures(row),
  thumb: member(row, 'grandparent_thumb'),
});

const film: TitleOf = (row) => ({
  title: member(row, 'full_title'),
  rating_key: member(row, 'rating_key'),
  grandparent_rating_key: '',
  grandparent_thumb: '',
  thumb: member(row, 'thumb'),
});

function titleLine(line: CardLine, titleOf: TitleOf): JsonObject {
  const row = itemOf(line.shown);
  return {
    ...totals(line),
    users_watched: '',
    ...pick(row, ['year', 'grandparent_rating_key', 'art', 'media_type', 'content_rating', 'rating', 'labels']),
    ...pick(row, ['live', 'guid']),
    section_id: sectionOf(line.shown),
    ...titleOf(row),
    user: '',
    friendly_name: '',
    platform: '',
    row_id: line.shown.play.id,
  };
}

function popularLine(line: CardLine, titleOf: TitleOf): JsonObject {
  const { total_duration: _none, ...row } = titleLine(line, titleOf);
  return { ...row, users_watched: line.people };
}

/** The picture over the whole width is too large for a card. */
const FULL_ART = 'interfaces/default/images/art-live-full.png';
const PLAIN_ART = 'interfaces/default/images/art-live.png';

function libraryLine(line: CardLine): JsonObject {
  const { library, play } = line.shown;
  const isKnown = library !== null && !library.isDeleted && !library.isPlaceholder;
  const art = isKnown ? (firstText(library.customArt, library.art) ?? '') : null;
  return {
    ...totals(line),
    section_type: isKnown ? library.type : null,
    section_name: isKnown ? library.name : null,
    section_id: sectionOf(line.shown),
    library_thumb: (isKnown ? firstText(library.customThumb, library.thumb) : null) ?? NO_COVER,
    library_art: art === FULL_ART ? PLAIN_ART : art,
    ...described(itemOf(line.shown)),
    user: '',
    friendly_name: '',
    users_watched: '',
    platform: '',
    row_id: play.id,
  };
}

const nameOf = ({ user, play }: ShownPlay): JsonObject => ({
  user: play.userName ?? user.username,
  user_id: userNumber(user.plexUserId),
  friendly_name: user.isPlaceholder ? null : displayName(user),
});

function userLine(line: CardLine): JsonObject {
  const { user, play } = line.shown;
  return {
    ...nameOf(line.shown),
    ...totals(line),
    user_thumb: avatarOf({ custom_avatar_url: user.customThumb, thumb: user.thumb }),
    ...described(itemOf(line.shown)),
    users_watched: '',
    platform: '',
    row_id: play.id,
  };
}

const NOTHING = {
  title: '',
  thumb: '',
  grandparent_thumb: '',
  art: '',
  users_watched: '',
  rating_key: '',
  grandparent_rating_key: '',
  user: '',
  friendly_name: '',
  row_id: '',
};

function platformLine(line: CardLine): JsonObject {
  const title = platformTitle(legacyRow(PLAYER_COLUMNS, line.shown.player).platform ?? null);
  return { ...totals(line), platform: title, platform_name: platformIcon(String(title ?? '')), ...NOTHING };
}

const LINES: Readonly<Record<RankingName, (line: CardLine) => JsonObject>> = {
  top_movies: (line) => titleLine(line, film),
  popular_movies: (line) => popularLine(line, film),
  top_tv: (line) => titleLine(line, show),
  popular_tv: (line) => popularLine(line, show),
  top_music: (line) => titleLine(line, artist),
  popular_music: (line) => popularLine(line, artist),
  top_libraries: libraryLine,
  top_users: userLine,
  top_platforms: platformLine,
};

/** A line of a ranking. */
export const rankingRow = (name: RankingName, line: CardLine): JsonObject => LINES[name](line);

/** The picture chosen here, which may be empty, and else the account's own; no stand-in for who has neither. */
const chosenPicture = ({ user }: ShownPlay): Json =>
  user.customThumb ?? (user.importedValues?.custom_avatar_url === '' ? '' : user.thumb);

/** A play of the card of what was watched lately. */
export function lastWatchedRow(shown: ShownPlay): JsonObject {
  const row = itemOf(shown);
  return {
    row_id: shown.play.id,
    ...nameOf(shown),
    user_thumb: chosenPicture(shown),
    ...described(row),
    section_id: sectionOf(shown),
    rating: member(row, 'rating'),
    last_watch: epochSeconds(shown.play.startedAt),
    player: legacyRow(PLAYER_COLUMNS, shown.player).player ?? null,
  };
}

const PEAK_TITLES: Readonly<Record<DeliveryPeak['decision'], string>> = {
  any: 'Concurrent Streams',
  transcode: 'Concurrent Transcodes',
  copy: 'Concurrent Direct Streams',
  'direct play': 'Concurrent Direct Plays',
};

/** A peak; none without streams. The reference sends its moments as texts. */
export function peakRow({ decision, peak }: DeliveryPeak): JsonObject[] {
  if (peak === null) return [];
  const { count, startedS, stoppedS } = peak;
  return [{ title: PEAK_TITLES[decision], count, started: String(startedS), stopped: String(stoppedS) }];
}
