/** Pictures of items, in sizes and with effects as clients ask for them (API notes 20). */
import { createHash } from 'node:crypto';
import { mainServer } from '#catalogue/main-server.ts';
import { isStandIn, type StandIn, standIn } from '#images/stand-ins.ts';
import { type ImageRequest, imageOfItem, plainImagePath } from '#plex/image-request.ts';
import { describeError, Problem } from '#problem';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent, readBoolean, readInteger } from '../params.ts';
import { clientIdentifierRow } from '../queries-server.ts';
import { failed, LOOK_IN_THE_LOG, type RawReply, type Reply, raw, succeeded } from '../reply.ts';

const DEFAULTS = { width: 750, height: 1_000, opacity: 100, background: '000000', blur: 0 } as const;
const MAX_PIXELS = 4_000;
const KEPT = 'max-age=2592000';
const NOT_KEPT = 'max-age=0,no-cache,no-store';

/** Where the reference has its built-in pictures. */
const BUILT_IN = 'interfaces/default/images/';

const nothing = (): RawReply => raw('', 'text/html', { status: 400 });

const builtIn = (name: StandIn, cacheControl: string): RawReply =>
  raw(standIn(name), 'image/png', { headers: { 'cache-control': cacheControl } });

interface Sent {
  readonly img: string;
  readonly rating_key: number | null | undefined;
  readonly width: string;
  readonly height: string;
  readonly opacity: string;
  readonly background: string;
  readonly blur: string;
  readonly img_format: string;
  readonly fallback: string;
  readonly refresh: string;
  readonly clip: boolean;
}

/** Which picture is meant; empty when none is. An item alone means its poster, or its backdrop where one would stand. */
function pathOf({ img, rating_key, fallback }: Sent): string {
  if (img !== '') return plainImagePath(img);
  if (rating_key === undefined || rating_key === null) return '';
  return imageOfItem(rating_key, fallback.startsWith('art') ? 'art' : 'thumb');
}

/** Old apps send `null` for what they do not care about. */
function numberOf(text: string, preset: number, max: number): number {
  const number = readInteger(text);
  return number === null || number < 0 ? preset : Math.min(number, max);
}

function requestOf(sent: Sent, path: string, now: number): ImageRequest {
  return {
    path,
    width: numberOf(sent.width, DEFAULTS.width, MAX_PIXELS) || DEFAULTS.width,
    height: numberOf(sent.height, DEFAULTS.height, MAX_PIXELS) || DEFAULTS.height,
    format: sent.img_format === 'jpg' ? 'jpg' : 'png',
    opacity: numberOf(sent.opacity, DEFAULTS.opacity, 100),
    background: /^[\da-f]{6}$/i.test(sent.background) ? sent.background : DEFAULTS.background,
    blur: numberOf(sent.blur, DEFAULTS.blur, 100),
    isClip: sent.clip,
    ...(sent.refresh === '' ? {} : { newerThan: Math.floor(now / 1_000) }),
  };
}

/** What stands for a picture in links: the same for the same picture, and not to be guessed without the installation. */
async function hashOf(sent: Sent, path: string, { db }: CommandContext): Promise<string> {
  const installation = await clientIdentifierRow(db);
  const { rating_key, width, height, opacity, background, blur, fallback } = sent;
  const parts = [installation, path, rating_key, width, height, opacity, background, blur, fallback];
  const text = parts.map((part) => (part === '' || part === null || part === undefined ? 'None' : String(part)));
  return createHash('sha256').update(text.join('.')).digest('hex');
}

async function fetched(sent: Sent, path: string, context: CommandContext): Promise<RawReply> {
  const { db, services } = context;
  const serverId = await mainServer(db);
  if (serverId === null || services.images === undefined)
    throw new Problem('unavailable', 'There is no server to ask for a picture');
  const image = requestOf(sent, path, context.now());
  const found = await services.images.show(serverId, image, { isFresh: sent.refresh !== '' });
  return raw(found.bytes, found.contentType, { headers: { 'cache-control': KEPT } });
}

/** The built-in picture that a path of the reference's own or a word means. */
function builtInOf(name: string): StandIn | null {
  const word = name.startsWith(BUILT_IN) ? name.slice(BUILT_IN.length).replace(/\.\w+$/, '') : name;
  const stands = word.startsWith('gravatar') ? 'user' : word;
  return isStandIn(stands) ? stands : null;
}

async function picture(sent: Sent, context: CommandContext): Promise<Reply> {
  const path = pathOf(sent);
  const fallback = builtInOf(sent.fallback);
  if (path === '') return fallback === null ? nothing() : builtIn(fallback, KEPT);
  if (path.startsWith(BUILT_IN)) {
    const own = builtInOf(path);
    return own === null ? nothing() : builtIn(own, KEPT);
  }
  try {
    return await fetched(sent, path, context);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    context.log.debug({ path, reason: describeError(error) }, 'a picture could not be had');
    return fallback === null ? nothing() : builtIn(fallback, NOT_KEPT);
  }
}

const SERVICES: Readonly<Record<string, string>> = { imgur: 'Imgur', cloudinary: 'Cloudinary' };

/** Nothing is put on a host of pictures from here, so there is nothing left to delete. */
function hostedDeleted(
  ratingKey: number | null | undefined,
  service: string,
  isAll: boolean,
  { settings }: CommandContext,
): Reply {
  if (isAll) return succeeded(`Deleted hosted images from ${SERVICES[service] ?? capitalised(service)}.`);
  if (ratingKey === undefined) return failed('Failed to delete hosted images.');
  const host = SERVICES[settings.imageHost];
  return host === undefined ? failed(LOOK_IN_THE_LOG) : succeeded(`Deleted hosted images from ${host}.`);
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

export const imageCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'pms_image_proxy',
    summary: 'A picture of an item, in a given size',
    params: {
      img: { kind: 'text', default: '' },
      rating_key: { kind: 'id' },
      width: { kind: 'text', default: '' },
      height: { kind: 'text', default: '' },
      opacity: { kind: 'text', default: '' },
      background: { kind: 'text', default: '' },
      blur: { kind: 'text', default: '' },
      img_format: { kind: 'text', default: '' },
      fallback: { kind: 'text', default: '' },
      refresh: { kind: 'text', default: '' },
      clip: { kind: 'boolean', default: false },
      return_hash: { kind: 'text' },
    },
    async handle({ return_hash, ...sent }, context) {
      if (return_hash === undefined) return picture(sent, context);
      if (!readBoolean(return_hash)) return failed(LOOK_IN_THE_LOG);
      return { img_hash: await hashOf(sent, pathOf(sent), context) };
    },
  }),
  defineCommand({
    name: 'delete_image_cache',
    summary: 'Empties the cache of pictures',
    access: 'write',
    params: {},
    async handle(_params, { services }) {
      await services.images?.clear();
      return succeeded('Cleared the images cache.');
    },
  }),
  defineCommand({
    name: 'delete_cache',
    summary: 'Empties the caches of pictures and of the files of libraries',
    access: 'admin',
    params: { images: { kind: 'text' } },
    async handle(_params, { services, sent }) {
      await services.images?.clear();
      const isOnlyImages = (lastSent(sent, 'images') ?? '') !== '';
      if (!isOnlyImages) services.mediaInfo?.forgetAll();
      return succeeded(isOnlyImages ? 'Cleared the images cache.' : 'Cleared the cache.');
    },
  }),
  defineCommand({
    name: 'delete_hosted_images',
    summary: 'Deletes pictures that were uploaded to a host',
    access: 'write',
    params: { rating_key: { kind: 'id' }, service: { kind: 'text', default: '' }, delete_all: { kind: 'boolean' } },
    handle: ({ rating_key, service, delete_all = false }, context) =>
      hostedDeleted(rating_key, service, delete_all, context),
  }),
];
