import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import { ExportBody, ExportFieldList, ExportFieldsQuery, ExportsQuery, StartedExport } from '#contract/exports.ts';
import { ExportPage } from '#contract/logs.ts';
import { empty, json, type Route, raw } from '../route.ts';

const params = z.object({ id: IdParameter });
const FILE_TYPES = ['application/octet-stream', 'application/zip'];

/** As RFC 6266 writes names that are not ASCII; the plain one is for old clients. */
const disposition = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;

/** Metadata of items as files. */
export const exportRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/exports',
    need: 'read',
    id: 'listExports',
    tags: ['exports'],
    summary: 'Exports of metadata',
    errors: [503],
    query: ExportsQuery,
    response: ExportPage,
    run: ({ deps, visible, query }) => deps.native.exports(visible, query),
  }),
  json({
    method: 'POST',
    path: '/api/v3/exports',
    need: 'admin',
    id: 'startExport',
    tags: ['exports'],
    summary: 'Starts to write the metadata of a library, of the playlists of a person or of an item to a file',
    errors: [403, 404, 415, 502, 503],
    body: ExportBody,
    response: StartedExport,
    status: 202,
    run: ({ deps, body }) => deps.native.startExport(body),
    audit: ({ body: { customFields: _fields, ...body } }, { id }) => ({
      action: 'export.started',
      subject: String(id),
      details: { ...body },
    }),
  }),
  json({
    method: 'GET',
    path: '/api/v3/exports/fields',
    need: 'read',
    id: 'listExportFields',
    tags: ['exports'],
    summary: 'Which fields an export of a kind of item can have; none for a kind that cannot be exported',
    query: ExportFieldsQuery,
    response: ExportFieldList,
    run: async ({ deps, query }) => deps.native.exportFields(query),
  }),
  raw({
    method: 'GET',
    path: '/api/v3/exports/:id/file',
    need: 'admin',
    id: 'downloadExport',
    tags: ['exports'],
    summary: 'What an export has written; a zip when that is several files',
    errors: [404, 503],
    params,
    content: { description: 'The file', types: FILE_TYPES, schema: z.string() },
    async send({ deps, params: { id }, reply }) {
      const file = await deps.native.exportFile(id);
      return reply
        .type(file.isArchive ? 'application/zip' : 'application/octet-stream')
        .header('content-disposition', disposition(file.name))
        .send(file.open());
    },
  }),
  empty({
    method: 'DELETE',
    path: '/api/v3/exports/:id',
    need: 'admin',
    id: 'deleteExport',
    tags: ['exports'],
    summary: 'Removes an export with its files; one that is being written is ended first',
    errors: [503],
    params,
    response: 'none',
    run: ({ deps, params: { id } }) => deps.native.removeExport(id),
    audit: ({ params: { id } }) => ({ action: 'export.removed', subject: String(id) }),
  }),
];
