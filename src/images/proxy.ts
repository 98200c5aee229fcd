import { createHash } from 'node:crypto';
import type { Clock } from '#clock';
import { IMAGE_SIZES, type ImageSize } from '#contract/common.ts';
import type { Log } from '#log';
import type { ImageRequest } from '#plex/image-request.ts';
import { Problem } from '#problem';
import { createDiskCache } from './disk-cache.ts';
import { createFetcher, type FetchedImage, type FetchImage } from './fetch-image.ts';
import { isImagePath, isWebAddress } from './image-path.ts';
import { imageType } from './image-type.ts';

const MAX_IMAGE_BYTES = 5 * 1_048_576;
const MAX_CACHE_BYTES = 500 * 1_048_576;
const ETAG_CHARACTERS = 32;

/** A picture ready to be sent. */
export interface ProxiedImage {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Strong entity tag with its quotes: equal tags mean equal bytes. */
  readonly etag: string;
}

export interface ImageProxy {
  /**
   * The picture at a path of a server, from the cache or from Plex.
   * @throws Problem `not_found`, or `upstream` when Plex cannot be reached or sends something else.
   */
  get(serverId: number, path: string, size: ImageSize): Promise<ProxiedImage>;
  /**
   * The picture as somebody describes it, not only in our sizes; `isFresh`: from Plex in any case.
   * @throws Problem as `get`
   */
  show(serverId: number, image: ImageRequest, options: { readonly isFresh: boolean }): Promise<ProxiedImage>;
  /** Forgets all pictures that are kept. */
  clear(): Promise<void>;
  /** Gives up what is being fetched. */
  close(): Promise<void>;
}

export interface ImageProxyDeps {
  /** Folder of the cache. */
  readonly dir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetchImage: FetchImage;
  /** Whether pictures are kept on the disk; default: yes. */
  readonly isKept?: () => Promise<boolean>;
  /** Largest picture that is passed on; 5 MB. */
  readonly maxBytes?: number;
  /** Size of the cache on the disk; 500 MB. */
  readonly maxCacheBytes?: number;
}

/** Stands between the browser and Plex's pictures: only known sizes, only pictures, each fetched once. */
export function createImageProxy(deps: ImageProxyDeps): ImageProxy {
  const { maxBytes = MAX_IMAGE_BYTES, maxCacheBytes = MAX_CACHE_BYTES, isKept = async () => true } = deps;
  const stopping = new AbortController();
  const cache = createDiskCache({ ...deps, maxBytes: maxCacheBytes });
  const fetchFrom = createFetcher({ ...deps, maxBytes, stopping: stopping.signal });
  const running = new Map<string, Promise<ProxiedImage>>();

  const load = async (key: string, serverId: number, image: ImageRequest, isFresh: boolean): Promise<ProxiedImage> => {
    const stored = isFresh ? null : await cache.read(key);
    const contentType = stored === null ? null : imageType(stored.bytes);
    if (stored !== null && contentType !== null) return toImage({ stored, contentType });
    const fetched = await fetchFrom(key, serverId, image);
    if (await isKept()) await cache.write(key, fetched.stored);
    return toImage(fetched);
  };

  /** Whoever asks for a picture that is on its way waits for the same. */
  const shared = (serverId: number, image: ImageRequest, isFresh: boolean): Promise<ProxiedImage> => {
    const key = keyOf(serverId, image);
    const started = running.get(key) ?? load(key, serverId, image, isFresh).finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };

  return {
    async get(serverId, path, size) {
      if (!isImagePath(path)) throw new Problem('not_found', 'There is no such picture');
      return shared(serverId, { path, ...IMAGE_SIZES[size] }, false);
    },
    async show(serverId, image, { isFresh }) {
      if (!isImagePath(image.path) && !isWebAddress(image.path))
        throw new Problem('not_found', 'There is no such picture');
      return shared(serverId, image, isFresh);
    },
    clear: () => cache.clear(),
    async close() {
      stopping.abort();
      await Promise.allSettled(running.values());
      await cache.close();
    },
  };
}

/** A picture that is read anew replaces the one that was there. */
function keyOf(serverId: number, { path, width, height, newerThan: _moment, ...made }: ImageRequest): string {
  const how = Object.keys(made).length === 0 ? '' : `\n${JSON.stringify(made)}`;
  return createHash('sha256').update(`${serverId}\n${path}\n${width}x${height}${how}`).digest('hex');
}

const toImage = ({ stored, contentType }: FetchedImage): ProxiedImage => ({
  bytes: stored.bytes,
  contentType,
  etag: `"${stored.digest.toString('hex').slice(0, ETAG_CHARACTERS)}"`,
});
