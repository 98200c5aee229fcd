/** Splits a line into arguments like a POSIX shell: quotes and backslashes, nothing else (notification notes 2.10). */
import { brokenTemplate } from './failures.ts';

const PART =
  /(?<blank>[ \t\r\n]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|\\(?<escaped>[\s\S])|(?<plain>[^ \t\r\n'"\\]+)/y;

/**
 * The arguments of a line.
 * @throws TemplateFailure for a quote that does not end, and for a backslash at the end
 */
export function splitArguments(line: string): readonly string[] {
  const args: string[] = [];
  let current: string | null = null;
  let at = 0;
  while (at < line.length) {
    PART.lastIndex = at;
    const match = PART.exec(line);
    if (match === null) throw brokenTemplate('a quote or backslash has nothing behind it');
    at += match[0].length;
    const { blank, single, double, escaped, plain } = match.groups ?? {};
    if (blank === undefined) current = (current ?? '') + (single ?? unescaped(double) ?? escaped ?? plain ?? '');
    else if (current !== null) {
      args.push(current);
      current = null;
    }
  }
  return current === null ? args : [...args, current];
}

/** In double quotes a backslash only escapes the quote and itself. */
const unescaped = (text: string | undefined): string | undefined => text?.replace(/\\(["\\])/g, '$1');
