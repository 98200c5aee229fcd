import { element, type Reply, status } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { transcodeElements } from '../playback/views.ts';
import { el } from '../wire/element.ts';
import { CONTAINER } from '../wire/item-element.ts';
import type { PmsCall, PrefValue, ServerState } from './context.ts';
import { container, emptyContainer } from './page.ts';

const OWNER_FEATURES = 'dvr,hardware_transcoding,pass,sync';

/** `/identity`, the only answer for strangers. */
export const identity = ({ world: { server } }: ServerState): Reply =>
  emptyContainer({
    apiVersion: '1.1.1',
    claimed: true,
    machineIdentifier: server.machineIdentifier,
    version: server.version,
  });

function root({ world, prefs, stage, remoteAccess }: ServerState): Reply {
  const { server, people } = world;
  const attrs = {
    size: 3,
    allowCameraUpload: true,
    allowChannelAccess: true,
    allowMediaDeletion: true,
    allowSharing: true,
    allowSync: true,
    allowTuners: true,
    backgroundProcessing: true,
    certificate: true,
    companionProxy: true,
    countryCode: server.countryCode,
    diagnostics: 'logs,databases,streaminglogs',
    eventStream: true,
    friendlyName: prefs.get('FriendlyName'),
    hubSearch: true,
    itemClusters: true,
    livetv: 7,
    machineIdentifier: server.machineIdentifier,
    mediaProviders: true,
    multiuser: true,
    musicAnalysis: 2,
    myPlex: true,
    myPlexMappingState: remoteAccess.mappingState,
    myPlexSigninState: 'ok',
    myPlexSubscription: true,
    myPlexUsername: people[0].email,
    offlineTranscode: 1,
    ownerFeatures: OWNER_FEATURES,
    platform: server.platform,
    platformVersion: server.platformVersion,
    pluginHost: true,
    pushNotifications: false,
    readOnlyLibraries: false,
    streamingBrainABRVersion: 3,
    streamingBrainVersion: 2,
    sync: true,
    transcoderActiveVideoSessions: transcodeElements(stage).length,
    transcoderAudio: true,
    transcoderLyrics: true,
    transcoderPhoto: true,
    transcoderSubtitles: true,
    transcoderVideo: true,
    transcoderVideoBitrates: '64,96,208,320,720,1500,2000,3000,4000,8000,10000,12000,20000',
    transcoderVideoQualities: '0,1,2,3,4,5,6,7,8,9,10,11,12',
    transcoderVideoResolutions: '128,128,160,240,320,480,768,720,720,1080,1080,1080,1080',
    updatedAt: server.updatedAt,
    updater: true,
    version: server.version,
    voiceSearch: true,
  };
  const doors = ['library', 'playlists', 'hubs'].map((key) => el('Directory', { count: 1, key, title: key }));
  return container(attrs, doors);
}

const settingType = (value: PrefValue): string => {
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'number' ? 'int' : 'text';
};
const BLANKS: Readonly<Record<string, string | number>> = { bool: 'false', int: 0, text: '' };

const prefsReply = ({ prefs }: ServerState): Reply =>
  container(
    {},
    [...prefs].map(([id, value]) =>
      el('Setting', {
        id,
        label: id,
        summary: '',
        type: settingType(value),
        default: BLANKS[settingType(value)],
        value: typeof value === 'boolean' ? String(value) : value,
        hidden: false,
        advanced: false,
        group: 'general',
      }),
    ),
  );

function servers({ world: { server }, prefs }: ServerState): Reply {
  return container({}, [
    el('Server', {
      name: prefs.get('FriendlyName'),
      host: server.lanAddress,
      address: server.lanAddress,
      port: 32_400,
      machineIdentifier: server.machineIdentifier,
      version: server.version,
    }),
  ]);
}

const accounts = ({ world }: ServerState): Reply =>
  container(
    { identifier: 'com.plexapp.system.accounts' },
    world.people.map((person) =>
      el('Account', {
        id: person.localId,
        key: `/accounts/${person.localId}`,
        name: person.username || person.title,
        defaultAudioLanguage: 'en',
        autoSelectAudio: true,
        defaultSubtitleLanguage: '',
        subtitleMode: 0,
        thumb: person.thumb,
      }),
    ),
  );

const devices = ({ world }: ServerState): Reply =>
  container(
    { identifier: 'com.plexapp.system.devices' },
    world.players.map((player, i) =>
      el('Device', {
        id: i + 1,
        name: player.title,
        platform: player.platform,
        clientIdentifier: player.machineIdentifier ?? player.key,
        createdAt: world.server.createdAt,
      }),
    ),
  );

/** Plex protocol notes 3.13. */
const account = ({ world: { server, people }, remoteAccess }: ServerState): Reply =>
  element(
    el('MyPlex', {
      authToken: server.ownerToken,
      username: people[0].email,
      mappingState: remoteAccess.mappingState,
      mappingError: remoteAccess.mappingError,
      mappingErrorMessage: '',
      publicAddress: server.publicAddress,
      publicPort: '32400',
      privateAddress: server.lanAddress,
      privatePort: '32400',
      signInState: 'ok',
      subscriptionActive: true,
      subscriptionState: 'Active',
      subscriptionFeatures: 'pass,sync,live,dvr',
    }),
  );

function libraryDoors(): Reply {
  const doors = [
    ['sections', 'Library Sections'],
    ['recentlyAdded', 'Recently Added Content'],
    ['onDeck', 'On Deck Content'],
  ] as const;
  return container(
    {
      allowSync: false,
      art: '/:/resources/library-art.png',
      content: '',
      ...CONTAINER,
      title1: 'Plex Library',
      title2: '',
    },
    doors.map(([key, title]) => el('Directory', { key, title })),
  );
}

const providers = (): Reply =>
  container({}, [
    el('MediaProvider', {
      identifier: CONTAINER.identifier,
      title: 'Library',
      types: 'video,audio,photo',
      protocols: 'stream,download',
    }),
  ]);

/** The update was looked for once; there is none. */
const UPDATE_CHECKED_AT = 1_716_000_000;

/** The server itself: identity, settings, accounts, remote access, updates. */
export const serverRoutes = (state: ServerState): Route<PmsCall>[] => [
  { pattern: '/', run: () => root(state) },
  { pattern: '/identity', run: () => identity(state) },
  { pattern: '/:/prefs', run: () => prefsReply(state) },
  { pattern: '/servers', run: () => servers(state) },
  { pattern: '/clients', run: () => emptyContainer() },
  { pattern: '/activities', run: () => emptyContainer() },
  { pattern: '/butler', run: () => emptyContainer() },
  { pattern: '/accounts', run: () => accounts(state) },
  { pattern: '/devices', run: () => devices(state) },
  { pattern: '/library', run: () => libraryDoors() },
  { pattern: '/media/providers', run: () => providers() },
  { pattern: '/statistics/*rest', run: () => emptyContainer() },
  { pattern: '/sync/*rest', run: () => emptyContainer() },
  { pattern: '/myplex/account', run: () => account(state) },
  { pattern: '/myplex/refreshReachability', run: () => status(200) },
  { pattern: '/updater/check', run: () => status(200) },
  { pattern: '/updater/status', run: () => emptyContainer({ checkedAt: UPDATE_CHECKED_AT, status: 0 }) },
];
