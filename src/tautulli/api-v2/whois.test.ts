import { expect, test } from 'vitest';
import { systemClock } from '#clock';
import { lookUpNetwork, type WhoisDeps } from './whois.ts';

const deps = (answer: () => Response, changes: Partial<WhoisDeps> = {}): WhoisDeps => ({
  clock: systemClock(),
  fetch: async () => answer(),
  reverse: async () => ['host.example.net'],
  ...changes,
});

const NETWORK = {
  name: 'EXAMPLE-NET',
  handle: 'NET-1',
  startAddress: '8.8.8.0',
  endAddress: '8.8.8.255',
  country: 'US',
  cidr0_cidrs: [{ v4prefix: '8.8.8.0', length: 24 }],
  remarks: [{ description: ['First line', 'Second line'] }, { title: 'odd' }],
  events: [
    { eventAction: 'registration', eventDate: '2014-03-14T16:52:05-04:00' },
    { eventAction: 'last changed', eventDate: '2015-01-01T00:00:00-04:00' },
  ],
};

test('a network as its registry describes it', async () => {
  const answer = await lookUpNetwork(
    '8.8.8.8',
    deps(() => Response.json(NETWORK)),
  );
  expect(answer).toEqual({
    host: 'host.example.net',
    nets: [
      {
        cidr: '8.8.8.0/24',
        name: 'EXAMPLE-NET',
        handle: 'NET-1',
        range: '8.8.8.0 - 8.8.8.255',
        description: 'First line\nSecond line',
        country: 'US',
        state: null,
        city: null,
        address: null,
        postal_code: null,
        emails: null,
        created: '2014-03-14T16:52:05-04:00',
        updated: '2015-01-01T00:00:00-04:00',
      },
    ],
  });
});

test.each([
  ['192.168.1.5', "IPv4 address '192.168.1.5' is already defined as 'Private-Use Networks' via 'RFC 1918'."],
  ['127.0.0.1', "IPv4 address '127.0.0.1' is already defined as 'Loopback' via 'RFC 3330'."],
  ['fe80::1', "IPv6 address 'fe80::1' is already defined as 'Link-Local' via 'RFC 4291, Section 2.5.6'."],
  ['nonsense', 'Invalid IP address provided: nonsense.'],
  ['', 'Invalid IP address provided: .'],
])('nobody is asked about %j', async (address, error) => {
  const asked = deps(() => {
    throw new Error('asked');
  });
  expect(await lookUpNetwork(address, asked)).toEqual({ host: 'Not available', nets: [], error });
});

test.each<[string, () => Response, string]>([
  ['refuses', () => new Response('', { status: 404 }), 'Error: the registry answers with status 404'],
  ['sends something else', () => new Response('<html>'), 'Error: '],
  [
    'cannot be reached',
    () => {
      throw new TypeError('fetch failed');
    },
    'Error: fetch failed',
  ],
])('a registry that %s', async (_name, answer, error) => {
  const reverse = async (): Promise<never> => {
    throw new Error('ENOTFOUND');
  };
  const told = await lookUpNetwork('8.8.8.8', deps(answer, { reverse }));
  expect(told).toMatchObject({ host: 'Not available', nets: [], error: expect.stringContaining(error) });
});
