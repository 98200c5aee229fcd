import { expect, test } from 'vitest';
import { durationText } from './duration-text.ts';

test.each([
  [0, '0'],
  [-5, '0'],
  [1, '1 sec'],
  [60, '1 min'],
  [119, '1 min 59 secs'],
  [3_600, '1 hr'],
  [3_661, '1 hr 1 min 1 sec'],
  [7_322, '2 hrs 2 mins 2 secs'],
  [86_399, '23 hrs 59 mins 59 secs'],
  [86_400, '1 day'],
  [90_061, '1 day 1 hr 1 min 1 sec'],
  [299_999, '3 days 11 hrs 19 mins 59 secs'],
  [300_000, '3 days 11 hrs 20 mins'],
  // Half a minute goes to the even one.
  [300_030, '3 days 11 hrs 20 mins'],
  [300_031, '3 days 11 hrs 21 mins'],
  [300_090, '3 days 11 hrs 22 mins'],
  [345_600, '4 days'],
])('%d seconds: %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
