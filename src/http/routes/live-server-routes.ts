import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import {
  LibraryFilesPage,
  LibraryFilesQuery,
  LiveItem,
  LiveRecentQuery,
  LiveRows,
  LiveSearchQuery,
  LiveSearchResults,
  LiveServerDetails,
  RatingKeyParameter,
  SectionParameter,
} from '#contract/live.ts';
import { json, type Route } from '../route.ts';

const server = z.object({ id: IdParameter });
const item = server.extend({ ratingKey: RatingKeyParameter });
const library = server.extend({ sectionId: SectionParameter });

/** What a Plex server says now. */
export const liveServerRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/details',
    need: 'read',
    id: 'getServerDetails',
    tags: ['servers'],
    summary: 'Who a server is, as it says itself, and whether there is a newer release for it',
    errors: [404, 502, 503],
    params: server,
    response: LiveServerDetails,
    run: ({ deps, visible, params: { id } }) => deps.native.serverDetails(visible, id),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/items/:ratingKey',
    need: 'read',
    id: 'getServerItem',
    tags: ['servers'],
    summary: 'An item as its server describes it now, with its files',
    errors: [404, 502, 503],
    params: item,
    response: LiveItem,
    run: ({ deps, visible, params: { id, ratingKey } }) => deps.native.serverItem(visible, id, ratingKey),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/items/:ratingKey/children',
    need: 'read',
    id: 'listServerItemChildren',
    tags: ['servers'],
    summary: 'The seasons, episodes, albums, tracks or members of an item',
    errors: [404, 502, 503],
    params: item,
    response: LiveRows,
    run: ({ deps, visible, params: { id, ratingKey } }) => deps.native.serverItemChildren(visible, id, ratingKey),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/search',
    need: 'read',
    id: 'searchServer',
    tags: ['servers'],
    summary: 'Items of a server by their title',
    errors: [404, 502, 503],
    params: server,
    query: LiveSearchQuery,
    response: LiveSearchResults,
    run: ({ deps, visible, params: { id }, query }) => deps.native.serverSearch(visible, id, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/recently-added',
    need: 'read',
    id: 'listRecentlyAdded',
    tags: ['servers'],
    summary: 'What was added to the libraries of a server last',
    errors: [404, 502, 503],
    params: server,
    query: LiveRecentQuery,
    response: LiveRows,
    run: ({ deps, visible, params: { id }, query }) => deps.native.serverRecentlyAdded(visible, id, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/libraries/:sectionId/files',
    need: 'read',
    id: 'listLibraryFiles',
    tags: ['libraries'],
    summary: 'The items of a library with their files and plays, searched and in any order',
    errors: [404, 502, 503],
    params: library,
    query: LibraryFilesQuery,
    response: LibraryFilesPage,
    run: ({ deps, visible, params: { id, sectionId }, query }) =>
      deps.native.libraryFiles(visible, id, sectionId, query),
  }),
];
