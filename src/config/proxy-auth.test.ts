import { describe, expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';
import { isInNetworks } from './network-addresses.ts';

const HEADER = { SPYGLASS_PROXY_AUTH_HEADER: 'Remote-User', SPYGLASS_PROXY_AUTH_FROM: '10.0.0.2, 172.18.0.0/16' };

describe('a proxy that signs people in', () => {
  test('is nobody unless it is declared', () => {
    expect(readEnvironment({}).proxyAuth).toBeUndefined();
  });

  test('is declared by a header and where it may come from', () => {
    const { proxyAuth } = readEnvironment({
      ...HEADER,
      SPYGLASS_PROXY_AUTH_CREATE: '1',
      SPYGLASS_PROXY_AUTH_ROLE_HEADER: 'Remote-Groups',
      SPYGLASS_PROXY_AUTH_ROLES: 'admins=admin, family = viewer',
    });
    expect(proxyAuth).toMatchObject({
      ...{ header: 'Remote-User', creates: true, roleHeader: 'Remote-Groups' },
      roles: [
        { value: 'admins', role: 'admin' },
        { value: 'family', role: 'viewer' },
      ],
    });
    const isFrom = (peer: string) => proxyAuth !== undefined && isInNetworks(proxyAuth.from, peer);
    expect(['10.0.0.2', '172.18.9.9', '10.0.0.3', '::1'].map(isFrom)).toEqual([true, true, false, false]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['from anywhere', { SPYGLASS_PROXY_AUTH_HEADER: 'Remote-User' }, /belong together/],
    ['without a header', { SPYGLASS_PROXY_AUTH_FROM: '10.0.0.2' }, /belong together/],
    ['from everybody', { ...HEADER, SPYGLASS_PROXY_AUTH_FROM: '0.0.0.0/0' }, /0\.0\.0\.0\/0 is no address/],
    ['from every address of version 6', { ...HEADER, SPYGLASS_PROXY_AUTH_FROM: '::/0' }, /::\/0 is no address/],
    ['from a name', { ...HEADER, SPYGLASS_PROXY_AUTH_FROM: 'proxy' }, /proxy is no address/],
    ['from nobody', { ...HEADER, SPYGLASS_PROXY_AUTH_FROM: ' , ' }, /must list/],
    ['a cookie as the header', { ...HEADER, SPYGLASS_PROXY_AUTH_HEADER: 'Cookie' }, /must be a header/],
    ['nonsense as the header', { ...HEADER, SPYGLASS_PROXY_AUTH_HEADER: 'Remote User' }, /must be a header/],
    ['roles without their header', { ...HEADER, SPYGLASS_PROXY_AUTH_ROLES: 'a=admin' }, /belong together/],
    [
      'an owner by a group',
      { ...HEADER, SPYGLASS_PROXY_AUTH_ROLE_HEADER: 'G', SPYGLASS_PROXY_AUTH_ROLES: 'a=owner' },
      /GROUP=admin or GROUP=viewer/,
    ],
    ['accounts for nobody', { SPYGLASS_PROXY_AUTH_CREATE: '1' }, /SPYGLASS_PROXY_AUTH_HEADER only/],
  ])('%s is refused at the start', (_what, env, sentence) => {
    expect(() => readEnvironment(env)).toThrow(sentence);
  });
});
