import { choice, FORMS, onOff, text, wholeNumber } from './definition.ts';

const percent = { min: 50, max: 95, preset: 85, pinned: { min: 1, max: 100 } };
const hours = { min: 1, max: 24, preset: 12 };

/** What is recorded and when it counts (settings notes; monitoring notes 1). */
export const MONITORING_SETTINGS = {
  ignoreIntervalSeconds: wholeNumber(
    'monitoring',
    { min: 0, max: 86_400, preset: 120 },
    'Movies and episodes played for less than this many seconds are not recorded; 0 records all.',
  ),
  movieWatchedPercent: wholeNumber('monitoring', percent, 'Percentage of a movie after which it counts as watched.'),
  tvWatchedPercent: wholeNumber('monitoring', percent, 'Percentage of an episode after which it counts as watched.'),
  musicWatchedPercent: wholeNumber('monitoring', percent, 'Percentage of a track after which it counts as heard.'),
  watchedMarker: choice(
    'monitoring',
    ['percent', 'final_credits', 'first_credits', 'earlier_of_both'],
    'earlier_of_both',
    'What makes a movie or an episode count as watched: the percentage, the credits, or whichever comes first.',
  ),
  metadataCacheSeconds: wholeNumber(
    'monitoring',
    { min: 0, max: 86_400, preset: 1_800 },
    'Seconds for which the description of a playing item is used before Plex is asked again.',
  ),
} as const;

/** How the program gets on with Plex (settings notes, tab Plex Media Server). */
export const PLEX_SETTINGS = {
  refreshUsersIntervalHours: wholeNumber('plex', hours, 'Hours between two readings of the list of users.'),
  refreshUsersOnStart: onOff('plex', true, 'Reads the list of users when the program starts.'),
  refreshLibrariesIntervalHours: wholeNumber('plex', hours, 'Hours between two readings of the list of libraries.'),
  refreshLibrariesOnStart: onOff('plex', true, 'Reads the list of libraries when the program starts.'),
  cacheImages: onOff('plex', true, 'Keeps pictures from Plex on disk, so that they are fetched once.'),
  plexWebUrl: text(
    'plex',
    'https://app.plex.tv/desktop',
    FORMS.webAddress,
    'Address of the Plex app that links lead to.',
  ),
  plexLanguage: text('plex', '', FORMS.languageOrNothing, "Language Plex is asked to answer in; empty: the system's."),
  plexTimeoutSeconds: wholeNumber('plex', { min: 1, max: 300, preset: 15 }, 'Seconds Plex is given for an answer.'),
  verifyCertificates: onOff('plex', true, 'Refuses Plex servers and web services whose certificate is not valid.'),
  websocketAttempts: wholeNumber(
    'plex',
    { min: 1, max: 1_000, preset: 5 },
    'Failed attempts to connect after which a server counts as down.',
  ),
  websocketRetrySeconds: wholeNumber(
    'plex',
    { min: 0, max: 3_600, preset: 5 },
    'Seconds between two attempts to reconnect to a server.',
  ),
  plexLogLines: wholeNumber(
    'plex',
    { min: 1, max: 100_000, preset: 1_000 },
    'Lines of a Plex log that are read when nobody asks for another number.',
  ),
  watchPlexUpdates: onOff('plex', false, 'Looks for new releases of Plex Media Server and can notify of them.'),
  plexUpdateCheckIntervalHours: wholeNumber(
    'plex',
    { min: 1, max: 336, preset: 24 },
    'Hours between two looks for a new Plex Media Server.',
  ),
  plexUpdateChannel: choice(
    'plex',
    ['plex', 'public', 'beta'],
    'plex',
    'The releases of Plex Media Server that count: what the server itself follows, public ones, or betas.',
  ),
  plexUpdateDistribution: text('plex', '', null, 'Platform for which releases of Plex Media Server are offered.'),
  plexUpdateBuild: text('plex', '', null, 'Package of that platform that is offered for download.'),
} as const;
