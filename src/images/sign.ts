import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ServerId } from '#contract/ids.ts';
import { Problem } from '#problem';

/** 128 bits: as hard to guess as the key, and half as long in every address. */
const SIGNATURE_BYTES = 16;

export interface ImageSigner {
  /** Address of a picture of a server, below the base path; add `?size=`. Only this program can make one. */
  imageUrl(serverId: ServerId, plexPath: string): string;
  /**
   * The Plex path in the last part of such an address.
   * @throws Problem `forbidden` when it was not made here, or for another server.
   */
  open(serverId: number, name: string): string;
}

/** Signs with HMAC-SHA256 under `key`, so that the proxy fetches what we named and nothing else. */
export function createImageSigner(key: Uint8Array): ImageSigner {
  const sign = (serverId: number, path: string): Buffer =>
    createHmac('sha256', key).update(`${serverId}\n${path}`).digest().subarray(0, SIGNATURE_BYTES);
  return {
    imageUrl(serverId, plexPath) {
      const path = Buffer.from(plexPath).toString('base64url');
      return `/api/v3/images/${serverId}/${path}.${sign(serverId, plexPath).toString('base64url')}`;
    },
    open(serverId, name) {
      const dot = name.lastIndexOf('.');
      const path = Buffer.from(name.slice(0, Math.max(dot, 0)), 'base64url').toString();
      const given = Buffer.from(name.slice(dot + 1), 'base64url');
      if (given.length !== SIGNATURE_BYTES || !timingSafeEqual(given, sign(serverId, path)))
        throw new Problem('forbidden', 'This is no address of a picture that this server gave out', {
          hint: 'Load the page again',
        });
      return path;
    },
  };
}
