/** Sign-in pins and the servers of an account, as plex.tv describes them (Plex protocol notes 5.1, 5.2, 5.7). */
import { z } from 'zod';
import { describeIssues, flag, integer, optionalFlag, requiredText, text } from './attributes.ts';
import type { ParseResult } from './parse-metadata.ts';
import type { Question } from './question.ts';
import { childrenNamed, parseXml, type XmlElement } from './xml.ts';

/** A sign-in that waits for somebody to agree to it in a browser. */
export interface PlexPin {
  readonly id: number;
  readonly code: string;
  readonly expiresInSeconds: number | null;
  /** Null until somebody agreed. */
  readonly token: string | null;
}

const Pin = z.object({
  id: z.coerce.number().int().positive(),
  code: z.string().min(1),
  expiresIn: z.coerce.number().int().nonnegative().nullish().catch(null),
  authToken: z.string().nullish(),
});

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** plex.tv answers JSON when asked for it and XML otherwise; both are read. */
export function parsePin(body: string): ParseResult<PlexPin> {
  const isJson = body.trimStart().startsWith('{');
  const xml = isJson ? null : parseXml(body);
  if (xml !== null && !xml.ok) return xml;
  const parsed = Pin.safeParse(xml === null ? readJson(body) : xml.root.attributes);
  if (!parsed.success) return { ok: false, problem: `a pin: ${describeIssues(parsed.error)}` };
  const { id, code, expiresIn, authToken } = parsed.data;
  return { ok: true, value: { id, code, expiresInSeconds: expiresIn ?? null, token: authToken || null } };
}

export interface PlexConnection {
  readonly protocol: string | null;
  readonly uri: string;
  readonly address: string | null;
  readonly port: number | null;
  readonly isLocal: boolean;
  readonly isRelay: boolean;
}

/** A media server that an account may use. */
export interface PlexResource {
  readonly name: string;
  readonly machineIdentifier: string;
  readonly version: string | null;
  readonly platform: string | null;
  readonly isOwned: boolean;
  /** A media server and nothing else: some players are servers too. */
  readonly isServerOnly: boolean;
  /** Whether plex.tv has heard of it lately; null when it does not say. */
  readonly isPresent: boolean | null;
  readonly isHttpsRequired: boolean;
  /** Whether we ask from the same network as the server, by its public address. */
  readonly isSameNetwork: boolean;
  /** For this server and account; never to be shown. */
  readonly accessToken: string | null;
  readonly connections: readonly PlexConnection[];
}

const DeviceAttributes = z.object({
  name: requiredText,
  clientIdentifier: requiredText,
  productVersion: text,
  platform: text,
  provides: text,
  owned: flag,
  presence: optionalFlag,
  httpsRequired: flag,
  publicAddressMatches: flag,
  accessToken: text,
});

const ConnectionAttributes = z.object({
  protocol: text,
  uri: requiredText,
  address: text,
  port: integer,
  local: flag,
  relay: flag,
});

const isServer = (provides: string | null): boolean => (provides ?? '').split(',').includes('server');

const connectionsOf = (device: XmlElement): readonly PlexConnection[] =>
  childrenNamed(device, 'Connection').flatMap(({ attributes }): PlexConnection[] => {
    const parsed = ConnectionAttributes.safeParse(attributes);
    if (!parsed.success) return [];
    const { protocol, uri, address, port, local, relay } = parsed.data;
    return [{ protocol, uri, address, port, isLocal: local, isRelay: relay }];
  });

/** The media servers among the devices; what cannot be read is left out. */
export function parseResources(body: string): ParseResult<readonly PlexResource[]> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'MediaContainer') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const value = childrenNamed(xml.root, 'Device').flatMap((device): PlexResource[] => {
    const parsed = DeviceAttributes.safeParse(device.attributes);
    if (!parsed.success || !isServer(parsed.data.provides)) return [];
    const found = parsed.data;
    return [
      {
        name: found.name,
        machineIdentifier: found.clientIdentifier,
        version: found.productVersion,
        platform: found.platform,
        isOwned: found.owned,
        isServerOnly: found.provides === 'server',
        isPresent: found.presence,
        isHttpsRequired: found.httpsRequired,
        isSameNetwork: found.publicAddressMatches,
        accessToken: found.accessToken,
        connections: connectionsOf(device),
      },
    ];
  });
  return { ok: true, value };
}

/** `includeHttps`: with the secure addresses of the servers. */
export const resources: Question<readonly PlexResource[]> = {
  path: 'api/resources?includeHttps=1',
  parse: parseResources,
};
