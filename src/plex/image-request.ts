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
}

export interface ServerImage {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A path of the server itself, or a picture on the web. */
const IMAGE_PATH = /^(?:\/(?!\/)|https?:\/\/)/;

/**
 * Plex protocol notes 3.15; null for what is no address of a picture. The server resolves its own paths, so the token
 * need not travel in the address.
 */
export function imageQuery(request: ImageRequest): URLSearchParams | null {
  const { path, width, height, format = 'jpg', blur, opacity, background } = request;
  if (!IMAGE_PATH.test(path)) return null;
  const query = new URLSearchParams({ url: path, width: String(width), height: String(height), format });
  if (blur) query.set('blur', String(blur));
  if (opacity) query.set('opacity', String(opacity));
  if (background) query.set('background', background);
  return query;
}
