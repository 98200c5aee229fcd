import type { Cancel, Clock } from '#clock';
import { errorOf } from '../api.ts';
import { type ServerEvent, sseParser } from './sse-parser.ts';

/** Two heartbeats of 15 s and a little: a stream that is silent for longer is dead, whatever TCP believes. */
const SILENCE_MS = 32_000;
const RETRY_MS = [500, 1000, 2000, 5000] as const;

/** What an event stream needs and whom it tells. */
export interface EventStreamOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly onEvent: (event: ServerEvent) => void;
  /** Something arrived, be it a heartbeat. */
  readonly onHeard: () => void;
  /** The stream broke or could not be opened; it is being opened again. */
  readonly onLost: (cause: unknown) => void;
}

/** Keeps an event stream open until the returned function is called: detects silence, reconnects, resumes after the last id. */
export function openEventStream(options: EventStreamOptions): Cancel {
  const stop = new AbortController();
  void keepOpen(options, stop.signal);
  return () => stop.abort();
}

async function keepOpen(options: EventStreamOptions, stop: AbortSignal): Promise<void> {
  let lastId = '';
  for (let failures = 0; !stop.aborted; failures += 1) {
    try {
      await listen(options, stop, lastId, (event) => {
        failures = 0;
        lastId = event.id || lastId;
        options.onEvent(event);
      });
      throw new Error('The event stream ended');
    } catch (cause) {
      if (stop.aborted) return;
      options.onLost(cause);
    }
    await options.clock.sleep(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, stop);
  }
}

async function listen(
  { url, clock, fetch, onHeard }: EventStreamOptions,
  stop: AbortSignal,
  lastId: string,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const broken = new AbortController();
  const signal = AbortSignal.any([stop, broken.signal]);
  const silent = (): void => broken.abort(new Error('The event stream is silent'));
  let watchdog = clock.after(SILENCE_MS, silent);
  try {
    const headers = { accept: 'text/event-stream', ...(lastId !== '' && { 'last-event-id': lastId }) };
    const response = await fetch(url, { headers, signal, cache: 'no-store' });
    if (!response.ok) throw await errorOf(response);
    if (!response.body) throw new Error('The event stream has no body');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const feed = sseParser(onEvent);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      watchdog();
      watchdog = clock.after(SILENCE_MS, silent);
      onHeard();
      feed(value);
    }
  } finally {
    watchdog();
    broken.abort();
  }
}
