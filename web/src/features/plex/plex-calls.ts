import type { ServerView } from '#contract/activity.ts';
import type {
  PlexAddressBody,
  PlexAddressTest,
  PlexLinkAnswer,
  PlexPinAnswer,
  PlexPinBegun,
  PlexServersAnswer,
} from '#contract/sign-in-elsewhere.ts';
import { postForJson } from '../../lib/api.ts';
import type { PinCalls } from './plex-pin.ts';

/** Coming in with a Plex account. */
export const signInCalls = (isRemembered: boolean): PinCalls<PlexPinAnswer> => ({
  begin: (forwardTo) => postForJson<PlexPinBegun>('/auth/plex/pin', { isRemembered, forwardTo }),
  check: (pinId) => postForJson<PlexPinAnswer>('/auth/plex/pin/check', { pinId }),
});

/** Linking the own account with a Plex account; `password` is that of the own account. */
export const linkCalls = (password: string | null): PinCalls<PlexLinkAnswer> => ({
  begin: (forwardTo) => postForJson<PlexPinBegun>('/account/links/plex/pin', { password, forwardTo }),
  check: (pinId) => postForJson<PlexLinkAnswer>('/account/links/plex/pin/check', { pinId }),
});

/** Letting Spyglass see the servers of a Plex account, for administrators. */
export const serverCalls: PinCalls<PlexServersAnswer> = {
  begin: (forwardTo) => postForJson<PlexPinBegun>('/servers/plex/pin', { forwardTo }),
  check: (pinId) => postForJson<PlexServersAnswer>('/servers/plex/pin/check', { pinId }),
};

/** Whether our server reaches a Plex server there, in words. @throws ApiError */
export const testAddress = (given: PlexAddressBody): Promise<PlexAddressTest> =>
  postForJson('/servers/plex/test', given);

/** Watches a server of the account at this address. @throws ApiError */
export const connectFound = (given: PlexAddressBody): Promise<ServerView> => postForJson('/servers/plex', given);
