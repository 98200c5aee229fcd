import { bytes, type Reply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import type { PmsCall, ServerState } from './context.ts';

const DEFAULT_WIDTH = 300;
const DEFAULT_HEIGHT = 450;

const positive = (text: string | undefined, fallback: number): number => {
  const value = Math.round(Number(text));
  return value > 0 ? value : fallback;
};

/** Drops the server's own address and the token from the address of a picture. */
export function pictureSource(url: string): string {
  const path = url.replace(/^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?(?=\/)/, '');
  return path.replace(/[?&]X-Plex-Token=[^&]*/, '');
}

/** `/photo/:/transcode` (Plex protocol notes 3.15). */
function transcode(state: ServerState, call: PmsCall): Reply {
  const { url = '', width, height, format, opacity, background, blur } = call.query;
  const picture = state.images.picture({
    source: pictureSource(url),
    width: positive(width, DEFAULT_WIDTH),
    height: positive(height, DEFAULT_HEIGHT),
    format: format === 'jpg' || format === 'jpeg' ? 'jpeg' : 'png',
    ...(opacity === undefined ? {} : { opacity: Number(opacity) }),
    ...(background === undefined ? {} : { background }),
    ...(blur === undefined ? {} : { blur: Math.min(20, Number(blur)) }),
  });
  return bytes(picture.bytes, picture.type);
}

function plain(state: ServerState, call: PmsCall): Reply {
  const picture = state.images.picture({
    source: call.path,
    width: DEFAULT_WIDTH,
    height: DEFAULT_HEIGHT,
    format: call.path.endsWith('.png') ? 'png' : 'jpeg',
  });
  return bytes(picture.bytes, picture.type);
}

/** Pictures: converted ones, previews, the icons of the libraries. */
export const imageRoutes = (state: ServerState): Route<PmsCall>[] => [
  { pattern: '/photo/:/transcode', run: (call) => transcode(state, call) },
  { pattern: '/:/resources/*rest', run: (call) => plain(state, call) },
  { pattern: '/library/parts/*rest', run: (call) => plain(state, call) },
  { pattern: '/library/media/*rest', run: (call) => plain(state, call) },
  { pattern: '/library/streams/*rest', run: (call) => plain(state, call) },
];
