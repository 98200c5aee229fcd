import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room images. */
export const imagesWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'pms_image_proxy',
    summary: 'A picture of an item, in a given size',
    room: 'images',
    params: {
      img: { kind: 'text' },
      rating_key: { kind: 'id' },
      width: { kind: 'integer' },
      height: { kind: 'integer' },
      opacity: { kind: 'integer' },
      background: { kind: 'text' },
      blur: { kind: 'integer' },
      img_format: { kind: 'text' },
      fallback: { kind: 'text' },
      refresh: { kind: 'text' },
      clip: { kind: 'boolean' },
      return_hash: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'delete_cache',
    summary: 'Empties the caches on disk',
    room: 'images',
    access: 'admin',
    params: { images: { kind: 'boolean' } },
  }),
  waitingCommand({
    name: 'delete_image_cache',
    summary: 'Empties the cache of pictures',
    room: 'images',
    access: 'write',
    params: {},
  }),
  waitingCommand({
    name: 'delete_hosted_images',
    summary: 'Deletes pictures that were uploaded to a host',
    room: 'images',
    access: 'write',
    params: { rating_key: { kind: 'id' }, service: { kind: 'text' }, delete_all: { kind: 'boolean' } },
  }),
];
