import { z } from 'zod';
import { OidcFailure } from '#auth/oidc/errors.ts';
import { safeReturnPath } from '#auth/return-path.ts';
import { ServerView } from '#contract/activity.ts';
import {
  OidcBeginBody,
  OidcBegun,
  OidcId,
  type OidcProblem,
  PlexAddressBody,
  PlexAddressTest,
  PlexPinAnswer,
  PlexPinBegun,
  PlexPinBody,
  PlexPinCheckBody,
  PlexServerPinBody,
  PlexServersAnswer,
} from '#contract/sign-in-elsewhere.ts';
import type { HttpCaller } from '../caller.ts';
import { json, type Route, raw } from '../route.ts';
import { letIn, signInCall } from '../signing-in.ts';

/** Where Plex's page leads afterwards. */
export const forwardUrl = ({ publicUrl }: HttpCaller, path: string | null): string | null =>
  path === null ? null : publicUrl + safeReturnPath(path);

/** Where a provider sends people back to. */
export const callbackUrl = ({ publicUrl }: HttpCaller, id: string): string =>
  `${publicUrl}/api/v3/auth/oidc/${id}/callback`;

/** A path of the app, as the browser has it. */
const inApp = ({ publicUrl, publicOrigin }: HttpCaller, path: string): string =>
  publicUrl.slice(publicOrigin.length) + path;

const problemPage = (problem: OidcProblem): string => `/sign-in?problem=${problem}`;

/** Coming in with a Plex account or by an OpenID provider; open to anybody. */
const signInRoutes: readonly Route[] = [
  json({
    method: 'POST',
    path: '/api/v3/auth/plex/pin',
    need: 'nothing',
    id: 'beginPlexSignIn',
    tags: ['auth'],
    summary: "Begin to sign in with a Plex account; answers the address of Plex's page",
    errors: [403, 415, 429, 502, 503],
    body: PlexPinBody,
    response: PlexPinBegun,
    run({ deps, caller, visit, body: { isRemembered, forwardTo } }) {
      const begin = { browser: visit.settle(), isRemembered, forwardUrl: forwardUrl(caller, forwardTo) };
      return deps.elsewhere.plex.begin(begin, signInCall(caller, isRemembered));
    },
  }),
  json({
    method: 'POST',
    path: '/api/v3/auth/plex/pin/check',
    need: 'nothing',
    id: 'checkPlexSignIn',
    tags: ['auth'],
    summary: 'Whether somebody has agreed on the page of Plex; who may come in is signed in at once',
    errors: [403, 415, 429, 502, 503],
    body: PlexPinCheckBody,
    response: PlexPinAnswer,
    async run(call) {
      const { deps, caller, visit, body } = call;
      const given = { pinId: body.pinId, browser: visit.browser };
      const answer = await deps.elsewhere.plex.check(given, signInCall(caller, false));
      if (answer.step === 'done') return { state: 'done' as const, account: letIn(call, answer).account };
      if (answer.step !== 'code') return { state: answer.step };
      return { state: 'code' as const, token: answer.token, expiresAt: answer.expiresAt };
    },
  }),
  json({
    method: 'POST',
    path: '/api/v3/auth/oidc/:id',
    need: 'nothing',
    id: 'beginOidcSignIn',
    tags: ['auth'],
    summary: 'Begin to sign in by an OpenID provider; answers the address to go to',
    errors: [403, 404, 415, 429, 502, 503],
    params: z.object({ id: OidcId }),
    body: OidcBeginBody,
    response: OidcBegun,
    async run({ deps, caller, visit, params: { id }, body: { isRemembered, returnTo } }) {
      const begin = { browser: visit.settle(), redirectUri: callbackUrl(caller, id), returnTo, isRemembered };
      return { address: await deps.elsewhere.oidc.begin(id, begin, signInCall(caller, isRemembered)) };
    },
  }),
  raw({
    method: 'GET',
    path: '/api/v3/auth/oidc/:id/callback',
    need: 'nothing',
    id: 'finishOidcSignIn',
    tags: ['auth'],
    summary: 'Where an OpenID provider sends people back to; leads into the app, or to the sign-in page with a problem',
    errors: [503],
    params: z.object({ id: OidcId }),
    content: { description: 'A redirection into the app (303)', types: ['text/plain'], schema: z.string() },
    async send(call) {
      const { deps, caller, visit, params, request, reply } = call;
      const query = request.url.split('?').slice(1).join('?');
      const finish = { id: params.id, browser: visit.browser, query };
      try {
        const done = await deps.elsewhere.oidc.finish(finish, signInCall(caller, false));
        if (done.letIn !== null) letIn(call, done.letIn);
        return reply.redirect(inApp(caller, done.returnTo), 303);
      } catch (error) {
        if (!(error instanceof OidcFailure)) throw error;
        return reply.redirect(inApp(caller, problemPage(error.problem)), 303);
      }
    },
  }),
];

/** Signing in to Plex to connect one of its servers. */
const serverRoutes: readonly Route[] = [
  json({
    method: 'POST',
    path: '/api/v3/servers/plex/pin',
    need: 'admin',
    id: 'beginPlexServerSignIn',
    tags: ['servers'],
    summary: "Begin to sign in to Plex to connect a server; answers the address of Plex's page",
    errors: [415, 429, 502],
    body: PlexServerPinBody,
    response: PlexPinBegun,
    run: ({ deps, by, caller, visit, body }) =>
      deps.elsewhere.plexServers.begin(by, {
        browser: visit.settle(),
        forwardUrl: forwardUrl(caller, body.forwardTo),
      }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/servers/plex/pin/check',
    need: 'admin',
    id: 'checkPlexServerSignIn',
    tags: ['servers'],
    summary: 'Whether somebody has agreed on the page of Plex; answers the servers of the account',
    errors: [415, 429, 502],
    body: PlexPinCheckBody,
    response: PlexServersAnswer,
    run: ({ deps, by, visit, body }) =>
      deps.elsewhere.plexServers.check(by, { pinId: body.pinId, browser: visit.settle() }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/servers/plex/test',
    need: 'admin',
    id: 'testPlexAddress',
    tags: ['servers'],
    summary: 'Whether a server of the account can be reached under an address, in plain words',
    errors: [415],
    body: PlexAddressBody,
    response: PlexAddressTest,
    run: ({ deps, by, visit, body }) => deps.elsewhere.plexServers.test(by, { browser: visit.settle(), body }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/servers/plex',
    need: 'admin',
    id: 'connectPlexServer',
    tags: ['servers'],
    summary: 'Watch a server of the account from now on',
    errors: [409, 415, 502],
    body: PlexAddressBody,
    response: ServerView,
    status: 201,
    run: ({ deps, by, visit, body }) =>
      deps.elsewhere.plexServers.connect(by, { browser: visit.settle(), body }, (server) => deps.addServer(server)),
  }),
];

export const elsewhereRoutes: readonly Route[] = [...signInRoutes, ...serverRoutes];
