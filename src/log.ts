import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Anything that looks like a Plex token or an API key in a URL or text; the value is replaced, the name stays. */
const SECRET_IN_TEXT =
  /((?:X-Plex-Token|apikey|token|password|accessToken|authToken)(?:=|%3D|\\?":\s*\\?"))(?:\\.|[^&\s"'\\])+/gi;

/** Removes secrets from free text, so that URLs and upstream messages may be logged. */
export const redact = (text: string): string => text.replace(SECRET_IN_TEXT, '$1[hidden]');

const SECRET_PATHS = [
  'token',
  '*.token',
  'password',
  '*.password',
  'authorization',
  'headers.authorization',
  'headers["x-plex-token"]',
  'headers.cookie',
];

/**
 * The program's log: one JSON line an event on standard output. `level` is a pino level name.
 * Messages and errors pass the redactor, so a token never reaches a line.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_PATHS, censor: '[hidden]' },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: Logger['info']): void {
        const clean = args.map((arg: unknown) => (typeof arg === 'string' ? redact(arg) : arg)) as Parameters<
          Logger['info']
        >;
        method.apply(this, clean);
      },
    },
  };
  // What stands in a field, such as an address in an error, is only seen here.
  return destination === undefined
    ? pino(options)
    : pino(options, { write: (line) => destination.write(redact(line)) });
}

/** A log that says nothing; the default in tests. */
export const silentLog: Log = pino({ level: 'silent' });
