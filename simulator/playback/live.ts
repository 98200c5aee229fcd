import { type Attributes, type Element, el } from '../wire/element.ts';
import { mediaElement } from '../wire/item-element.ts';
import { makeItem } from '../world/library.ts';
import type { Channel, Item, Programme } from '../world/types.ts';
import type { Tuning } from './session.ts';

/** The guide behind the cloud DVR; the other DVR of the server has no data for anything. */
export const CLOUD_GUIDE = 'tv.plex.providers.epg.cloud:5';
export const ANTENNA_GUIDE = 'tv.plex.providers.epg.xmltv:3';

/** Programmes on air began this long before the simulator started. */
const HEAD_START_S = 600;
const GUIDE_MEDIA_ID = 90_001;

const tail = (guid: string): string => guid.slice(-8);
const programmeThumb = (programme: Programme): string =>
  `https://provider-static.plex.tv/epg/${tail(programme.guid)}.jpg`;
const showThumb = (guid: string): string => `https://provider-static.plex.tv/epg/show/${tail(guid)}.jpg`;

export interface Slot {
  readonly programme: Programme;
  /** Epoch seconds. */
  readonly beginsAt: number;
}

/**
 * What a channel shows at a moment. Slots are as long as the channel's first programme and follow each other
 * without a gap; the first one began shortly before `t0`. Times in epoch milliseconds.
 */
export function slotAt(channel: Channel, t0: number, now: number): Slot {
  const [first] = channel.programmes;
  const slotS = Math.max(60, Math.round(first.durationMs / 1000));
  const origin = Math.floor(t0 / 1000) - HEAD_START_S;
  const number = Math.max(0, Math.floor((now / 1000 - origin) / slotS));
  const programme = channel.programmes[number % channel.programmes.length] ?? first;
  return { programme, beginsAt: origin + number * slotS };
}

/** The programme after the given one. */
export function programmeAfter(channel: Channel, programme: Programme): Programme {
  const at = channel.programmes.findIndex(({ guid }) => guid === programme.guid);
  return channel.programmes[(at + 1) % channel.programmes.length] ?? channel.programmes[0];
}

/** The item a tuned channel shows; its rating key stays while programmes follow each other. */
export function liveItem(tuning: Tuning): Item {
  const { programme, ratingKey } = tuning;
  return makeItem({
    kind: programme.kind,
    ratingKey,
    key: `live/${ratingKey}`,
    title: programme.title,
    guid: programme.guid,
    duration: programme.durationMs,
    year: programme.year,
    addedAt: tuning.beginsAt,
    thumb: programmeThumb(programme),
    media: [tuning.media],
  });
}

function showAttributes({ programme, ratingKey }: Tuning): Attributes {
  const { show } = programme;
  if (show === undefined) return {};
  return {
    grandparentGuid: show.guid,
    grandparentKey: `/library/metadata/${ratingKey + 2}`,
    grandparentRatingKey: String(ratingKey + 2),
    grandparentThumb: showThumb(show.guid),
    grandparentTitle: show.title,
    parentGuid: `${show.guid}-s${show.season}`,
    parentIndex: show.season,
    parentKey: `/library/metadata/${ratingKey + 1}`,
    parentRatingKey: String(ratingKey + 1),
    parentTitle: `Season ${show.season}`,
    index: show.episode,
  };
}

/** What a live item says about itself, in a session or on its own. */
export function liveAttributes(tuning: Tuning, withRatingKey: boolean): Attributes {
  const { programme } = tuning;
  return {
    ...showAttributes(tuning),
    addedAt: tuning.beginsAt,
    contentRating: programme.contentRating,
    duration: programme.durationMs,
    guid: programme.guid,
    key: `/livetv/sessions/${tuning.uuid}`,
    live: true,
    ratingKey: withRatingKey ? String(tuning.ratingKey) : undefined,
    summary: programme.summary,
    thumb: programmeThumb(programme),
    title: programme.title,
    type: programme.kind,
    year: programme.year,
  };
}

/** What a live version adds to its `Media` element. */
export function channelAttributes({ channel, programme, beginsAt, uuid }: Tuning): Attributes {
  return {
    beginsAt,
    endsAt: beginsAt + programme.durationMs / 1000,
    channelCallSign: channel.callSign,
    channelIdentifier: channel.identifier,
    channelThumb: channel.thumb,
    channelTitle: channel.title,
    channelVcn: channel.vcn,
    channelID: `${channel.callSign.toLowerCase()}-id`,
    onAir: true,
    origin: 'livetv',
    protocol: 'livetv',
    uuid,
  };
}

/** `/library/metadata/{live rating key}`. */
export function liveElement(tuning: Tuning): Element {
  const media = mediaElement({ ...tuning.media, attrs: { ...tuning.media.attrs, ...channelAttributes(tuning) } }, true);
  return el('Video', liveAttributes(tuning, true), [media]);
}

const guideMedia = (channel: Channel, programme: Programme, beginsAt: number): Element =>
  el('Media', {
    id: GUIDE_MEDIA_ID,
    beginsAt,
    endsAt: beginsAt + programme.durationMs / 1000,
    channelID: `${channel.callSign.toLowerCase()}-guide`,
    channelCallSign: channel.callSign,
    channelIdentifier: channel.identifier,
    channelTitle: channel.title,
    channelVcn: channel.vcn,
    channelThumb: channel.thumb,
    onAir: true,
    videoResolution: '1080',
    protocol: 'livetv',
  });

/** What the guide says about a programme (Plex protocol notes 3.5). */
export function guideElement(channel: Channel, programme: Programme, beginsAt: number): Element {
  const { show } = programme;
  const series: Attributes =
    show === undefined
      ? {}
      : {
          grandparentGuid: show.guid,
          grandparentTitle: show.title,
          grandparentThumb: showThumb(show.guid),
          parentTitle: `Season ${show.season}`,
          parentIndex: show.season,
          parentGuid: `${show.guid}-s${show.season}`,
          index: show.episode,
        };
  const escaped = encodeURIComponent(programme.guid);
  return el(
    'Video',
    {
      ...series,
      ratingKey: escaped,
      key: `/${CLOUD_GUIDE}/metadata/${escaped}`,
      guid: programme.guid,
      type: programme.kind,
      title: programme.title,
      summary: programme.summary,
      contentRating: programme.contentRating,
      duration: programme.durationMs,
      year: programme.year,
      originallyAvailableAt: `${programme.year}-02-03`,
      onAir: true,
      thumb: programmeThumb(programme),
    },
    [guideMedia(channel, programme, beginsAt)],
  );
}
