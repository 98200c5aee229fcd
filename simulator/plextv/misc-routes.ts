import type { Call } from '../http/call.ts';
import { bytes, element, type Reply, status, text } from '../http/reply.ts';
import type { Params, Route } from '../http/router.ts';
import { type Attributes, el } from '../wire/element.ts';
import { itemElement } from '../wire/item-element.ts';
import type { Place, Programme } from '../world/types.ts';
import type { AccountCall, AccountState } from './account.ts';
import { pinElement } from './pins.ts';

const placeAttributes = (place: Place): Attributes => ({
  city: place.city,
  code: place.code,
  continent_code: place.continentCode,
  country: place.country,
  coordinates: place.coordinates,
  postal_code: place.postalCode,
  subdivisions: place.subdivisions,
  time_zone: place.timeZone,
  in_privacy_restricted_country: 'true',
  in_privacy_restricted_region: 'true',
  european_union_member: String(place.inEuropeanUnion),
});

/** Plex protocol notes 5.15. */
function geoip({ world }: AccountState, call: AccountCall): Reply | null {
  const place = world.locate(call.query.ip_address ?? '');
  if (place === null) return null;
  const attrs = placeAttributes(place);
  return element({ ...el('location', attrs), json: attrs });
}

const BETA_VERSION = '1.42.0.9999-beta00001';
const RELEASED_AT = 1_715_000_000;

/** Plex protocol notes 5.14. */
function downloads(state: AccountState, call: Call): Reply {
  const release = (label: string, distro: string, ending: string, checksum: string) => ({
    label,
    build: 'linux-x86_64',
    distro,
    url: `https://downloads.plex.tv/${state.latestVersion}.${ending}`,
    checksum,
  });
  const linux = {
    id: 'linux',
    name: 'Linux',
    release_date: RELEASED_AT,
    version: call.query.channel === 'plexpass' ? BETA_VERSION : state.latestVersion,
    requirements: 'Two legs.',
    extra_info: '',
    items_added: 'New lamp.',
    items_fixed: 'Old lamp.',
    releases: [release('Ubuntu (64-bit)', 'debian', 'deb', 'abc'), release('Fedora (64-bit)', 'redhat', 'rpm', 'def')],
  };
  return text(JSON.stringify({ computer: { Linux: linux }, nas: {} }), 'application/json');
}

function programmeElement(programme: Programme, id: string): Reply {
  const { show } = programme;
  const attrs: Attributes = {
    ratingKey: id,
    key: `/library/metadata/${id}`,
    guid: programme.guid,
    type: programme.kind,
    title: programme.title,
    summary: `${programme.summary} (provider)`,
    rating: 7.7,
    thumb: `https://metadata-static.plex.tv/${id}.jpg`,
    grandparentThumb: show && `https://metadata-static.plex.tv/${id}-show.jpg`,
    grandparentGuid: show?.guid,
    duration: programme.durationMs,
    year: programme.year,
    originallyAvailableAt: `${programme.year}-02-03T00:00:00Z`,
  };
  const news = el('Genre', { tag: 'News', filter: 'genre=news', id: 'genre-news' });
  return element(
    el('MediaContainer', { size: 1, identifier: 'tv.plex.provider.metadata' }, [el('Video', attrs, [news])]),
  );
}

/** The metadata provider (Plex protocol notes 5.19). */
function provider({ world }: AccountState, params: Params): Reply | null {
  const id = params.id ?? '';
  const programme = world.channels.flatMap(({ programmes }) => programmes).find(({ guid }) => guid.endsWith(`/${id}`));
  if (programme !== undefined) return programmeElement(programme, id);
  const item = [...world.library.items()].find(({ guid }) => guid.endsWith(`/${id}`));
  if (item === undefined) return null;
  const node = itemElement(world.library, item, { detail: true, media: false });
  return element(el('MediaContainer', { size: 1, identifier: 'tv.plex.provider.metadata' }, [node]));
}

/** Who asks for a pin has to say which client it is for. */
function createPin({ pins, clock }: AccountState, call: Call): Reply {
  const name = 'X-Plex-Client-Identifier';
  const clientIdentifier = call.header(name.toLowerCase()) ?? call.query[name];
  if (!clientIdentifier) return status(400);
  const pin = pins.create({ clientIdentifier, product: call.header('x-plex-product') ?? '' });
  return element(pinElement(pin, clock.now()), 201);
}

function lookAtPin({ pins, clock }: AccountState, params: Params): Reply | null {
  const pin = pins.look(params.id ?? '');
  return pin === null ? null : element(pinElement(pin, clock.now()));
}

function avatar({ images }: AccountState, call: Call): Reply {
  const picture = images.picture({ source: call.path, width: 200, height: 200, format: 'png' });
  return bytes(picture.bytes, picture.type);
}

/** What strangers may ask for. */
export const openRoutes = (state: AccountState): Route<Call>[] => [
  { pattern: '/api/v2/pins', method: 'POST', run: (call) => createPin(state, call) },
  { pattern: '/api/v2/pins/:id', run: (_call, params) => lookAtPin(state, params) },
  { pattern: '/:/ip', run: () => text(state.world.server.publicAddress) },
  { pattern: '/api/downloads/5.json', run: (call) => downloads(state, call) },
  { pattern: '/users/:id/avatar', run: (call) => avatar(state, call) },
];

/** Ping, places, the metadata provider. */
export const miscRoutes = (state: AccountState): Route<AccountCall>[] => [
  { pattern: '/api/v2/ping', run: () => element({ ...el('pong'), text: 'true', json: { pong: true } }) },
  { pattern: '/api/v2/ping.xml', run: () => element({ ...el('pong'), text: 'true' }) },
  { pattern: '/api/v2/geoip', run: (call) => geoip(state, call) },
  { pattern: '/api/v2/cloud_server', run: () => element(el('info', { running: false })) },
  { pattern: '/library/metadata/:id', run: (_call, params) => provider(state, params) },
];
