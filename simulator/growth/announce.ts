import { type Notification, type Notify, timelineNotification } from '../playback/notification.ts';
import { typeNumber } from '../wire/item-attributes.ts';
import { CONTAINER } from '../wire/item-element.ts';
import { rootOf, sectionOf } from '../world/library.ts';
import type { Item } from '../world/types.ts';

/** Steps of an item's arrival (Plex protocol notes 4.5). */
const CREATED = { state: 0, metadataState: 'created' };
const QUEUED = { state: 1, metadataState: 'queued', queueSize: 1 };
const MATCHING = { state: 2, metadataState: 'matching' };
const DOWNLOADING = { state: 3, metadataState: 'downloading' };
const LOADING = { state: 4, metadataState: 'loading' };
const DONE = { state: 5 };
const ANALYSING = { state: 5, mediaState: 'analyzing' };
const DELETED = { state: 9, metadataState: 'deleted' };

type Step = Readonly<Record<string, string | number>>;

const timeline = (item: Item, step: Step): Notification =>
  timelineNotification({
    identifier: CONTAINER.identifier,
    sectionID: String(sectionOf(item)?.id ?? 0),
    itemID: String(item.ratingKey),
    type: typeNumber(item),
    title: item.title,
    updatedAt: item.updatedAt,
    ...step,
    ...(item.parent === null
      ? {}
      : { parentItemID: String(item.parent.ratingKey), rootItemID: String(rootOf(item).ratingKey) }),
  });

function activity(item: Item, uuid: string, event: string, progress: number): Notification {
  const section = sectionOf(item);
  return {
    type: 'activity',
    payload: 'ActivityNotification',
    entry: {
      event,
      uuid,
      Activity: {
        uuid,
        type: 'library.update.section',
        cancellable: false,
        userID: 1,
        title: `Scanning ${section?.title ?? ''}`,
        subtitle: '',
        progress,
        Context: { accessible: true, exists: true, librarySectionID: String(section?.id ?? 0) },
      },
    },
  };
}

const SCAN_COMPLETE: Notification = {
  type: 'status',
  payload: 'StatusNotification',
  entry: { title: 'Library scan complete', description: '', notificationName: 'LIBRARY_UPDATE' },
};

/** Guide data arrives through the same stream under another identifier; nobody may take it for an item. */
const GUIDE_NOISE = timelineNotification({
  identifier: 'tv.plex.providers.epg.cloud:5',
  sectionID: '-1',
  itemID: '990001',
  type: 4,
  title: 'Guide entry',
  ...CREATED,
  updatedAt: 1_716_000_000,
});

/** What a scan says about new items: all are created first, then each is worked off, with noise in between. */
export function announceItems(notify: Notify, items: readonly Item[], scan: number): void {
  const [first] = items;
  if (first === undefined) return;
  const uuid = `00000000-aaaa-4bbb-8ccc-${String(scan).padStart(12, '0')}`;
  notify(activity(first, uuid, 'started', 0));
  for (const item of items) for (const step of [CREATED, QUEUED]) notify(timeline(item, step));
  notify(SCAN_COMPLETE);
  for (const item of items) {
    for (const step of [MATCHING, DOWNLOADING, LOADING, DONE]) notify(timeline(item, step));
    if (item.media.length > 0) notify(timeline(item, ANALYSING));
  }
  notify(GUIDE_NOISE);
  notify(activity(first, uuid, 'ended', 100));
}

/** The metadata of something old was refreshed: every step but the creation. */
export function announceRefresh(notify: Notify, item: Item): void {
  for (const step of [DOWNLOADING, LOADING, DONE]) notify(timeline(item, step));
}

export function announceRemoval(notify: Notify, item: Item): void {
  notify(timeline(item, DELETED));
}
