/** Exports from a simulated server, with a database and files. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { systemClock } from '#clock';
import type { ServerId } from '#contract/ids.ts';
import { libraries, metadataExports, serverAccess, servers, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { createMediaServer, type MediaServer } from '#plex/media-server.ts';
import { createPlexTv } from '#plex/plex-tv.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { createExporter, type Exporter } from './exporter.ts';
import { sentExport } from './testing.ts';

const clock = systemClock();
const NO_RESOURCES = { thumb: 0, art: 0, logo: 0, squareArt: 0, theme: 0 };
const MOVIE = 1_001;
let database: TestDatabase;
let sim: Simulator;
let dir: string;
let serverId: ServerId;
let exporter: Exporter;

beforeAll(async () => {
  database = await createTestDatabase();
  sim = await startSimulator({ clock, world: scenarioWorld() });
  const [server] = await database.db.insert(servers).values({ name: 'Harbour Server' }).returning();
  serverId = server!.id;
  await database.db.insert(libraries).values([
    { serverId, sectionId: 1, name: 'Films', type: 'movie' },
    { serverId, sectionId: 2, name: 'Series', type: 'show' },
    { serverId, sectionId: 9, name: 'Live', type: 'live' },
  ]);
  const people = [
    { username: 'fern.quill', plexUserId: 71_000_102 },
    { username: 'nobody', plexUserId: 5 },
  ];
  const [fern] = await database.db.insert(users).values(people).returning();
  await database.db.insert(serverAccess).values({ serverId, userId: fern!.id, tokenSealed: 'sealed' });
});
afterAll(async () => {
  await sim.close();
  await database.drop();
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'exporter-'));
  exporter = open();
});
afterEach(async () => {
  await exporter.stop();
  await database.db.delete(metadataExports);
  await rm(dir, { recursive: true, force: true });
});

const connection = { name: 'Harbour Server', clientIdentifier: 'test', clock, log: silentLog };
const mediaAt = (url: string): MediaServer =>
  createMediaServer({ ...connection, url, token: sim.token, random: () => 0 });

function open(media: MediaServer | null = mediaAt(sim.pmsUrl)): Exporter {
  const plexTv = createPlexTv({ ...connection, baseUrl: sim.plextvUrl, token: sim.token });
  return createExporter({
    db: database.db,
    clock,
    log: silentLog,
    dir,
    timeZone: 'UTC',
    server: async () => (media === null ? null : { id: serverId, media, plexTv }),
    openSecret: () => sim.token,
  });
}

const rows = () => database.db.select().from(metadataExports);
const row = async (id: number) => (await rows()).find((one) => one.id === id);
const ended = (id: number) =>
  expect.poll(async () => (await row(id))?.state, { timeout: 20_000, interval: 20 }).not.toBe('running');

async function make(changes: Parameters<typeof sentExport>[0]): Promise<number> {
  const id = await exporter.start(sentExport(changes));
  await ended(id);
  return id;
}

async function content(id: number): Promise<string> {
  const file = await exporter.file(id);
  if (file === null) throw new Error('there is no file');
  return text(file.open());
}

/** The names and texts in an archive, read by a library. */
async function unzipped(id: number): Promise<Readonly<Record<string, string>>> {
  const file = await exporter.file(id);
  const path = join(dir, 'read.zip');
  await pipeline(file!.open(), createWriteStream(path));
  const bytes = await readFile(path);
  const found: Record<string, string> = {};
  await new Promise<void>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject).on('end', resolve);
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          text(stream).then((read) => {
            found[entry.fileName] = read;
            zip.readEntry();
          }, reject);
        }),
      );
      zip.readEntry();
    }),
  );
  return found;
}

describe('an export', () => {
  test('of a library has all its movies', async () => {
    const id = await make({ sectionId: 1, fileFormat: 'json' });
    const movies = JSON.parse(await content(id)) as readonly Record<string, unknown>[];
    const { length } = sim.world.library.section(1)!.items;
    expect(movies).toHaveLength(length);
    expect(movies[0]).toMatchObject({ type: 'movie', title: expect.any(String), titleSort: expect.any(String) });
    expect(await row(id)).toMatchObject({
      state: 'done',
      failure: null,
      mediaType: 'movie',
      title: 'Library - Films - All [1]',
      exportedItems: length,
      totalItems: length,
      fileSizeBytes: Buffer.byteLength(await content(id)),
    });
    expect(await exporter.file(id)).toMatchObject({ name: 'Library - Films - All [1].json', isArchive: false });
  });

  test('of a show has its seasons and episodes', async () => {
    const show = sim.world.library.section(2)!.items[0]!;
    const id = await make({ ratingKey: Number(show.ratingKey), fileFormat: 'json', mediaInfoLevel: 9 });
    const [exported] = JSON.parse(await content(id));
    expect(exported.seasons.map((season: { readonly episodes: readonly unknown[] }) => season.episodes.length)).toEqual(
      show.children!.map((season) => season.children!.length),
    );
    expect(exported.seasons[0].episodes[0]).toMatchObject({
      type: 'episode',
      seasonEpisode: expect.stringMatching(/^s\d\de\d\d$/),
      media: [{ parts: [{ file: expect.any(String) }] }],
    });
    expect(await row(id)).toMatchObject({ ratingKey: String(show.ratingKey), exportedItems: 1 });
  });

  test('of a person is made with the access of that person', async () => {
    const id = await make({ plexUserId: 71_000_102, exportType: 'playlist', fileFormat: 'csv' });
    expect(await row(id)).toMatchObject({ state: 'done', title: 'User - fern.quill - Playlist [71000102]' });
    expect(await content(id)).toMatch(/^ratingKey,title,/);
  });

  test('with pictures is an archive, and says of which kinds there were any', async () => {
    const id = await make({
      ratingKey: MOVIE,
      fileFormat: 'json',
      resourceLevels: { ...NO_RESOURCES, thumb: 9, art: 1, logo: 9 },
      customFields: ['artFile'],
    });
    const files = await unzipped(id);
    const picture = 'Movie - Ember Falls [1001].resources/Ember Falls [1001].thumb.jpg';
    expect(Object.keys(files)).toEqual(['Movie - Ember Falls [1001].json', picture]);
    expect(JSON.parse(files['Movie - Ember Falls [1001].json']!)).toMatchObject([
      { thumbFile: picture, logoFile: null },
    ]);
    expect(await row(id)).toMatchObject({ thumbLevel: 9, artLevel: 0, logoLevel: 0 });
    expect((await exporter.file(id))?.name).toMatch(/^Movie - Ember Falls \[1001\]\.\d{14}\.zip$/);
  });

  test('of several items can have a file for each', async () => {
    const id = await make({ sectionId: 1, exportType: 'collection', fileFormat: 'xml', individualFiles: true });
    const files = await unzipped(id);
    expect(Object.keys(files)).toHaveLength((await row(id))!.exportedItems);
    for (const [name, xml] of Object.entries(files)) {
      expect(name).toMatch(/^Collection - .+ \[\d+\]\.xml$/);
      expect(xml).toMatch(/^<export ratingKey="\d+" sectionID="1" title="Collection - /);
    }
    expect(await exporter.isThere((await row(id))!)).toBe(true);
  });
});

describe('what cannot be exported', () => {
  test.each<[string, Parameters<typeof sentExport>[0], string]>([
    ['nothing', {}, 'invalid'],
    ['an unknown item', { ratingKey: 999_999 }, 'not_found'],
    ['an unknown library', { sectionId: 77 }, 'not_found'],
    ['a library without items', { sectionId: 9 }, 'refused'],
    ['an unknown person', { plexUserId: 6, exportType: 'playlist' }, 'not_found'],
    ['a person without access', { plexUserId: 5, exportType: 'playlist' }, 'not_found'],
  ])('%s is said at once', async (_what, changes, code) => {
    await expect(exporter.start(sentExport(changes))).rejects.toMatchObject({ code });
    expect(await rows()).toEqual([]);
  });

  test('without a server', async () => {
    await expect(open(null).start(sentExport({ ratingKey: MOVIE }))).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a server that fails on the way fails the export, and leaves nothing', async () => {
    const media = mediaAt(sim.pmsUrl);
    let questions = 0;
    const failing: MediaServer = Object.create(media, {
      ask: {
        value: (...args: Parameters<MediaServer['ask']>) => {
          questions += 1;
          if (questions < 3) return media.ask(...args);
          return Promise.resolve({ ok: false, reason: 'unreachable', problem: 'Harbour Server does not answer' });
        },
      },
    });
    exporter = open(failing);
    const id = await make({ sectionId: 2, fileFormat: 'csv' });
    expect(await row(id)).toMatchObject({ state: 'failed', failure: 'Harbour Server does not answer' });
    expect(await exporter.file(id)).toBeNull();
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('files', () => {
  test('go with their row, and only they', async () => {
    const [one, two] = [await make({ ratingKey: MOVIE }), await make({ ratingKey: MOVIE })];
    await mkdir(join(dir, 'mine'));
    await exporter.remove(one);
    expect(await exporter.file(one)).toBeNull();
    expect(await content(two)).toContain('Ember Falls');
    await exporter.remove(4_711);
    await exporter.removeAll();
    expect(await rows()).toEqual([]);
    expect(await readdir(dir)).toEqual(['mine']);
  });

  test('that are gone are not there', async () => {
    const id = await make({ ratingKey: MOVIE });
    await rm(dir, { recursive: true });
    expect(await exporter.isThere((await row(id))!)).toBe(false);
    expect(await exporter.file(id)).toBeNull();
  });

  test('of an import are found where the reference has them, and nowhere else', async () => {
    const stored = {
      fileFormat: 'csv',
      metadataLevel: 1,
      mediaInfoLevel: 1,
      ...{ thumbLevel: 0, artLevel: 0, logoLevel: 0, squareArtLevel: 0, themeLevel: 0 },
      customFields: [],
      individualFiles: false,
      fileSizeBytes: 1,
      state: 'done' as const,
      exportedItems: 1,
      totalItems: 1,
      startedAt: new Date('2024-05-07T08:09:10Z'),
    };
    const [known, evil] = await database.db
      .insert(metadataExports)
      .values([
        { ...stored, title: 'Movie - A [1]' },
        { ...stored, title: '../outside' },
      ])
      .returning();
    await mkdir(join(dir, 'Movie - A [1].20240507080910'));
    await writeFile(join(dir, 'Movie - A [1].20240507080910', 'Movie - A [1].csv'), 'old');
    expect(await content(known!.id)).toBe('old');
    const outside = join(dir, '..', 'outside.20240507080910');
    await mkdir(outside, { recursive: true });
    await writeFile(join(outside, 'outside.csv'), 'secret');
    expect(await exporter.file(evil!.id)).toBeNull();
    await exporter.remove(evil!.id);
    expect(await readdir(outside)).toEqual(['outside.csv']);
    await rm(outside, { recursive: true });
  });
});

test('what was being written when everything stopped has failed at the next start', async () => {
  const id = await exporter.start(sentExport({ sectionId: 2, metadataLevel: 9, mediaInfoLevel: 9 }));
  await exporter.stop();
  expect(await row(id)).toMatchObject({ state: 'failed', failure: 'Spyglass was stopped while it was written' });
  // As after a crash: the row still runs, and the folder lies there.
  await database.db.update(metadataExports).set({ state: 'running', failure: null });
  await mkdir(join(dir, `.${id}.part`));
  await open().recover();
  expect(await row(id)).toMatchObject({ state: 'failed', failure: expect.stringContaining('stopped') });
  expect(await readdir(dir)).toEqual([]);
});
