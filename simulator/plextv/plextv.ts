import { STATUS_CODES } from 'node:http';
import type { Clock } from '#clock';
import type { Log } from '#log';
import type { ImageSource } from '../art/images.ts';
import type { Call } from '../http/call.ts';
import { type Reply, status } from '../http/reply.ts';
import { makeRouter } from '../http/router.ts';
import type { Flavour } from '../http/send.ts';
import { makeService, type RequestRecord, type Service } from '../http/service.ts';
import { el, xmlDocument } from '../wire/element.ts';
import type { World } from '../world/world.ts';
import type { AccountState } from './account.ts';
import { miscRoutes, openRoutes } from './misc-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { makePins } from './pins.ts';
import { resourceRoutes } from './server-routes.ts';
import { syncRoutes } from './sync-routes.ts';

const XML = 'application/xml; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

interface ErrorText {
  readonly code: number;
  readonly message: string;
}

function errorText(code: number, path: string): ErrorText {
  if (code === 401) return { code: 1001, message: 'User could not be authenticated' };
  if (code === 404 && path.startsWith('/api/v2/pins/')) return { code: 1020, message: 'Code not found or expired' };
  if (code === 400) return { code: 1000, message: 'X-Plex-Client-Identifier is missing' };
  if (code === 429) return { code: 1003, message: 'Rate limit exceeded' };
  return { code: code === 404 ? 404 : 1000, message: STATUS_CODES[code] ?? 'Error' };
}

/** The old interface says what is wrong in a text, the new one in attributes or JSON (Plex protocol notes 1.6). */
function errorBody(code: number, call: Call | null): { body: string; type: string } {
  const error = { ...errorText(code, call?.path ?? ''), status: code };
  if (call?.wantsJson) return { body: JSON.stringify({ errors: [error] }), type: JSON_TYPE };
  const isV2 = call === null || call.path.startsWith('/api/v2/');
  if (isV2) return { body: xmlDocument(el('errors', {}, [el('error', error)])), type: XML };
  const text = code === 401 ? 'Invalid authentication token.' : error.message;
  return { body: xmlDocument(el('errors', {}, [{ ...el('error'), text }])), type: XML };
}

const FLAVOUR: Flavour = { xmlType: XML, jsonType: JSON_TYPE, headers: {}, error: errorBody };

export interface AccountServiceOptions {
  readonly world: World;
  readonly images: ImageSource;
  readonly clock: Clock;
  readonly log: Log;
  readonly host: string;
  readonly port: number;
  readonly record: (request: RequestRecord) => void;
  readonly mediaServer: AccountState['mediaServer'];
}

export interface AccountService {
  readonly service: Service;
  readonly state: AccountState;
  /** Back to normal: tokens valid, no new release, no pins. */
  reset(): void;
}

function makeAnswer(state: AccountState) {
  const open = makeRouter(openRoutes(state));
  const closed = makeRouter([
    ...peopleRoutes(state),
    ...resourceRoutes(state),
    ...syncRoutes(state),
    ...miscRoutes(state),
  ]);
  return (call: Call): Reply | null => {
    const answer = open(call);
    if (answer !== null || call.path.startsWith('/api/v2/pins')) return answer;
    const person = state.world.people.find(({ token }) => token === call.token);
    if (person === undefined || !state.tokenValid) return status(401);
    return closed({ ...call, person });
  };
}

/** The simulated plex.tv and metadata provider; it answers once its service listens. */
export function makeAccountService(options: AccountServiceOptions): AccountService {
  const { world, clock, images, mediaServer } = options;
  const state: AccountState = {
    world,
    clock,
    images,
    mediaServer,
    pins: makePins(clock, world.server.ownerToken),
    deletedSyncItems: new Set(),
    tokenValid: true,
    latestVersion: world.server.version,
  };
  const service = makeService({
    name: 'plextv',
    host: options.host,
    port: options.port,
    clock,
    log: options.log,
    flavour: FLAVOUR,
    record: options.record,
    answer: makeAnswer(state),
  });
  return {
    service,
    state,
    reset() {
      service.faults.clear();
      state.tokenValid = true;
      state.latestVersion = world.server.version;
      state.pins.clear();
      state.deletedSyncItems.clear();
    },
  };
}
