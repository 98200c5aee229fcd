/** Small questions to plex.tv: places of addresses, the token, our own address (Plex protocol notes 5.10, 5.15 to 5.18). */
import { isIP } from 'node:net';
import type { ParseResult } from './parse-metadata.ts';
import { mapped, parseContainer, said } from './parse-rows.ts';
import type { Question } from './question.ts';
import { childNamed, childrenNamed, parseXml } from './xml.ts';

/** Where an address is; null for what nobody knows. */
export interface GeoPlace {
  readonly city: string | null;
  readonly code: string | null;
  readonly continent: string | null;
  readonly country: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly postalCode: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
}

/** `"63.4, -19.0"`; both or none. */
function coordinatesOf(sent: string | null): readonly [number, number] | readonly [null, null] {
  const [latitude = Number.NaN, longitude = Number.NaN, ...more] = (sent ?? '')
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isPair = more.length === 0 && Number.isFinite(latitude) && Number.isFinite(longitude);
  return isPair ? [latitude, longitude] : [null, null];
}

export function parseGeoPlace(body: string): ParseResult<GeoPlace> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'location') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const of = (name: string) => said(xml.root, name);
  const [latitude, longitude] = coordinatesOf(of('coordinates'));
  const value: GeoPlace = {
    city: of('city'),
    code: of('code'),
    continent: of('continent_code'),
    country: of('country'),
    latitude,
    longitude,
    postalCode: of('postal_code'),
    region: of('subdivisions'),
    timeZone: of('time_zone'),
  };
  return { ok: true, value };
}

export const geoPlaceOf = (ipAddress: string): Question<GeoPlace> => ({
  path: `api/v2/geoip?${new URLSearchParams({ ip_address: ipAddress })}`,
  parse: parseGeoPlace,
});

/** Whether plex.tv takes the token; a refusal is the answer `unauthorised`. */
export function parsePong(body: string): ParseResult<boolean> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  return xml.root.name === 'pong'
    ? { ok: true, value: xml.root.text === 'true' }
    : { ok: false, problem: `the answer is a <${xml.root.name}>` };
}

/** Also makes the token last longer. */
export const ping: Question<boolean> = { path: 'api/v2/ping', parse: parsePong };

/** The address that plex.tv sees us at. */
export const ownAddress: Question<string> = {
  path: ':/ip',
  parse: (body) => {
    const address = body.trim();
    return isIP(address) === 0 ? { ok: false, problem: 'the answer is no address' } : { ok: true, value: address };
  },
};

/** When plex.tv heard of a server; epoch seconds as sent. */
export interface ServerTimes {
  readonly machineIdentifier: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly version: string | null;
}

export function parseServerTimes(body: string): ParseResult<readonly ServerTimes[]> {
  return mapped(parseContainer(body), (container) =>
    childrenNamed(container, 'Server').map((server) => ({
      machineIdentifier: said(server, 'machineIdentifier'),
      createdAt: said(server, 'createdAt'),
      updatedAt: said(server, 'updatedAt'),
      version: said(server, 'version'),
    })),
  );
}

export const serverTimes: Question<readonly ServerTimes[]> = { path: 'pms/servers.xml', parse: parseServerTimes };

/** Where a server in Plex's retired cloud was. */
export interface CloudServer {
  readonly isRunning: boolean;
  readonly address: string | null;
}

export function parseCloudServer(body: string): ParseResult<CloudServer> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  const info = childNamed(xml.root, 'info');
  if (info === undefined) return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const server = childNamed(info, 'server');
  const address = server === undefined ? null : said(server, 'address');
  return { ok: true, value: { isRunning: info.attributes.running === '1', address } };
}

export const cloudServer: Question<CloudServer> = { path: 'api/v2/cloud_server', parse: parseCloudServer };
