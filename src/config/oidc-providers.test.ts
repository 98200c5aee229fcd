import { describe, expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';
import { readOidcProviders } from './oidc-providers.ts';

const HOME = { id: 'home', label: 'Home', issuer: 'https://id.example', clientId: 'spyglass' };
const read = (...providers: object[]) => readOidcProviders(JSON.stringify(providers));

describe('providers in the settings', () => {
  test('nothing is none, and what is left out has a careful default', () => {
    expect(readOidcProviders('  ')).toEqual([]);
    expect(read(HOME)).toMatchObject([
      { clientSecret: null, roleClaim: null, otherwise: null, match: 'email', autoCreate: false },
    ]);
  });

  test.each([
    ['https://id.example/realms/home', true],
    ['http://192.168.1.5:9000/', true],
    ['http://authentik:9000', true],
    ['http://[fd00::5]/', true],
    ['http://id.example', false],
    ['http://8.8.8.8', false],
    ['https://169.254.169.254', false],
    ['https://user:pass@id.example', false],
    ['ftp://id.example', false],
    ['id.example', false],
  ])('%s as an issuer: %s', (issuer, isGood) => {
    expect(read({ ...HOME, issuer }) !== null).toBe(isGood);
  });

  test.each<[string, object[]]>([
    ['an id that Plex has', [{ ...HOME, id: 'plex' }]],
    ['an id that is a path', [{ ...HOME, id: '../x' }]],
    ['two of the same id', [HOME, HOME]],
    ['an owner by a claim', [{ ...HOME, roles: [{ value: 'a', role: 'owner' }] }]],
    ['an unknown word', [{ ...HOME, autocreate: true }]],
    ['a scope of two', [{ ...HOME, scopes: ['openid email'] }]],
  ])('%s does not fit', (_what, providers) => {
    expect(read(...providers)).toBe(null);
  });

  test('come from a variable as well, which says what they must be without repeating a secret', () => {
    const text = JSON.stringify([{ ...HOME, clientSecret: 'hush' }]);
    const { settingOverrides } = readEnvironment({ SPYGLASS_SETTING_OIDC_PROVIDERS: text });
    expect(settingOverrides.oidcProviders?.value).toBe(text);
    const bad = text.replace('https', 'http');
    expect(() => readEnvironment({ SPYGLASS_SETTING_OIDC_PROVIDERS: bad })).toThrow(/JSON list of OpenID providers/);
    expect(() => readEnvironment({ SPYGLASS_SETTING_OIDC_PROVIDERS: bad })).not.toThrow(/hush/);
  });
});
