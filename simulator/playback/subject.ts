import { Problem } from '#problem';
import type { OutsideItem, Stream } from '../actions.ts';
import { asUuid } from './identifiers.ts';
import { liveItem, slotAt } from './live.ts';
import { outsideItem } from './outside.ts';
import { needsTranscoder, type Session, type Tuning } from './session.ts';
import type { Stage } from './stage.ts';

/** Live rating keys also depend on the time, so that a later run never meets an earlier one's. */
const LIVE_KEY_STEP = 10;
const LIVE_KEY_SPAN = 1_000_000;
const TUNING_LIMIT = 2_000;

/** Changes how a stream is delivered; whatever needs the transcoder gets a new transcode. */
export function setStream(stage: Stage, session: Session, stream: Stream, at: number): void {
  session.stream = stream;
  session.template = null;
  if (!needsTranscoder(stream)) {
    session.transcodeId = null;
    return;
  }
  session.transcodes += 1;
  session.transcodeId = stage.ids.give('transcode', `${session.name}${session.transcodes}`, 24);
  session.transcodeStartedAt = at;
}

/** Puts an item into a stream: one of the library (by key) or something outside it. Throws for unknown keys. */
export function setItem(stage: Stage, session: Session, ref: string | OutsideItem, stream: Stream, at: number): void {
  if (typeof ref === 'string') {
    const item = stage.world.library.find(ref);
    if (item === undefined) throw new Problem('invalid', `There is no item ${ref || '(none named)'}`);
    session.item = item;
    session.outside = null;
  } else {
    session.item = outsideItem(ref, stage.media);
    session.outside = ref;
  }
  session.live = null;
  setStream(stage, session, stream, at);
}

/** The name a tuning has among the aliases: the second channel of stream `a` is `a2`. */
const tuningName = (session: Session): string => `${session.name}${session.tuned > 1 ? session.tuned : ''}`;

function remember(stage: Stage, tuning: Tuning): void {
  stage.tunings.set(tuning.ratingKey, tuning);
  if (stage.tunings.size <= TUNING_LIMIT) return;
  const [oldest] = stage.tunings.keys();
  if (oldest !== undefined) stage.tunings.delete(oldest);
}

export interface TuneOptions {
  readonly at: number;
  readonly stream: Stream;
  readonly keyInSession: boolean;
}

/** Tunes a stream to a channel: new live session, new rating key. Throws for unknown channels. */
export function tune(stage: Stage, session: Session, channelKey: string, options: TuneOptions): void {
  const { world, ids, counters } = stage;
  const channel = world.channels.find(({ key }) => key === channelKey);
  if (channel === undefined) throw new Problem('invalid', `There is no channel ${channelKey}`);
  const digits = ids.give('live', `${session.name}${session.tuned > 0 ? session.tuned + 1 : ''}`, 32);
  session.tuned += 1;
  const uuid = asUuid(digits);
  ids.alias(uuid, `live:${tuningName(session)}`);
  counters.liveKey += LIVE_KEY_STEP;
  const ratingKey = counters.liveKey + (Math.floor(ids.t0 / 1000) % LIVE_KEY_SPAN) * 100;
  const { programme, beginsAt } = slotAt(channel, ids.t0, ids.t0 + options.at);
  const file = { durationMs: programme.durationMs, folder: '/tmp', file: 'live', indexes: false };
  const media = stage.media.video(channel.media, file);
  const tuning: Tuning = { channel, uuid, ratingKey, media, keyInSession: options.keyInSession, programme, beginsAt };
  const name = `livekey:${tuningName(session)}`;
  for (const [n, suffix] of ['', '+1', '+2'].entries()) ids.alias(ratingKey + n, `${name}${suffix}`);
  remember(stage, tuning);
  session.live = tuning;
  session.outside = null;
  session.item = liveItem(tuning);
  setStream(stage, session, options.stream, options.at);
}
