import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import { silentLog } from '#log';
import { createApp } from '../app.ts';
import { httpDeps } from '../testing.ts';
import { ownKeyPair } from './self-signed.ts';
import { openTls, type Tls } from './tls.ts';

const DAY = 86_400_000;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spyglass-tls-'));
});
afterAll(() => rm(dir, { recursive: true }));

const fingerprint = (pair: { cert: string }): string => new X509Certificate(pair.cert).fingerprint256;

describe('a certificate of our own', () => {
  const NOW = Date.UTC(2026, 10, 24);
  const own = (names: readonly string[], now = NOW) => ownKeyPair({ dir: join(dir, 'own'), names }, now);

  test('names the machine and what was asked for, and is kept', async () => {
    const pair = await own(['spyglass.example', '192.168.1.7']);
    const certificate = new X509Certificate(pair.cert);
    expect(certificate.checkHost('spyglass.example')).toBeDefined();
    expect(certificate.checkHost('localhost')).toBeDefined();
    expect(certificate.checkIP('192.168.1.7')).toBe('192.168.1.7');
    expect(certificate.ca).toBe(false);
    expect(await own(['spyglass.example', '192.168.1.7'])).toEqual(pair);
    expect((await stat(join(dir, 'own', 'key.pem'))).mode & 0o777).toBe(0o600);
  });

  test('is made anew a month before it ends, when a name is missing, and when it is damaged', async () => {
    const first = await own([]);
    expect(fingerprint(await own([], NOW + 334 * DAY))).toBe(fingerprint(first));
    const renewed = await own([], NOW + 336 * DAY);
    expect(fingerprint(renewed)).not.toBe(fingerprint(first));
    const named = await own(['new.example'], NOW + 336 * DAY);
    expect(fingerprint(named)).not.toBe(fingerprint(renewed));
    await writeFile(join(dir, 'own', 'key.pem'), 'gone');
    expect(fingerprint(await own(['new.example'], NOW + 336 * DAY))).not.toBe(fingerprint(named));
  });
});

describe('files', () => {
  const certFile = (): string => join(dir, 'cert.pem');
  const keyFile = (): string => join(dir, 'key.pem');
  const files = () => ({ kind: 'files', certFile: certFile(), keyFile: keyFile() }) as const;
  const put = async (name: string) => {
    const pair = await ownKeyPair({ dir: join(dir, name), names: [] }, Date.now());
    await writeFile(certFile(), pair.cert);
    await writeFile(keyFile(), pair.key);
    return pair;
  };

  /** The certificate a server shows. */
  const shown = (port: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port, path: '/healthz', rejectUnauthorized: false, agent: false });
      request.on('response', (response) => {
        resolve((response.socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? '');
        response.resume();
      });
      request.on('error', reject);
    });

  const served = async (clock: ManualClock): Promise<{ port: number; tls: Tls; close(): Promise<void> }> => {
    const tls = await openTls(files(), { clock, log: silentLog, dir });
    const app = await createApp(httpDeps({ tls }));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const close = async (): Promise<void> => {
      tls.close();
      await app.close();
    };
    return { port: (app.server.address() as AddressInfo).port, tls, close };
  };

  test('are shown, and new ones without a restart; files that do not fit change nothing', async () => {
    const clock = manualClock();
    const first = await put('first');
    const { port, close } = await served(clock);
    expect(await shown(port)).toBe(fingerprint(first));

    const keyBefore = await readFile(keyFile(), 'utf8');
    const second = await put('second');
    await writeFile(keyFile(), keyBefore);
    await clock.advance(10_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await shown(port)).toBe(fingerprint(first));

    await writeFile(keyFile(), second.key);
    await clock.advance(10_000);
    await expect.poll(() => shown(port), { timeout: 5_000 }).toBe(fingerprint(second));
    await close();
  });

  test('that cannot be used are a clear sentence', async () => {
    const deps = { clock: manualClock(), log: silentLog, dir };
    await expect(openTls({ ...files(), certFile: '/none.pem' }, deps)).rejects.toThrow('/none.pem cannot be read');
    const pair = await put('third');
    await writeFile(keyFile(), 'no key');
    await expect(openTls(files(), deps)).rejects.toThrow('The TLS key is not one in PEM form');
    await writeFile(certFile(), pair.key);
    await expect(openTls(files(), deps)).rejects.toThrow('The TLS certificate is not one in PEM form');
  });
});

test('the cookie is secure, and browsers are told to stay when that was wished', async () => {
  const tls = await openTls({ kind: 'self-signed', names: [] }, { clock: manualClock(), log: silentLog, dir });
  const web = { trustedProxies: [], tls: undefined, isHstsSent: true, frameAncestors: [] };
  const app = await createApp(httpDeps({ tls, web }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/healthz', rejectUnauthorized: false, agent: false };
    get(options, (response) => resolve(response.headers)).on('error', reject);
  });
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
  tls.close();
  await app.close();
});
