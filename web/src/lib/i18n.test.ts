import { expect, test } from 'vitest';
import { usableLocale } from './i18n.ts';

test.each<[string[], string]>([
  [['de-AT', 'en'], 'de-AT'],
  [['en-US@posix'], 'en-US'],
  [['C.UTF-8', 'sv'], 'sv'],
  [['not a tag', ''], 'en'],
  [[], 'en'],
])('%j formats as %s', (languages, expected) => {
  expect(usableLocale(languages)).toBe(expected);
});
