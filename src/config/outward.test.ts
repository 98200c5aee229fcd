import { BlockList } from 'node:net';
import { describe, expect, test } from 'vitest';
import { addNetwork, isInNetworks, kindOfAddress } from './network-addresses.ts';
import { checkOutwardAddress, guardedLookup, type OutwardKind, type Resolve } from './outward.ts';

describe('where an address leads', () => {
  test.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.1', 'public'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.10', 'private'],
    ['100.64.0.1', 'private'],
    ['127.0.0.1', 'private'],
    ['::1', 'private'],
    ['fd12:3456::1', 'private'],
    ['::ffff:192.168.1.10', 'private'],
    ['::ffff:c0a8:10a', 'private'],
    ['64:ff9b::10.0.0.1', 'private'],
    ['2002:7f00:1::', 'private'],
    ['64:ff9b::8.8.8.8', 'public'],
    ['0.0.0.0', 'forbidden'],
    ['0.1.2.3', 'forbidden'],
    ['169.254.169.254', 'forbidden'],
    ['::ffff:169.254.169.254', 'forbidden'],
    ['::ffff:a9fe:a9fe', 'forbidden'],
    ['::169.254.169.254', 'forbidden'],
    ['64:ff9b::a9fe:a9fe', 'forbidden'],
    ['2002:a9fe:a9fe::1', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['fd00:0ec2:0:0:0:0:0:254', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['::', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['ff02::1', 'forbidden'],
    ['2001:0:1::1', 'forbidden'],
    ['', 'forbidden'],
    ['example.org', 'forbidden'],
  ])('%s is %s', (address, kind) => {
    expect(kindOfAddress(address)).toBe(kind);
  });

  test('networks are read, and nothing else', () => {
    const list = new BlockList();
    expect(['10.0.0.0/8', ' 192.168.1.5 ', 'fd00::/8'].every((one) => addNetwork(list, one))).toBe(true);
    for (const text of ['', 'localhost', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', '10.0.0.0/-1', '::/129'])
      expect(addNetwork(list, text), text).toBe(false);
    expect(isInNetworks(list, '::ffff:10.9.9.9')).toBe(true);
    expect(isInNetworks(list, '192.168.1.5')).toBe(true);
    expect(isInNetworks(list, '192.168.1.6')).toBe(false);
    expect(isInNetworks(list, 'fd00::1')).toBe(true);
    expect(isInNetworks(list, 'nowhere')).toBe(false);
  });
});

describe('an address as it is written', () => {
  test.each<[string, OutwardKind, boolean, boolean]>([
    ['https://example.org/hook', 'webhook', true, true],
    ['http://plex.home:32400', 'plex', true, true],
    ['http://192.168.1.10:32400', 'plex', true, true],
    ['http://192.168.1.10:32400', 'plex', false, false],
    ['http://127.0.0.1:8080', 'webhook', true, true],
    ['http://127.0.0.1:8080', 'webhook', false, false],
    ['http://10.0.0.1/', 'image-host', true, false],
    ['http://10.0.0.1/', 'import', true, false],
    ['https://8.8.8.8/', 'import', false, true],
    ['http://169.254.169.254/latest/meta-data', 'plex', true, false],
    ['http://[fd00:ec2::254]/', 'webhook', true, false],
    ['http://[::ffff:169.254.169.254]/', 'webhook', true, false],
    // The same address in other clothes.
    ['http://2852039166/', 'webhook', true, false],
    ['http://0xa9.0xfe.0xa9.0xfe/', 'webhook', true, false],
    ['http://0251.0376.0251.0376/', 'webhook', true, false],
    ['http://169.254.43518/', 'webhook', true, false],
    ['http://169.254.169.254./', 'webhook', true, false],
    ['http://①⑥⑨.254.169.254/', 'webhook', true, false],
    ['http://0/', 'webhook', true, false],
    ['http://user@example.org/', 'webhook', true, false],
    ['http://user:pass@example.org/', 'webhook', true, false],
    ['file:///etc/passwd', 'webhook', true, false],
    ['gopher://example.org/', 'webhook', true, false],
    ['javascript:alert(1)', 'webhook', true, false],
    ['//example.org', 'webhook', true, false],
    ['', 'webhook', true, false],
  ])('%s for %s (private: %s): %s', (address, kind, mayBePrivate, ok) => {
    expect(checkOutwardAddress(address, kind, mayBePrivate).ok).toBe(ok);
  });
});

describe('where a name leads', () => {
  const answering =
    (...answers: readonly (readonly string[])[]): Resolve =>
    (_name, _options, done) => {
      const [now = []] = answers;
      if (answers.length > 1) answers = answers.slice(1);
      done(
        null,
        now.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
  const asked = (resolve: Resolve, all: boolean): Promise<unknown> =>
    new Promise((done, fail) =>
      guardedLookup({ kind: 'webhook', mayBePrivate: true }, resolve)(
        'hook.example',
        { all },
        (error, found, family) => (error === null ? done(family === undefined ? found : [found, family]) : fail(error)),
      ),
    );

  test('what may be used is handed on in the form that was asked for', async () => {
    expect(await asked(answering(['8.8.8.8']), false)).toEqual(['8.8.8.8', 4]);
    expect(await asked(answering(['8.8.8.8', '::1']), true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '::1', family: 6 },
    ]);
  });

  test('one address that may not be used spoils the answer', async () => {
    await expect(asked(answering(['8.8.8.8', '169.254.169.254']), true)).rejects.toThrow(/hook\.example leads to/);
    await expect(asked(answering(['::ffff:169.254.169.254']), false)).rejects.toThrow(/hook\.example leads to/);
    await expect(asked(answering([]), false)).rejects.toThrow();
  });

  test('a name that changes its mind is looked at each time', async () => {
    const changing = answering(['8.8.8.8'], ['169.254.169.254']);
    expect(await asked(changing, false)).toEqual(['8.8.8.8', 4]);
    await expect(asked(changing, false)).rejects.toThrow(/never meant/);
  });
});
