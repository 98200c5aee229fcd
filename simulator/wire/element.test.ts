import { expect, test } from 'vitest';
import { el, jsonDocument, toXml } from './element.ts';

test('attributes: flags as digits, markup escaped, nothing for what is absent', () => {
  const node = el('Video', { a: true, b: false, c: 'x < "y" & \n', d: undefined, e: null, f: 1.5 });
  expect(toXml(node)).toBe('<Video a="1" b="0" c="x &lt; &quot;y&quot; &amp; &#10;" f="1.5"/>');
});

test('JSON gathers items under Metadata, keeps keys as text and single children as objects', () => {
  const node = el('MediaContainer', { size: 2 }, [
    el('Video', { ratingKey: 1, live: true }, [el('User', { id: 1 }), el('Genre', { tag: 'x' })]),
    el('Directory', { ratingKey: '2' }),
    el('Directory', { key: 'all' }),
  ]);
  expect(JSON.parse(jsonDocument(node))).toEqual({
    MediaContainer: {
      size: 2,
      Metadata: [{ ratingKey: '1', live: true, User: { id: 1 }, Genre: [{ tag: 'x' }] }, { ratingKey: '2' }],
      Directory: [{ key: 'all' }],
    },
  });
});
