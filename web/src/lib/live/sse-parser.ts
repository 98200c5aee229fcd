/** One event of an event stream. */
export interface ServerEvent {
  readonly id: string;
  readonly data: string;
}

/**
 * Puts the pieces of a `text/event-stream` together. Hand in text as it arrives; complete events go to `onEvent`.
 * The browser's EventSource is not used because it hides heartbeats, so a connection that died silently looks alive.
 */
export function sseParser(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let rest = '';
  let id = '';
  let data: string[] = [];
  const field = (line: string): void => {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') data.push(value);
    if (name === 'id') id = value;
  };
  const dispatch = (): void => {
    if (data.length > 0) onEvent({ id, data: data.join('\n') });
    data = [];
  };
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') dispatch();
      else field(line);
    }
  };
}
