import { describe, expect, test } from 'vitest';
import { Problem } from '#problem';
import { fileProblem } from './file-problem.ts';

const failure = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

describe('what the file system says becomes a sentence', () => {
  test.each([
    ['ENOENT', 'not_found', '/data/a does not exist'],
    ['ENOTDIR', 'not_found', '/data/a does not exist, because a part of the path is not a folder'],
    ['EACCES', 'invalid', 'Spyglass is not allowed to use /data/a'],
    ['ENOSPC', 'unavailable', 'There is no space left at /data/a'],
    ['EROFS', 'unavailable', '/data/a can only be read'],
    ['EIO', 'unavailable', 'The disk fails at /data/a (input/output error)'],
    ['ENAMETOOLONG', 'invalid', '/data/a cannot be used (ENAMETOOLONG: it failed)'],
  ])('%s', (code, kind, message) => {
    expect(fileProblem(failure(code), '/data/a')).toMatchObject({ name: 'Problem', code: kind, message });
  });

  test.each([
    new Problem('conflict', 'as it is'),
    new Error('without a code'),
    'text',
    new DOMException('', 'AbortError'),
  ])('stays: %s', (error) => expect(fileProblem(error, '/data/a')).toBe(error));
});
