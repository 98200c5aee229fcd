import { expect, test } from 'vitest';
import { Meetings } from './meetings.ts';
import { openSession } from './session.ts';
import { aListed, sessionKey } from './testing.ts';

const of = (accountId: number, key = String(accountId)) =>
  openSession(aListed({ sessionKey: sessionKey(key), account: { accountId, name: 'anna', thumb: null } }), 0, 0);

test('people who come together are looked for together, and each once', async () => {
  const looked: number[][] = [];
  let arrive = (): void => undefined;
  const meetings = new Meetings((sessions) => {
    looked.push(sessions.map(({ listed }) => listed?.account.accountId ?? 0));
    return new Promise((resolve) => {
      arrive = resolve;
    });
  });
  const both = Promise.all([meetings.meet(of(1)), meetings.meet(of(2))]);
  await Promise.resolve();
  await Promise.resolve();
  const late = meetings.meet(of(3));
  void meetings.meet(of(1, '9'));
  expect([looked, meetings.isMet(of(1))]).toEqual([[[1, 2]], false]);
  arrive();
  await Promise.resolve();
  await Promise.resolve();
  expect([looked, meetings.isMet(of(1)), meetings.isMet(of(3))]).toEqual([[[1, 2], [3]], true, false]);
  arrive();
  await Promise.all([both, late, meetings.meet(of(2))]);
  expect(looked).toHaveLength(2);
});

test('nobody is waited for in the end, or for a stream without a description', () => {
  const meetings = new Meetings(() => new Promise(() => undefined));
  expect(meetings.isMet({ ...of(1), listed: null })).toBe(true);
  meetings.giveUp();
  expect(meetings.isMet(of(1))).toBe(true);
});
