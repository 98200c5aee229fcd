import { choice, onOff, wholeNumber } from './definition.ts';

/** Shorter times are for those who know why: a form does not offer them. */
const anyTime = { min: 0, max: 86_400 };
const atLeastAMinute = { min: 60, max: 86_400, preset: 60, pinned: anyTime };

/** When notifications are sent and what is in them (settings notes, tab Notifications & Newsletters). */
export const NOTIFICATION_SETTINGS = {
  bufferThreshold: wholeNumber(
    'notifications',
    { min: 0, max: 50, preset: 10, pinned: { min: 0, max: 1_000 } },
    'Interruptions of a stream before the warning of buffering is sent; 0 never warns.',
  ),
  bufferWaitSeconds: wholeNumber(
    'notifications',
    { min: 0, max: 86_400, preset: 900 },
    'Seconds before the same stream is warned of again; 0 warns each time.',
  ),
  concurrentStreamsThreshold: wholeNumber(
    'notifications',
    { min: 2, max: 1_000, preset: 2, pinned: { min: 1, max: 1_000 } },
    'Streams of one user at the same time that are worth a notification.',
  ),
  concurrentStreamsByAddress: onOff('notifications', false, 'Counts the addresses of a user instead of the streams.'),
  concurrentIpv6PrefixLength: wholeNumber(
    'notifications',
    { min: 1, max: 128, preset: 64 },
    'Leading bits in which IPv6 addresses must agree to count as one.',
  ),
  notifyStopAfterWatched: onOff(
    'notifications',
    true,
    'Notifies of a stop even if the item already counts as watched.',
  ),
  continuedSessionSeconds: wholeNumber(
    'notifications',
    { min: 0, max: 86_400, preset: 15 },
    'A start this many seconds or less after a stop of the same user continues it and begins nothing new.',
  ),
  recentlyAddedDelaySeconds: wholeNumber(
    'notifications',
    { min: 60, max: 86_400, preset: 300, pinned: anyTime },
    'Seconds to wait after something was added, so that its description is complete and more can join it.',
  ),
  groupRecentlyAddedByShow: onOff(
    'notifications',
    true,
    'Announces several new seasons or albums as one show or artist.',
  ),
  groupRecentlyAddedBySeason: onOff(
    'notifications',
    true,
    'Announces several new episodes or tracks as one season or album.',
  ),
  newDeviceOnlyOnce: onOff('notifications', true, 'Notifies of a device only when it is seen for the very first time.'),
  serverDownSeconds: wholeNumber(
    'notifications',
    atLeastAMinute,
    'Seconds a server must be out of reach before it is reported as down.',
  ),
  remoteAccessDownSeconds: wholeNumber(
    'notifications',
    atLeastAMinute,
    'Seconds remote access must be lost before it is reported as down.',
  ),
  repeatUpdateNotification: onOff('notifications', false, 'Notifies of a new release of Spyglass at every check.'),
  repeatPlexUpdateNotification: onOff('notifications', false, 'Notifies of a new Plex Media Server at every check.'),
  notificationExpressions: onOff('notifications', false, 'Allows calculations in the texts of notifications.'),
  notificationWorkers: wholeNumber(
    'notifications',
    { min: 1, max: 32, preset: 2 },
    'Notifications that are sent at the same time.',
  ),
  imageHost: choice(
    'notifications',
    ['none', 'imgur', 'self_hosted', 'cloudinary'],
    'none',
    'Where pictures in notifications and newsletters come from.',
  ),
} as const;

/** How newsletters are made and who may read them (settings notes, tab Notifications & Newsletters). */
export const NEWSLETTER_SETTINGS = {
  newslettersSelfHosted: onOff('newsletters', false, 'Serves newsletters as pages and links to them from the mail.'),
  newsletterAccess: choice(
    'newsletters',
    ['open', 'password', 'sign_in'],
    'open',
    'Who may open a newsletter page: everybody, who knows the password, or who signs in.',
  ),
  newsletterInlineStyles: onOff('newsletters', true, 'Writes styles into each element, as many mail programs need it.'),
} as const;
