import { ChangeSettingsBody, SettingsAnswer } from '#contract/settings.ts';
import { json, type Route } from '../route.ts';

/** What can be set while the program runs. */
export const settingsRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/settings',
    need: 'admin',
    id: 'listSettings',
    tags: ['settings'],
    summary: 'Every setting with what it may be and where its value comes from; never a secret',
    response: SettingsAnswer,
    run: ({ deps }) => deps.settings.list(),
  }),
  json({
    method: 'PATCH',
    path: '/api/v3/settings',
    need: 'admin',
    id: 'changeSettings',
    tags: ['settings'],
    summary: 'Change settings: all of them or none; null brings a default back and takes a secret away',
    errors: [409, 415],
    body: ChangeSettingsBody,
    response: SettingsAnswer,
    run: ({ deps, by, body }) => deps.settings.change(by, body.changes),
  }),
];
