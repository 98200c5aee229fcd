import { Buffer } from 'node:buffer';

const MAX_BYTES = 120;
const FALLBACK = 'upload';

/** Letters and digits of any script, and the few signs that no file system or shell minds. */
const STRANGE = /[^\p{L}\p{N}._ ()+-]/gu;

/**
 * A file name that is safe to use, made of one that somebody sent: no folders, no control characters, not hidden,
 * 120 bytes at most, with its extension because that says what the file is.
 */
export function safeName(sent: string): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(STRANGE, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  return shortened(clean) || FALLBACK;
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const extension = /\.[\w-]{1,12}$/.exec(name)?.[0] ?? '';
  const letters = [...name.slice(0, name.length - extension.length)];
  while (Buffer.byteLength(letters.join('')) + extension.length > MAX_BYTES) letters.pop();
  return letters.join('') + extension;
}
