/** A call of every route, with ids of one's own and of others. */
import { sql } from 'drizzle-orm';
import { TOP_KINDS } from '#contract/statistics-lists.ts';
import type { Db } from '#db/pool.ts';

/** Numbers of rows of a person, and of rows that are none of their business. */
export interface Ids {
  readonly user: number;
  readonly play: number;
  readonly item: number;
  readonly library: number;
  readonly session: number;
  readonly title: string;
}
export interface Scene {
  readonly own: Ids;
  readonly others: Ids;
}

export interface Example {
  /** Below the address of the route; its path with numbers nobody has when left out. */
  url?(scene: Scene): string;
  readonly body?: unknown;
  /** What those who may call it are answered; anything but a refusal when left out. */
  readonly all?: number;
  /** What whoever sees only their own is answered, where that is something else. */
  readonly own?: number;
  /** Says what answers look like, and nothing of anybody. */
  readonly isDescription?: true;
  /** Not called by those who may: it would end the test. */
  readonly isRefusedOnly?: true;
}

const at = (url: (scene: Scene) => string, own = 200): Example => ({ url, all: 200, own });
const get = (path: string, own = 200): Example => at(() => path, own);
/** With a body that cannot be meant, or for a number that nobody has. */
const idle: Example = { body: {} };

const H = '/api/v3/history';
const S = '/api/v3/statistics';
const EVER = 'from=2015-01-01&to=2027-01-01';
const SPLITS = 'none mediaType decision platform user library sourceResolution deliveredResolution'.split(' ');

const HISTORY: readonly Example[] = [
  get(`${H}?limit=200`),
  get(`${H}?view=plays&limit=200`),
  at(({ others }) => `${H}?userId=${others.user}&limit=50`),
  at(({ others }) => `${H}?user=${others.user}&view=plays`),
  at(({ own }) => `${H}?user=!${own.user}`),
  at(({ others }) => `${H}?search=${encodeURIComponent(others.title)}`),
  at(({ others }) => `${H}?library=${others.library}&limit=200`),
];

/** By `METHOD /path`; every closed route stands here. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  'GET /api/v3/openapi.json': [{ ...get('/api/v3/openapi.json'), isDescription: true }],
  'GET /api/v3/activity': [get('/api/v3/activity')],
  'GET /api/v3/history': HISTORY,
  'GET /api/v3/history/totals': [
    get(`${H}/totals`),
    at(({ others }) => `${H}/totals?user=${others.user}`),
    at(({ others }) => `${H}/totals?search=${encodeURIComponent(others.title)}`),
  ],
  'GET /api/v3/history/:playId': [at(({ own }) => `${H}/${own.play}`), at(({ others }) => `${H}/${others.play}`, 404)],
  'GET /api/v3/history/:playId/stream': [
    at(({ own }) => `${H}/${own.play}/stream`),
    at(({ others }) => `${H}/${others.play}/stream`, 404),
  ],
  'GET /api/v3/history/shows': [
    get(`${H}/shows?limit=200`),
    at(({ others }) => `${H}/shows?user=${others.user}`),
    at(({ own }) => `${H}/shows?user=!${own.user}`),
  ],
  'GET /api/v3/history/choices': [get(`${H}/choices`)],
  'GET /api/v3/history/export': [
    get(`${H}/export`),
    get(`${H}/export?format=json&view=plays`),
    at(({ others }) => `${H}/export?view=plays&ids=${others.play}`),
    at(({ others }) => `${H}/export?user=${others.user}`),
  ],
  'POST /api/v3/history/delete': [idle],
  'POST /api/v3/history/restore': [idle],
  'GET /api/v3/history/trash': [get(`${H}/trash`)],
  'DELETE /api/v3/history/trash': [{}],
  'POST /api/v3/history/reassign': [idle],
  'POST /api/v3/history/relink': [idle],
  'GET /api/v3/history/items': [get(`${H}/items?search=a`)],
  'PUT /api/v3/history/:playId/note': [idle],
  'GET /api/v3/views': [{}],
  'POST /api/v3/views': [idle],
  'PUT /api/v3/views/:id': [idle],
  'DELETE /api/v3/views/:id': [{}],
  'GET /api/v3/statistics/home': [
    get(`${S}/home?days=3650&limit=100`),
    get(`${S}/home?days=3650&limit=50&grouped=false&metric=watched`),
    at(({ others }) => `${S}/home?days=3650&user=${others.user}`),
    at(({ own }) => `${S}/home?days=3650&user=!${own.user}`),
  ],
  'GET /api/v3/statistics/plays': [
    ...SPLITS.map((split) => get(`${S}/plays?by=month&split=${split}&limit=50&${EVER}`)),
    at(({ others }) => `${S}/plays?by=month&split=user&user=${others.user}&${EVER}`),
    at(({ own }) => `${S}/plays?by=hour&split=user&user=!${own.user}&watched=true&${EVER}`),
  ],
  'GET /api/v3/statistics/concurrency': [get(`${S}/concurrency?days=3650`)],
  'GET /api/v3/statistics/heat-map': [
    get(`${S}/heat-map?metric=people&${EVER}`),
    at(({ others }) => `${S}/heat-map?user=${others.user}&${EVER}`),
  ],
  'GET /api/v3/statistics/top': [
    ...TOP_KINDS.map((by) => get(`${S}/top?by=${by}&limit=50&${EVER}`)),
    get(`${S}/top?by=person&compare=before&days=1500`),
    at(({ others }) => `${S}/top?by=person&user=${others.user}&${EVER}`),
    at(({ own }) => `${S}/top?by=movie&user=!${own.user}&${EVER}`),
  ],
  'GET /api/v3/statistics/key-numbers': [
    get(`${S}/key-numbers?${EVER}`),
    at(({ others }) => `${S}/key-numbers?user=${others.user}&${EVER}`),
  ],
  'GET /api/v3/statistics/bandwidth': [
    get(`${S}/bandwidth?days=3650`),
    at(({ others }) => `${S}/bandwidth?days=3650&user=${others.user}`),
  ],
  'GET /api/v3/statistics/outages': [get(`${S}/outages?days=3650`)],
  'GET /api/v3/statistics/places': [
    get(`${S}/places?${EVER}`),
    at(({ others }) => `${S}/places?user=${others.user}&${EVER}`),
  ],
  'GET /api/v3/statistics/year': [
    get(`${S}/year?year=2025`),
    get(`${S}/year?year=2026&grouped=false&metric=plays`),
    at(({ own }) => `${S}/year?year=2026&user=${own.user}`),
    at(({ others }) => `${S}/year?year=2026&user=${others.user}`, 404),
  ],
  'GET /api/v3/items/:id/statistics': [
    at(({ own }) => `/api/v3/items/${own.item}/statistics`),
    at(({ own }) => `/api/v3/items/${own.item}/statistics?level=grandparent`),
    at(({ others }) => `/api/v3/items/${others.item}/statistics`, 404),
  ],
  'GET /api/v3/items/:id': [
    at(({ own }) => `/api/v3/items/${own.item}`),
    at(({ others }) => `/api/v3/items/${others.item}`, 404),
  ],
  'GET /api/v3/servers/:id/items/:ratingKey/record': [{ url: () => '/api/v3/servers/1/items/101/record' }],
  'GET /api/v3/servers/:id/items/:ratingKey/statistics': [get('/api/v3/servers/1/items/101/statistics')],
  'POST /api/v3/servers/:id/items/:ratingKey/rematch': [idle],
  'POST /api/v3/servers/:id/items/:ratingKey/announce': [idle],
  'GET /api/v3/search': [
    get('/api/v3/search?q=a&limit=50'),
    at(({ others }) => `/api/v3/search?q=${encodeURIComponent(others.title)}&limit=50`),
  ],
  'GET /api/v3/users': [get('/api/v3/users?limit=500'), at(({ others }) => `/api/v3/users?search=${others.user}`)],
  'GET /api/v3/users/:id': [
    at(({ own }) => `/api/v3/users/${own.user}`),
    at(({ others }) => `/api/v3/users/${others.user}`, 404),
  ],
  'GET /api/v3/users/:id/devices': [
    at(({ own }) => `/api/v3/users/${own.user}/devices`),
    at(({ others }) => `/api/v3/users/${others.user}/devices`, 404),
  ],
  'GET /api/v3/users/:id/playlists': [
    at(({ own }) => `/api/v3/users/${own.user}/playlists`),
    at(({ others }) => `/api/v3/users/${others.user}/playlists`, 404),
  ],
  'GET /api/v3/users/:id/settings': [at(({ others }) => `/api/v3/users/${others.user}/settings`)],
  'PUT /api/v3/users/:id/settings': [idle],
  'DELETE /api/v3/users/:id': [idle],
  'POST /api/v3/users/:id/restore': [idle],
  'POST /api/v3/users/:id/purge': [idle],
  'GET /api/v3/users/:id/addresses': [
    at(({ own }) => `/api/v3/users/${own.user}/addresses?limit=500`),
    at(({ others }) => `/api/v3/users/${others.user}/addresses`, 404),
  ],
  'GET /api/v3/sign-ins': [get('/api/v3/sign-ins?limit=500')],
  'GET /api/v3/libraries': [get('/api/v3/libraries?limit=500')],
  'GET /api/v3/libraries/:id': [
    at(({ own }) => `/api/v3/libraries/${own.library}`),
    at(({ others }) => `/api/v3/libraries/${others.library}`, 404),
  ],
  'GET /api/v3/libraries/:id/collections': [
    { url: ({ own }) => `/api/v3/libraries/${own.library}/collections` },
    { url: ({ others }) => `/api/v3/libraries/${others.library}/collections`, own: 404 },
  ],
  'GET /api/v3/libraries/:id/playlists': [
    { url: ({ own }) => `/api/v3/libraries/${own.library}/playlists` },
    { url: ({ others }) => `/api/v3/libraries/${others.library}/playlists`, own: 404 },
  ],
  'GET /api/v3/libraries/:id/recently-added': [
    { url: ({ own }) => `/api/v3/libraries/${own.library}/recently-added` },
    { url: ({ others }) => `/api/v3/libraries/${others.library}/recently-added`, own: 404 },
  ],
  'GET /api/v3/libraries/:id/growth': [
    { url: ({ own }) => `/api/v3/libraries/${own.library}/growth` },
    { url: ({ others }) => `/api/v3/libraries/${others.library}/growth`, own: 404 },
  ],
  'GET /api/v3/libraries/:id/settings': [at(({ others }) => `/api/v3/libraries/${others.library}/settings`)],
  'PUT /api/v3/libraries/:id/settings': [idle],
  'DELETE /api/v3/libraries/:id': [idle],
  'POST /api/v3/libraries/:id/restore': [idle],
  'POST /api/v3/libraries/:id/purge': [idle],
  'GET /api/v3/images/:serverId/:name': [get('/api/v3/images/1/name')],
  'GET /api/v3/events': [{ isRefusedOnly: true }],

  'GET /api/v3/account': [{}],
  'PUT /api/v3/account/password': [idle],
  'GET /api/v3/account/preferences': [{}],
  'PUT /api/v3/account/preferences': [{ isRefusedOnly: true }],
  'GET /api/v3/account/sessions': [{}],
  'DELETE /api/v3/account/sessions': [{ isRefusedOnly: true }],
  'DELETE /api/v3/account/sessions/:id': [idle],
  'POST /api/v3/account/totp': [idle],
  'POST /api/v3/account/totp/confirm': [idle],
  'POST /api/v3/account/totp/disable': [idle],
  'POST /api/v3/account/recovery-codes': [idle],
  'GET /api/v3/account/links': [idle],
  'POST /api/v3/account/links/plex/pin': [idle],
  'POST /api/v3/account/links/plex/pin/check': [idle],
  'POST /api/v3/account/links/oidc/:id': [idle],
  'DELETE /api/v3/account/links/:provider': [idle],
  'GET /api/v3/account/passkeys': [{}],
  'POST /api/v3/account/passkeys/begin': [idle],
  'POST /api/v3/account/passkeys': [idle],
  'PUT /api/v3/account/passkeys/:id': [idle],
  'DELETE /api/v3/account/passkeys/:id': [idle],

  'GET /api/v3/servers': [get('/api/v3/servers')],
  'GET /api/v3/servers/:id/details': [get('/api/v3/servers/1/details')],
  'GET /api/v3/servers/:id/ping': [get('/api/v3/servers/1/ping')],
  'GET /api/v3/servers/:id/items/:ratingKey': [get('/api/v3/servers/1/items/101')],
  'GET /api/v3/servers/:id/items/:ratingKey/children': [get('/api/v3/servers/1/items/101/children')],
  'GET /api/v3/servers/:id/items/:ratingKey/related': [get('/api/v3/servers/1/items/101/related')],
  'GET /api/v3/servers/:id/search': [get('/api/v3/servers/1/search?query=a')],
  'GET /api/v3/servers/:id/recently-added': [get('/api/v3/servers/1/recently-added')],
  'GET /api/v3/servers/:id/libraries/:sectionId/files': [get('/api/v3/servers/1/libraries/1/files')],
  'GET /api/v3/notifications/log': [get('/api/v3/notifications/log')],
  'GET /api/v3/newsletters/log': [get('/api/v3/newsletters/log')],
  'GET /api/v3/exports': [get('/api/v3/exports')],
  'POST /api/v3/exports': [idle],
  'GET /api/v3/exports/fields': [get('/api/v3/exports/fields?mediaType=movie')],
  'GET /api/v3/exports/:id/file': [{}],
  'DELETE /api/v3/exports/:id': [{ isRefusedOnly: true }],
  'POST /api/v3/sessions/:id/terminate': [
    { url: ({ own }) => `/api/v3/sessions/${own.session}/terminate`, body: {}, all: 204 },
    { url: ({ others }) => `/api/v3/sessions/${others.session}/terminate`, body: {}, all: 204 },
  ],

  'POST /api/v3/servers': [idle],
  'POST /api/v3/servers/plex': [idle],
  'POST /api/v3/servers/plex/pin': [idle],
  'POST /api/v3/servers/plex/pin/check': [idle],
  'POST /api/v3/servers/plex/test': [idle],
  'GET /api/v3/accounts': [get('/api/v3/accounts')],
  'POST /api/v3/accounts': [idle],
  'DELETE /api/v3/accounts/sessions': [{ isRefusedOnly: true }],
  'PUT /api/v3/accounts/:id': [idle],
  'DELETE /api/v3/accounts/:id': [idle],
  'PUT /api/v3/accounts/:id/password': [idle],
  'DELETE /api/v3/accounts/:id/second-factors': [idle],
  'GET /api/v3/accounts/:id/sessions': [{}],
  'DELETE /api/v3/accounts/:id/sessions': [idle],
  'DELETE /api/v3/accounts/:id/sessions/:session': [idle],
  'GET /api/v3/api-keys': [get('/api/v3/api-keys')],
  'POST /api/v3/api-keys': [idle],
  'PUT /api/v3/api-keys/:id': [idle],
  'DELETE /api/v3/api-keys/:id': [idle],
  'GET /api/v3/audit': [get('/api/v3/audit')],
  'GET /api/v3/notifiers': [get('/api/v3/notifiers')],
  'POST /api/v3/notifiers': [idle],
  'GET /api/v3/notifiers/:id': [{}],
  'PUT /api/v3/notifiers/:id': [idle],
  'DELETE /api/v3/notifiers/:id': [idle],
  'POST /api/v3/notifiers/:id/test': [idle],
  'GET /api/v3/settings': [{}],
  'PATCH /api/v3/settings': [idle],
  'GET /api/v3/tasks': [{}],
  'POST /api/v3/tasks/:name/run': [idle],
  'GET /api/v3/logs': [{}],
  'GET /api/v3/logs/download': [{}],
  'GET /api/v3/health': [{}],
  'GET /api/v3/about': [{}],
  'POST /api/v3/imports': [idle],
  'GET /api/v3/imports/current': [{}],
  'GET /api/v3/imports/:id': [{}],
  'POST /api/v3/imports/:id/cancel': [idle],
  'POST /api/v3/imports/uploads': [idle],
  'GET /api/v3/imports/uploads/:id': [{}],
  'PUT /api/v3/imports/uploads/:id': [idle],
  'DELETE /api/v3/imports/uploads/:id': [idle],
};

interface IdsRow extends Record<string, unknown>, Omit<Ids, 'library'> {
  readonly library: number | null;
}

/** Rows to ask for: the person's own, and of others what they have nothing to do with, in a library they may not use. */
export async function sceneOf(db: Db, userId: number, usable: ReadonlySet<number>): Promise<Scene> {
  const may = sql`${sql.param([...usable])}::int[]`;
  const rowOf = async (whose: ReturnType<typeof sql>): Promise<Ids> => {
    const { rows } =
      await db.execute<IdsRow>(sql`select p.user_id as user, p.id as play, i.item_id as item, p.library_id as library,
        i.full_title as title, s.id as session
      from plays p join item_snapshots i on i.id = p.item_snapshot_id join stream_snapshots d on d.id = p.stream_snapshot_id
        join sessions s on s.user_id = p.user_id join users u on u.id = p.user_id
      where ${whose} and not i.is_placeholder and not d.is_placeholder and not u.is_placeholder and i.rating_key is not null
      order by p.id desc limit 1`);
    const [row] = rows;
    if (row === undefined || row.library === null) throw new Error('the sample has no such play');
    return { ...row, library: row.library };
  };
  return {
    own: await rowOf(sql`p.user_id = ${userId} and p.library_id = any(${may})`),
    others: await rowOf(sql`p.user_id <> ${userId} and p.library_id <> all(${may})
      and not exists (select from watch_groups g where g.user_id = ${userId} and g.item_id = i.item_id)
      and not exists (select from item_snapshots o join libraries l on l.server_id = p.server_id and l.section_id = o.section_id
        where o.item_id = i.item_id and l.id = any(${may}))`),
  };
}
