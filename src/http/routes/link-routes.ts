import { z } from 'zod';
import {
  LinkList,
  LinkProvider,
  OidcBegun,
  OidcId,
  OidcLinkBody,
  PlexLinkAnswer,
  PlexLinkBody,
  PlexPinBegun,
  PlexPinCheckBody,
} from '#contract/sign-in-elsewhere.ts';
import { empty, json, type Route } from '../route.ts';
import { callbackUrl, forwardUrl } from './elsewhere-routes.ts';

/** Where the visit to a provider ends. */
const RETURN_TO = '/account?linked=';

/** Linking the own account with one elsewhere: a Plex account, or that of an OpenID provider. */
export const linkRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/account/links',
    need: 'sign-in',
    id: 'listOwnLinks',
    tags: ['account'],
    summary: 'Accounts elsewhere that open the own account, and those that could',
    errors: [503],
    response: LinkList,
    run: ({ deps, by }) => deps.elsewhere.links.list(by),
  }),
  json({
    method: 'POST',
    path: '/api/v3/account/links/plex/pin',
    need: 'sign-in',
    id: 'beginPlexLink',
    tags: ['account'],
    summary: "Begin to link a Plex account; answers the address of Plex's page",
    errors: [415, 429, 502],
    body: PlexLinkBody,
    response: PlexPinBegun,
    run: ({ deps, by, caller, visit, body: { password, forwardTo } }) =>
      deps.elsewhere.links.beginPlex(by, {
        ...{ browser: visit.settle(), password },
        forwardUrl: forwardUrl(caller, forwardTo),
      }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/account/links/plex/pin/check',
    need: 'sign-in',
    id: 'checkPlexLink',
    tags: ['account'],
    summary: 'Whether somebody has agreed on the page of Plex; their Plex account is linked at once',
    errors: [409, 415, 429, 502],
    body: PlexPinCheckBody,
    response: PlexLinkAnswer,
    run: ({ deps, by, visit, body: { pinId } }) =>
      deps.elsewhere.links.checkPlex(by, { pinId, browser: visit.browser }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/account/links/oidc/:id',
    need: 'sign-in',
    id: 'beginOidcLink',
    tags: ['account'],
    summary: 'Begin to link an account of an OpenID provider; answers the address to go to',
    errors: [404, 415, 429, 502],
    params: z.object({ id: OidcId }),
    body: OidcLinkBody,
    response: OidcBegun,
    async run({ deps, by, caller, visit, params: { id }, body: { password } }) {
      const redirectUri = callbackUrl(caller, id);
      const begin = { browser: visit.settle(), redirectUri, returnTo: RETURN_TO + id, password };
      return { address: await deps.elsewhere.links.beginOidc(by, id, begin) };
    },
  }),
  empty({
    method: 'DELETE',
    path: '/api/v3/account/links/:provider',
    need: 'sign-in',
    id: 'removeOwnLink',
    tags: ['account'],
    summary: 'An account elsewhere does not open the own account any more',
    errors: [404, 409],
    params: z.object({ provider: LinkProvider }),
    response: 'none',
    run: ({ deps, by, params: { provider } }) => deps.elsewhere.links.remove(by, provider),
  }),
];
