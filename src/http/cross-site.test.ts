import { expect, test } from 'vitest';
import { isCrossSite, type WriteSource } from './cross-site.ts';

const nothing: WriteSource = { origin: undefined, host: 'spy:8181', fetchSite: undefined };

test.each<[string, Partial<WriteSource>, boolean]>([
  ['a program', {}, false],
  ['our own page', { origin: 'http://spy:8181' }, false],
  ['our own page over TLS', { origin: 'https://spy.example', host: 'spy.example' }, false],
  ['our own page, host with the default port', { origin: 'https://spy.example', host: 'spy.example:443' }, false],
  ['behind a proxy, by the word of the browser', { origin: 'https://spy.example', fetchSite: 'same-origin' }, false],
  ['an address typed in', { fetchSite: 'none' }, false],
  ['another site', { origin: 'https://evil.example' }, true],
  ['another port of this machine', { origin: 'http://spy:9999' }, true],
  ['a sibling', { origin: 'http://spy:9999', fetchSite: 'same-site' }, true],
  ['a page without an origin', { origin: 'null' }, true],
  ['nonsense', { origin: 'nonsense' }, true],
  ['another site that hides its origin', { fetchSite: 'cross-site' }, true],
  ['a host that only begins like ours', { origin: 'http://spy:8181.evil.example' }, true],
  ['a request without a host', { origin: 'http://spy:8181', host: undefined }, true],
  ['an empty host', { origin: 'http://spy:8181', host: '' }, true],
])('%s', (_name, source, expected) => {
  expect(isCrossSite({ ...nothing, ...source })).toBe(expected);
});
