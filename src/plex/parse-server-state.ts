/** Other things a server says of itself (Plex protocol notes 3.5, 3.12, 3.13). */
import { flag } from './attributes.ts';
import type { ParseResult } from './parse-metadata.ts';
import { mapped, parseContainer, said } from './parse-rows.ts';
import { parseNothing, type Question } from './question.ts';
import { childrenNamed, parseXml } from './xml.ts';

/** A server that a server knows of; itself at least. */
export interface NamedServer {
  readonly name: string | null;
  readonly machineIdentifier: string | null;
  readonly host: string | null;
  readonly port: string | null;
  readonly version: string | null;
}

export function parseServers(body: string): ParseResult<readonly NamedServer[]> {
  return mapped(parseContainer(body), (container) =>
    childrenNamed(container, 'Server').map((server) => ({
      name: said(server, 'name'),
      machineIdentifier: said(server, 'machineIdentifier'),
      host: said(server, 'host'),
      port: said(server, 'port'),
      version: said(server, 'version'),
    })),
  );
}

export const serverNames: Question<readonly NamedServer[]> = { path: 'servers', parse: parseServers };

/** A preference. `isKnown`: whether the server has one of this name. */
export interface Preference {
  readonly isKnown: boolean;
  readonly value: string;
}

export function parsePreference(body: string, id: string): ParseResult<Preference> {
  return mapped(parseContainer(body), (container) => {
    const setting = childrenNamed(container, 'Setting').find(({ attributes }) => attributes.id === id);
    return { isKnown: setting !== undefined, value: setting?.attributes.value ?? '' };
  });
}

export const preference = (id: string): Question<Preference> => ({
  path: ':/prefs',
  parse: (body) => parsePreference(body, id),
});

/** Whether a preference that can be on or off is on. */
export const isOn = ({ value }: Preference): boolean => value === 'true' || value === '1';

export interface Dvr {
  readonly key: string | null;
  readonly uuid: string | null;
  readonly language: string | null;
  readonly lineupTitle: string | null;
  readonly lineup: string | null;
  readonly country: string | null;
  /** Epoch seconds, as sent. */
  readonly refreshedAt: string | null;
  /** Where its guide is asked. */
  readonly epgIdentifier: string | null;
}

export function parseDvrs(body: string): ParseResult<readonly Dvr[]> {
  return mapped(parseContainer(body), (container) =>
    childrenNamed(container, 'Dvr').map((dvr) => ({
      key: said(dvr, 'key'),
      uuid: said(dvr, 'uuid'),
      language: said(dvr, 'language'),
      lineupTitle: said(dvr, 'lineupTitle'),
      lineup: said(dvr, 'lineup'),
      country: said(dvr, 'country'),
      refreshedAt: said(dvr, 'refreshedAt'),
      epgIdentifier: said(dvr, 'epgIdentifier'),
    })),
  );
}

export const dvrs: Question<readonly Dvr[]> = { path: 'livetv/dvrs', parse: parseDvrs };

/** How the server can be reached from outside. */
export interface RemoteAccess {
  readonly mappingState: string | null;
  readonly mappingError: string | null;
  readonly signInState: string | null;
  readonly publicAddress: string | null;
  readonly publicPort: string | null;
  readonly privateAddress: string | null;
  readonly privatePort: string | null;
  /** Why not, in the words clients know; null when it can be reached. */
  readonly reason: string | null;
}

/** Plex protocol notes 3.13; the first that fits. */
function reasonOf(state: string | null, error: string | null): string | null {
  const port = 'Plex remote access port';
  if (state === 'unknown') return `${port} mapping unknown`;
  if (state !== 'mapped' && state !== 'waiting') return `${port} not mapped`;
  if (error === 'unreachable') return `${port} mapped, but the port is unreachable from Plex.tv`;
  if (error === 'publisherror') return `${port} mapped, but failed to publish the port to Plex.tv`;
  return null;
}

export function parseRemoteAccess(body: string): ParseResult<RemoteAccess> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'MyPlex') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const of = (name: string) => said(xml.root, name);
  const [mappingState, mappingError] = [of('mappingState'), of('mappingError')];
  const value: RemoteAccess = {
    mappingState,
    mappingError,
    signInState: of('signInState'),
    publicAddress: of('publicAddress'),
    publicPort: of('publicPort'),
    privateAddress: of('privateAddress'),
    privatePort: of('privatePort'),
    reason: reasonOf(mappingState, mappingError),
  };
  return { ok: true, value };
}

export const remoteAccess: Question<RemoteAccess> = { path: 'myplex/account', parse: parseRemoteAccess };

/** A release that the server's own updater has found. */
export interface OfferedUpdate {
  readonly canInstall: boolean;
  readonly downloadUrl: string | null;
  readonly version: string | null;
  readonly state: string | null;
  readonly changelog: string | null;
}

/** Null when nothing is offered; of several the last. */
export function parseUpdater(body: string): ParseResult<OfferedUpdate | null> {
  return mapped(parseContainer(body), (container) => {
    const release = childrenNamed(container, 'Release').at(-1);
    if (release === undefined) return null;
    return {
      canInstall: flag.parse(container.attributes.canInstall),
      downloadUrl: said(container, 'downloadURL'),
      version: said(release, 'version'),
      state: said(release, 'state'),
      changelog: said(release, 'fixed'),
    };
  });
}

/** Lets the server look for an update; what it found is asked for afterwards. */
export const lookForUpdate: Question<null> = { path: 'updater/check?download=0', method: 'PUT', parse: parseNothing };

export const updaterStatus: Question<OfferedUpdate | null> = { path: 'updater/status', parse: parseUpdater };
