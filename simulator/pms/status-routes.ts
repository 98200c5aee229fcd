import { element, type Reply, status, text } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import type { LedgerEntry } from '../playback/ledger.ts';
import { ANTENNA_GUIDE, CLOUD_GUIDE } from '../playback/live.ts';
import { guideEntry, sessionsDocument, transcodeElements } from '../playback/views.ts';
import { type Element, el } from '../wire/element.ts';
import { elementTag, itemAttributes } from '../wire/item-attributes.ts';
import type { PmsCall, ServerState } from './context.ts';
import { container, emptyContainer, page } from './page.ts';

const sessions = ({ stage }: ServerState, call: PmsCall): Reply =>
  call.wantsJson
    ? text(sessionsDocument(stage, 'json'), 'application/json')
    : text(sessionsDocument(stage, 'xml'), 'text/xml;charset=utf-8');

/** Plex protocol notes 3.14. */
function terminate(state: ServerState, call: PmsCall): Reply {
  const { sessionId = '', reason = '' } = call.query;
  if (sessionId === '') return status(403);
  return status(state.terminate(sessionId, reason) ? 200 : 404);
}

function historyElement(state: ServerState, entry: LedgerEntry, number: number): Element | null {
  const item = state.world.library.byRatingKey(entry.ratingKey);
  if (item === undefined) return null;
  const person = state.world.people.find(({ key }) => key === entry.user);
  const { title, thumb, type, key, grandparentTitle, parentTitle, originallyAvailableAt } = itemAttributes(item);
  return el(elementTag(item), {
    historyKey: `/status/sessions/history/${number}`,
    key,
    ratingKey: String(entry.ratingKey),
    librarySectionID: item.section === null ? undefined : String(item.section.id),
    title,
    parentTitle,
    grandparentTitle,
    type,
    thumb,
    originallyAvailableAt,
    viewedAt: Math.floor((entry.stoppedAt ?? entry.startedAt) / 1000),
    accountID: person?.localId ?? 1,
    deviceID: state.world.players.findIndex((player) => player.key === entry.player) + 1,
  });
}

/** What the server itself remembers of this run, newest first. */
function history(state: ServerState, call: PmsCall): Reply {
  const done = state.stage.ledger.entries(state.stage.clock.now()).filter(({ stoppedAt }) => stoppedAt !== null);
  const rows = done
    .map((entry, i) => historyElement(state, entry, i + 1))
    .filter((row): row is Element => row !== null)
    .filter((row) => !call.query.accountID || String(row.attrs.accountID) === call.query.accountID)
    .filter((row) => !call.query.librarySectionID || row.attrs.librarySectionID === call.query.librarySectionID)
    .reverse();
  return element(page(call, rows, (row) => row));
}

const ANTENNA_UUID = '5f1d7a10-1111-4222-8333-abcdefabcdef';
const CLOUD_UUID = '5f1d7a10-1111-4222-8333-abcdefabcde5';
const DVRS_REFRESHED_AT = 1_716_000_100;

/** Two DVRs, of which only the second has guide data (Plex protocol notes 3.5). */
function dvrs({ world }: ServerState): Reply {
  const country = world.server.countryCode;
  const mappings = world.channels.map((channel) =>
    el('ChannelMapping', {
      channelKey: `${channel.callSign.toLowerCase()}-id`,
      deviceIdentifier: channel.number,
      enabled: true,
      lineupIdentifier: channel.vcn,
    }),
  );
  const tuner = el(
    'Device',
    {
      key: '6',
      uuid: 'device://tv.plex.grabbers.hdhomerun/10A0B0C0',
      uri: 'http://192.168.1.70:80',
      protocol: 'livetv',
      status: 'alive',
      state: 'enabled',
      make: 'Silicondust',
      model: 'HDHR5-4US',
      tuners: 4,
    },
    mappings,
  );
  return container({}, [
    el('Dvr', {
      key: '3',
      uuid: ANTENNA_UUID,
      language: 'en',
      lineupTitle: 'Attic antenna',
      lineup: 'lineup://tv.plex.providers.epg.xmltv/attic',
      country,
      refreshedAt: DVRS_REFRESHED_AT,
      epgIdentifier: ANTENNA_GUIDE,
    }),
    el(
      'Dvr',
      {
        key: '5',
        uuid: CLOUD_UUID,
        language: 'en',
        lineupTitle: 'Port Alder Broadcast',
        lineup: 'lineup://tv.plex.providers.epg.cloud/NOR-0150',
        country,
        refreshedAt: DVRS_REFRESHED_AT + 100,
        epgIdentifier: CLOUD_GUIDE,
      },
      [tuner],
    ),
  ]);
}

/** Everything but the cloud guide has no data. */
function guide({ stage }: ServerState, guid: string): Reply | null {
  const entry = guideEntry(stage, guid.replace(/^plex:\/(?!\/)/, 'plex://'));
  return entry === null ? null : container({ identifier: CLOUD_GUIDE.split(':')[0] }, [entry]);
}

/** What is going on: sessions, transcoders, live TV. */
export const statusRoutes = (state: ServerState): Route<PmsCall>[] => [
  { pattern: '/status/sessions', run: (call) => sessions(state, call) },
  { pattern: '/status/sessions/terminate', run: (call) => terminate(state, call) },
  { pattern: '/status/sessions/history/all', run: (call) => history(state, call) },
  { pattern: '/status/sessions/background', run: () => emptyContainer() },
  { pattern: '/transcode/sessions', run: () => container({}, transcodeElements(state.stage)) },
  { pattern: '/livetv/dvrs', run: () => dvrs(state) },
  { pattern: '/livetv/sessions', run: () => emptyContainer() },
  { pattern: `/${CLOUD_GUIDE}/metadata/*guid`, run: (_call, { guid: id = '' }) => guide(state, id) },
];
