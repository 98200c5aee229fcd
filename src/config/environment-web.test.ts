import { describe, expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

const web = (env: Record<string, string>) => readEnvironment(env).web;

test('nobody is believed, nothing is encrypted and no frame is allowed unless it is said', () => {
  expect(web({})).toEqual({ trustedProxies: [], tls: undefined, isHstsSent: false, frameAncestors: [] });
});

test('lists are written with commas or blanks', () => {
  expect(web({ SPYGLASS_TRUSTED_PROXIES: '127.0.0.1, 172.18.0.0/16 ::1,,fd00::/8' }).trustedProxies).toEqual([
    '127.0.0.1',
    '172.18.0.0/16',
    '::1',
    'fd00::/8',
  ]);
  expect(web({ SPYGLASS_FRAME_ANCESTORS: 'https://home.example https://*.lan.example:8443' }).frameAncestors).toEqual([
    'https://home.example',
    'https://*.lan.example:8443',
  ]);
});

test('certificates', () => {
  expect(web({ SPYGLASS_TLS_CERT: '/tls/cert.pem', SPYGLASS_TLS_KEY: '/tls/key.pem' }).tls).toEqual({
    kind: 'files',
    certFile: '/tls/cert.pem',
    keyFile: '/tls/key.pem',
  });
  const env = { SPYGLASS_TLS: 'self-signed', SPYGLASS_TLS_NAMES: 'spyglass.example,192.168.1.7,*.lan' };
  expect(web(env).tls).toEqual({ kind: 'self-signed', names: ['spyglass.example', '192.168.1.7', '*.lan'] });
});

describe('what makes no sense ends the start with a sentence', () => {
  test.each([
    [{ SPYGLASS_TRUSTED_PROXIES: 'nginx' }, 'nginx is no address or network'],
    [{ SPYGLASS_TRUSTED_PROXIES: '0.0.0.0/0' }, '0.0.0.0/0 is no address or network'],
    [{ SPYGLASS_TRUSTED_PROXIES: '10.0.0.0/33' }, '10.0.0.0/33 is no address or network'],
    [{ SPYGLASS_TRUSTED_PROXIES: '*' }, '* is no address or network'],
    [{ SPYGLASS_TLS: 'yes' }, 'SPYGLASS_TLS can only be self-signed'],
    [{ SPYGLASS_TLS_CERT: '/c' }, 'SPYGLASS_TLS_CERT and SPYGLASS_TLS_KEY belong together'],
    [{ SPYGLASS_TLS_KEY: '/k' }, 'SPYGLASS_TLS_CERT and SPYGLASS_TLS_KEY belong together'],
    [{ SPYGLASS_TLS: 'self-signed', SPYGLASS_TLS_CERT: '/c', SPYGLASS_TLS_KEY: '/k' }, 'exclude each other'],
    [{ SPYGLASS_TLS_NAMES: 'a.example' }, 'SPYGLASS_TLS_NAMES has a meaning with'],
    [{ SPYGLASS_TLS: 'self-signed', SPYGLASS_TLS_NAMES: 'a/b' }, 'a/b is no host name'],
    [{ SPYGLASS_FRAME_ANCESTORS: '*' }, '* is no origin'],
    [{ SPYGLASS_FRAME_ANCESTORS: 'https://a.example;script-src' }, 'is no origin'],
    [{ SPYGLASS_HSTS: 'maybe' }, 'SPYGLASS_HSTS'],
    [{ SPYGLASS_TRUSTED_PROXYS: '10.0.0.1' }, 'Did you mean SPYGLASS_TRUSTED_PROXIES?'],
  ])('%j', (env, sentence) => {
    expect(() => readEnvironment(env as Record<string, string>)).toThrow(sentence);
  });
});
