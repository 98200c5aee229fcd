/** One message of PostgreSQL's own log, with the level we log it at. */
export type ServerMessage = {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly severity: string;
  readonly text: string;
};

const LINE =
  /^(?:\S.*?\s)?(DEBUG\d?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION): {2}(.*)$/;

const LEVELS: Record<string, ServerMessage['level']> = {
  WARNING: 'warn',
  // The statement that failed reports to its caller as well; a second report here would be noise.
  ERROR: 'debug',
  FATAL: 'warn',
  PANIC: 'error',
};

/** Ordinary-level lines that tell of a crash or of its repair. */
const NOTABLE =
  /was terminated by|not properly shut down|was interrupted|redo (?:starts|done)|terminating any other|reinitializing/;
/** Refusals while a server starts or stops, or before its database is made; our own readiness checks cause them. */
const EXPECTED =
  /the database system is (?:starting up|shutting down|not yet accepting|in recovery)|terminating connection|database ".*" does not exist/;

/** Reads a line of PostgreSQL's standard error; a line without a severity continues the message before it. */
export function parseServerLine(line: string): ServerMessage {
  const match = LINE.exec(line);
  const severity = match?.[1] ?? '';
  const text = (match?.[2] ?? line).trim();
  if (severity === 'LOG' && NOTABLE.test(text)) return { level: 'warn', severity, text };
  if (severity === 'FATAL' && EXPECTED.test(text)) return { level: 'debug', severity, text };
  return { level: LEVELS[severity] ?? 'debug', severity, text };
}

/** The sentence that best explains why a server or `initdb` gave up: the last one with weight, else the last line. */
export function lastWords(lines: readonly string[]): string {
  const messages = lines.filter((line) => line.trim() !== '').map(parseServerLine);
  const weighty = messages.findLast((message) => message.severity === 'FATAL' || message.severity === 'PANIC');
  const error = messages.findLast((message) => /\berror:/.test(message.text));
  return (weighty ?? error ?? messages.at(-1))?.text ?? 'it said nothing';
}
