import { z } from 'zod';
import { IdParameter, IMAGE_SIZES, type ImageSize } from '#contract/common.ts';
import { type Route, raw } from '../route.ts';
import { sendImage } from '../send-image.ts';

const SIZES = Object.keys(IMAGE_SIZES) as [ImageSize, ...ImageSize[]];

/** Pictures of Plex, through us: the browser never talks to anybody else. */
export const imageRoutes: readonly Route[] = [
  raw({
    method: 'GET',
    path: '/api/v3/images/:serverId/:name',
    need: 'sign-in',
    id: 'getImage',
    tags: ['images'],
    summary: 'A picture of a Plex server in one of the known sizes; the name is signed',
    errors: [403, 404, 502, 503],
    params: z.object({ serverId: IdParameter, name: z.string() }),
    query: z.object({ size: z.enum(SIZES).default('poster') }),
    content: {
      description: 'The picture.',
      types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
      schema: z.string(),
    },
    async send({ deps, params, query, request, reply }) {
      const path = deps.imageSigner.open(params.serverId, params.name);
      return sendImage(await deps.images.get(params.serverId, path, query.size), request, reply);
    },
  }),
];
