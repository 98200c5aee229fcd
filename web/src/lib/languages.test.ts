import { describe, expect, test } from 'vitest';
import { formatLocaleOf, type Language, languageOf } from './languages.ts';

describe('the language', () => {
  test.each<[string | null, string[], Language]>([
    [null, ['de-AT', 'en'], 'de'],
    [null, ['sv', 'de'], 'de'],
    [null, ['sv'], 'en'],
    // Not complete: spoken only to who asks for it.
    [null, ['fr-FR'], 'en'],
    ['fr', ['de'], 'fr'],
    ['en', ['de'], 'en'],
    ['pseudo', ['de'], 'en'],
    [null, ['de_DE.UTF-8'], 'de'],
    [null, [], 'en'],
  ])('chosen %s, browser %j: %s', (chosen, browser, expected) => {
    expect(languageOf(chosen, browser)).toBe(expected);
  });
});

describe('dates and numbers', () => {
  test.each<[Language, string[], string]>([
    ['de', ['de-AT', 'en'], 'de-AT'],
    ['en', ['en-US@posix'], 'en-US'],
    ['en', ['C.UTF-8', 'sv'], 'en-u-hc-h23'],
    ['de', ['en-US'], 'de-u-hc-h12'],
    ['en', ['de-DE'], 'en-u-hc-h23'],
    ['fr', ['en-GB', 'fr-CH'], 'fr-CH'],
  ])('in %s with %j: %s', (language, browser, expected) => {
    expect(formatLocaleOf(language, browser)).toBe(expected);
  });

  test('a browser that names nothing usable is no reason to fail', () => {
    expect(formatLocaleOf('en', ['not a tag', ''])).toMatch(/^en/);
  });
});
