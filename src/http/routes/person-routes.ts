import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import {
  DeviceList,
  PersonPlaylists,
  PersonSettings,
  PersonSettingsBody,
  Purged,
  RestoreBody,
} from '#contract/person.ts';
import { json, type Route } from '../route.ts';

const params = z.object({ id: IdParameter });

/** What was changed, without the note: it is private, and the record is read by every administrator. */
const detailsOf = ({ note, ...changes }: PersonSettingsBody) => ({
  ...changes,
  ...(note !== undefined && { note: note === null || note === '' ? 'removed' : 'written' }),
});

/** One person: their devices and playlists, and what administrators decide about them. */
export const personRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/users/:id/devices',
    need: 'sign-in',
    id: 'listUserDevices',
    tags: ['users'],
    summary: 'On what a person watches and how, the busiest first',
    errors: [404, 503],
    params,
    response: DeviceList,
    run: ({ deps, visible, params: { id } }) => deps.native.personDevices(visible, id),
  }),
  json({
    method: 'GET',
    path: '/api/v3/users/:id/playlists',
    need: 'sign-in',
    id: 'listUserPlaylists',
    tags: ['users'],
    summary: 'The playlists of a person, as their servers tell them now',
    errors: [404, 503],
    params,
    response: PersonPlaylists,
    run: ({ deps, visible, params: { id } }) => deps.native.personPlaylists(visible, id),
  }),
  json({
    method: 'GET',
    path: '/api/v3/users/:id/settings',
    need: 'read',
    id: 'getUserSettings',
    tags: ['users'],
    summary: 'What is decided about a person, with the note about them',
    errors: [404, 503],
    params,
    response: PersonSettings,
    run: ({ deps, visible, params: { id } }) => deps.native.personSettings(visible, id),
  }),
  json({
    method: 'PUT',
    path: '/api/v3/users/:id/settings',
    need: 'admin',
    id: 'updateUserSettings',
    tags: ['users'],
    summary: 'Changes what is decided about a person; what is left out stays as it is',
    errors: [404, 415, 503],
    params,
    body: PersonSettingsBody,
    response: PersonSettings,
    run: ({ deps, params: { id }, body }) => deps.native.changePerson(id, body),
    audit: ({ body }, { shownName }) => ({ action: 'person.changed', subject: shownName, details: detailsOf(body) }),
  }),
  json({
    method: 'DELETE',
    path: '/api/v3/users/:id',
    need: 'admin',
    id: 'deleteUser',
    tags: ['users'],
    summary: 'Removes a person from lists and records nothing of them any more; their history stays',
    errors: [404, 503],
    params,
    response: PersonSettings,
    run: ({ deps, params: { id } }) => deps.native.removePerson(id),
    audit: (_call, { shownName }) => ({ action: 'person.removed', subject: shownName }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/users/:id/restore',
    need: 'admin',
    id: 'restoreUser',
    tags: ['users'],
    summary: 'Brings a removed person back',
    errors: [404, 415, 503],
    params,
    body: RestoreBody,
    response: PersonSettings,
    run: ({ deps, params: { id }, body }) => deps.native.bringBackPerson(id, body),
    audit: (_call, { shownName }) => ({ action: 'person.restored', subject: shownName }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/users/:id/purge',
    need: 'admin',
    id: 'purgeUser',
    tags: ['users'],
    summary: 'Removes everything a person played, for good',
    errors: [404, 503],
    params,
    response: Purged,
    run: ({ deps, params: { id } }) => deps.native.purgePerson(id),
    audit: (_call, { person, plays }) => ({
      action: 'person.purged',
      subject: person.shownName,
      details: { plays },
    }),
  }),
];
