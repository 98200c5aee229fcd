import { z } from 'zod';
import { OwnAccount, OwnPasswordBody, SessionId, SessionList, SignedOut } from '#contract/auth.ts';
import { empty, json, type Route } from '../route.ts';

/** What everybody with an account does about their own. */
export const ownAccountRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/account',
    need: 'sign-in',
    id: 'getOwnAccount',
    tags: ['account'],
    summary: 'Who is signed in',
    response: OwnAccount,
    run: ({ deps, actor }) => deps.auth.own.account(actor),
  }),
  empty({
    method: 'PUT',
    path: '/api/v3/account/password',
    need: 'sign-in',
    id: 'setOwnPassword',
    tags: ['account'],
    summary: 'Change the own password; other browsers are signed out',
    errors: [415, 429],
    body: OwnPasswordBody,
    response: 'none',
    run: ({ deps, by, body }) => deps.auth.own.setPassword(by, body),
  }),
  json({
    method: 'GET',
    path: '/api/v3/account/sessions',
    need: 'sign-in',
    id: 'listOwnSessions',
    tags: ['account'],
    summary: 'The browsers that are signed in to the own account',
    response: SessionList,
    run: async ({ deps, actor }) => ({ sessions: await deps.auth.own.sessions(actor) }),
  }),
  json({
    method: 'DELETE',
    path: '/api/v3/account/sessions',
    need: 'sign-in',
    id: 'endOtherSessions',
    tags: ['account'],
    summary: 'Sign all other browsers of the own account out',
    response: SignedOut,
    run: async ({ deps, by }) => ({ sessions: await deps.auth.own.endOtherSessions(by) }),
  }),
  empty({
    method: 'DELETE',
    path: '/api/v3/account/sessions/:id',
    need: 'sign-in',
    id: 'endOwnSession',
    tags: ['account'],
    summary: 'Sign one browser of the own account out',
    errors: [404],
    params: z.object({ id: SessionId }),
    response: 'none',
    run: ({ deps, by, params }) => deps.auth.own.endSession(by, params.id),
  }),
];
