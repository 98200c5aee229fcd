import { expect, test } from 'vitest';
import { browserOf, systemOf } from './users-agents.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`,
    'Windows 10',
    'Chrome 126.0.0.0',
  ],
  ['Mozilla/5.0 (Windows NT 6.1; rv:109.0) Gecko/20100101 Firefox/115.0', 'Windows 7', 'Firefox 115.0'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Linux', 'Firefox 128.0'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'MacOS Macintosh X 10.15.7',
    'Safari 17.5',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'iPhone iOS 17.5',
    'Safari 17.5',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36`,
    'Android Linux 14',
    'Chrome 126.0.0.0',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/127.0.0.0 Safari/537.36 Edg/127.0.0.0`,
    'Windows 10',
    'ChromiumEdge 127.0.0.0',
  ],
  ['curl/8.5.0', 'Unknown OS', 'Unknown Browser'],
  ['', 'Unknown OS', 'Unknown Browser'],
])('%s', (agent, system, browser) => {
  expect([systemOf(agent), browserOf(agent)]).toEqual([system, browser]);
});
