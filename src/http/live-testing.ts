/** A reader of live events without a socket, for tests of the hub. */
import type { Actor } from '#auth/actor.ts';
import { ADMIN_KEY } from './auth-testing.ts';
import type { EventSink } from './live-clients.ts';
import type { LiveHub } from './live-hub.ts';

/** Just as long as the hub collects changes, in milliseconds. */
export const BATCH = 20;

/** A reader that keeps what it is sent. */
export function reader() {
  const written: Buffer[] = [];
  let whenClosed = (): void => undefined;
  const state = { written, backlog: 0, fate: 'open' as 'open' | 'ended' | 'destroyed' };
  const finish = (fate: 'ended' | 'destroyed'): void => {
    if (state.fate === 'open') state.fate = fate;
    whenClosed();
  };
  const sink: EventSink = {
    write: (bytes) => written.push(bytes),
    backlogBytes: () => state.backlog,
    end: () => finish('ended'),
    destroy: () => finish('destroyed'),
    onClose: (run) => {
      whenClosed = run;
    },
  };
  const names = (): string[] => [...text().matchAll(/^event: (.*)$/gm)].map((match) => match[1] ?? '');
  const ids = (): number[] => [...text().matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  const text = (): string => Buffer.concat(written).toString();
  const lastId = (): string => String(ids().at(-1));
  return { ...state, state, sink, text, names, ids, lastId, leave: () => finish('destroyed') };
}

/** A reader that has joined the hub. */
export async function joined(hub: LiveHub, lastEventId?: string, actor: Actor = ADMIN_KEY) {
  const client = reader();
  await hub.join(actor, lastEventId, () => client.sink);
  return client;
}
