import { FORMS } from '#config/definition.ts';
import { itemsOf } from './convert.ts';
import type { FieldReader, TextRule } from './field-reader.ts';
import type { PathField } from './key-rules.ts';
import { KEYS } from './keys.ts';

/** The Plex server of the file, for the row of the first server. */
export interface MappedServer {
  readonly machineIdentifier: string | null;
  readonly name: string | null;
  /** Without a slash at the end; made of address and port when the file has none. */
  readonly url: string | null;
  /** The address was entered by a person, and plex.tv is not to change it. */
  readonly urlIsManual: boolean;
  readonly ip: string | null;
  readonly port: number | null;
  readonly ssl: boolean;
  /** A secret. null: the file was downloaded, which leaves the token out, so somebody has to sign in. */
  readonly token: string | null;
  /** Under which the token was given. */
  readonly clientId: string | null;
  /** Under which plex.tv lists the installation; keeping it keeps the device. */
  readonly uuid: string | null;
  readonly version: string | null;
  readonly platform: string | null;
  readonly hasPlexPass: boolean | null;
}

const DEFAULT_PORT = 32_400;
const PORTS = { min: 1, max: 65_535 };

const withoutSlash = (text: string): string => text.replace(/\/+$/, '');
const webAddress: TextRule = { clean: withoutSlash, ...FORMS.webAddress };

function addressOf(ip: string | null, port: number | null, isSecure: boolean): string | null {
  if (ip === null) return null;
  const url = `${isSecure ? 'https' : 'http'}://${ip.includes(':') ? `[${ip}]` : ip}:${port ?? DEFAULT_PORT}`;
  return URL.canParse(url) ? url : null;
}

/** null when the file knows no server (migration notes 9, group Server). */
export function mapServer(read: FieldReader): MappedServer | null {
  const name = read.text('server.name');
  const nameOverride = read.text('server.nameOverride');
  const url = read.text('server.url', webAddress);
  const urlOverride = read.text('server.urlOverride', webAddress);
  const ip = read.text('server.ip');
  const port = read.integer('server.port', PORTS);
  const ssl = read.flag('server.ssl') ?? false;
  const server = {
    machineIdentifier: read.text('server.machineIdentifier'),
    name: nameOverride ?? name,
    url: urlOverride ?? url ?? addressOf(ip, port, ssl),
    urlIsManual: (read.flag('server.urlIsManual') ?? false) || urlOverride !== null,
    ip,
    port,
    ssl,
    token: read.text('server.token'),
    clientId: read.text('server.clientId'),
    uuid: read.text('server.uuid'),
    version: read.text('server.version'),
    platform: read.text('server.platform'),
    hasPlexPass: read.flag('server.hasPlexPass'),
  };
  return server.machineIdentifier === null && server.url === null && server.token === null ? null : server;
}

export interface MappedPath {
  readonly path: string;
  /** Where the container should have it. */
  readonly suggestedMount: string;
}

export type MappedPaths = { readonly [F in PathField]?: MappedPath };

/** Folders and files of the old machine; somebody has to say where they are now. */
export function mapPaths(read: FieldReader): MappedPaths {
  const found = [...KEYS.values()].flatMap(({ target }): [PathField, MappedPath][] => {
    if (target.to !== 'path') return [];
    const path = read.text(`path.${target.field}`);
    return path === null ? [] : [[target.field, { path, suggestedMount: target.mount }]];
  });
  return Object.fromEntries(found);
}

const TLS_VERSIONS: readonly string[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** How the old program was reached; suggestions, because the environment decides it here. */
export interface MappedWeb {
  readonly host: string | null;
  readonly port: number | null;
  /** `/like/this`, fit for `SPYGLASS_BASE_PATH`. */
  readonly root: string | null;
  readonly publicUrl: string | null;
  readonly isBehindProxy: boolean;
  readonly isHttps: boolean;
  readonly makesCertificate: boolean | null;
  readonly certificateNames: readonly string[];
  readonly certificateAddresses: readonly string[];
  readonly minTlsVersion: string | null;
}

const rootPath: TextRule = {
  clean: (text) => `/${text.replace(/^\/+|\/+$/g, '')}`,
  fits: (text) => /^(\/[\w.~-]+)+$/.test(text),
  saying: 'a path like /tautulli',
};

const tlsVersion: TextRule = {
  fits: (text) => TLS_VERSIONS.includes(text),
  saying: `one of ${TLS_VERSIONS.join(', ')}`,
};

export const mapWeb = (read: FieldReader): MappedWeb => ({
  host: read.text('web.host'),
  port: read.integer('web.port', PORTS),
  root: read.text('web.root', rootPath),
  publicUrl: read.text('web.publicUrl', webAddress),
  isBehindProxy: read.flag('web.isBehindProxy') ?? false,
  isHttps: read.flag('web.isHttps') ?? false,
  makesCertificate: read.flag('web.makesCertificate'),
  certificateNames: itemsOf(read.text('web.certificateNames') ?? ''),
  certificateAddresses: itemsOf(read.text('web.certificateAddresses') ?? ''),
  minTlsVersion: read.text('web.minTlsVersion', tlsVersion),
});
