import { z } from 'zod';
import { BeginUploadBody, ChunkQuery, UploadId, UploadView } from '#contract/imports.ts';
import { WrongOffset } from '#tautulli/import/service/uploads.ts';
import { bytes, empty, json, type Route } from '../route.ts';

const OneUpload = z.object({ id: UploadId });
/** Says at which byte the upload goes on, where the body of an error has no place for it. */
const OFFSET_HEADER = 'upload-offset';

/** Files for imports, in chunks that can be sent again from where the line broke. */
export const uploadRoutes: readonly Route[] = [
  json({
    method: 'POST',
    path: '/api/v3/imports/uploads',
    need: 'admin',
    id: 'beginUpload',
    tags: ['imports'],
    summary: 'Announce a file; its content follows in chunks',
    errors: [403, 415, 503, 507],
    body: BeginUploadBody,
    response: UploadView,
    status: 201,
    run: ({ deps, body }) => deps.imports().uploads.begin(body),
  }),
  json({
    method: 'GET',
    path: '/api/v3/imports/uploads/:id',
    need: 'admin',
    id: 'getUpload',
    tags: ['imports'],
    summary: 'How much of a file has arrived',
    errors: [403, 404, 503],
    params: OneUpload,
    response: UploadView,
    run: ({ deps, params }) => deps.imports().uploads.get(params.id),
  }),
  bytes({
    method: 'PUT',
    path: '/api/v3/imports/uploads/:id',
    need: 'admin',
    id: 'sendChunk',
    tags: ['imports'],
    summary: 'Send the chunk that begins at the offset; 409 says in the header upload-offset where to go on',
    errors: [403, 404, 409, 415, 503, 507],
    params: OneUpload,
    query: ChunkQuery,
    response: UploadView,
    async run({ deps, params, query, source, reply }) {
      try {
        return await deps.imports().uploads.write(params.id, query.offset, source);
      } catch (error) {
        if (error instanceof WrongOffset) reply.header(OFFSET_HEADER, error.offset);
        throw error;
      }
    },
  }),
  empty({
    method: 'DELETE',
    path: '/api/v3/imports/uploads/:id',
    need: 'admin',
    id: 'removeUpload',
    tags: ['imports'],
    summary: 'Throw a file away',
    errors: [403, 404, 503],
    params: OneUpload,
    response: 'none',
    run: ({ deps, params }) => deps.imports().uploads.remove(params.id),
  }),
];
