/** A picture of a server, and how it is asked for. */

export interface ImageRequest {
  /** A path of the server, or the address of a picture on the web that the server fetches. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Default `jpg`. */
  readonly format?: 'jpg' | 'png';
  readonly blur?: number;
  /** Percent. */
  readonly opacity?: number;
  /** Six hexadecimal digits. */
  readonly background?: string;
  /** The path is that of an extra, which has a query of its own. */
  readonly isClip?: boolean;
  /** Now, in epoch seconds, for a picture that must not come from a cache of the server's. */
  readonly newerThan?: number;
}

export interface ServerImage {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A path of the server itself, or a picture on the web. */
const IMAGE_PATH = /^(?:\/(?!\/)|https?:\/\/)/;
const WEB = /^https?:\/\//;

/** A server calls itself like that when it fetches one of its own pictures. */
const ITSELF = 'http://127.0.0.1:32400';

/** The composed picture of a collection has another name where pictures are scaled. */
const named = (path: string): string =>
  path.includes('collection') && path.includes('composite') ? path.replace('composite', 'thumb') : path;

/** Paths end with the time of the picture; a later one is a picture that no cache has. */
function refreshed(path: string, { newerThan }: ImageRequest): string {
  if (newerThan === undefined || path.startsWith('/:/resources')) return path;
  return `${path.replace(/\/\d+$/, '')}/${newerThan}`;
}

function sourceOf(request: ImageRequest, token: string): string {
  if (WEB.test(request.path)) return request.path;
  const path = refreshed(named(request.path), request);
  return request.isClip ? `${path}&X-Plex-Token=${token}` : `${ITSELF}${path}?X-Plex-Token=${token}`;
}

/** Plex protocol notes 3.15; null for what is no address of a picture. */
export function imageQuery(request: ImageRequest, token: string): URLSearchParams | null {
  const { path, width, height, format = 'jpg', blur, opacity, background } = request;
  if (!IMAGE_PATH.test(path)) return null;
  const query = new URLSearchParams({
    url: sourceOf(request, token),
    width: String(width),
    height: String(height),
    format,
  });
  if (opacity) query.set('opacity', String(opacity));
  if (background) query.set('background', background);
  if (blur) query.set('blur', String(blur));
  return query;
}

/** The path without the time of the picture at its end: the newest is meant (API notes 20). */
export function plainImagePath(path: string): string {
  if (!path.startsWith('/') || path.startsWith('/:/')) return path;
  const kept = 5 + (path.includes('composite') ? 1 : 0) - (path.startsWith('/playlists') ? 1 : 0);
  return path.split('/').slice(0, kept).join('/');
}

/** Where an item has its poster or its backdrop. */
export const imageOfItem = (ratingKey: number, which: 'thumb' | 'art'): string =>
  `/library/metadata/${ratingKey}/${which}`;
