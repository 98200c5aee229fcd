/** The ways in which one stream was delivered, in turn. Pure. */
import type { EpochMs } from '#clock';
import type { StreamFacts } from '#plex/facts.ts';
import type { Delivery, LiveSession } from './session.ts';

/** More changes than this are a client that cannot make up its mind: the first and the latest are kept. */
const REMEMBERED = 50;

/** What the client receives; the file it comes from may become known later and changes nothing. */
const received = ({ source: _source, isSourceKnown: _known, qualityProfile: _quality, ...rest }: StreamFacts): string =>
  JSON.stringify(rest);

/** The deliveries with `stream` as the latest one. */
export function deliveriesAfter(session: LiveSession, stream: StreamFacts, at: EpochMs): readonly Delivery[] {
  const { deliveries, listed } = session;
  const before = deliveries.slice(0, -1);
  const last = deliveries.at(-1);
  if (last === undefined) return [{ atMs: 0, stream }];
  if (listed?.stream === stream || last.stream === stream) return deliveries;
  if (listed === null || !listed.stream.isSourceKnown || received(listed.stream) === received(stream))
    return [...before, { ...last, stream }];
  const atMs = Math.max(at - session.startedAt, last.atMs + 1);
  return [...(deliveries.length < REMEMBERED ? deliveries : before), { atMs, stream }];
}
