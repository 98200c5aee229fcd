import { type Element, XML_DECLARATION } from '../wire/element.ts';
import { guideElement, liveElement, slotAt } from './live.ts';
import { outsideElement, outsideKey } from './outside.ts';
import { type PlayState, type Session, sourceOf } from './session.ts';
import { fill, movingOf, sessionTemplate, transcodeElement, transcodeProgress } from './session-element.ts';
import type { Stage } from './stage.ts';
import { reservedBandwidth } from './transcode.ts';

/** What a stream looks like right now. */
export interface StreamState {
  readonly name: string;
  readonly sessionKey: number;
  readonly sessionId: string;
  readonly state: PlayState;
  /** The position of the client's last report. */
  readonly offsetMs: number;
  readonly durationMs: number | null;
  readonly user: string;
  readonly player: string;
  readonly ratingKey: number;
  readonly title: string;
  readonly live: boolean;
  readonly transcoding: boolean;
  readonly bandwidthKbps: number;
}

/** The running streams, for people and tests. */
export const streamStates = (stage: Stage): StreamState[] => [...stage.sessions.values()].map(stateOf);

const stateOf = (session: Session): StreamState => ({
  name: session.name,
  sessionKey: session.key,
  sessionId: session.sessionId,
  state: session.state,
  offsetMs: Math.round(session.baseOffset),
  durationMs: session.item.duration ?? null,
  user: session.person.key,
  player: session.device.key,
  ratingKey: session.item.ratingKey,
  title: session.item.title,
  live: session.live !== null,
  transcoding: session.transcodeId !== null,
  bandwidthKbps: session.bandwidth ?? reservedBandwidth(sourceOf(session), session.stream),
});

/** One session as it stands now, from its kept template. */
function rendered(stage: Stage, session: Session, format: 'xml' | 'json'): string {
  session.template ??= sessionTemplate(stage.world.library, session, stage.ids.t0);
  return fill(session.template[format], movingOf(session));
}

/** The complete `/status/sessions` document (Plex protocol notes 3.6). */
export function sessionsDocument(stage: Stage, format: 'xml' | 'json'): string {
  const listed = [...stage.sessions.values()].filter((session) => session.listed);
  const bodies = listed.map((session) => rendered(stage, session, format));
  if (format === 'json') {
    const list = bodies.length === 0 ? '' : `,"Metadata":[${bodies.join(',')}]`;
    return `{"MediaContainer":{"size":${bodies.length}${list}}}`;
  }
  if (bodies.length === 0) return `${XML_DECLARATION}<MediaContainer size="0"/>\n`;
  return `${XML_DECLARATION}<MediaContainer size="${bodies.length}">\n${bodies.join('\n')}\n</MediaContainer>\n`;
}

/** `/library/metadata/{ratingKey}` of what somebody tuned to, or what plays from outside the library. */
export function unlistedElement(stage: Stage, ratingKey: string): Element | null {
  const tuning = stage.tunings.get(Number(ratingKey));
  if (tuning !== undefined) return liveElement(tuning);
  for (const { outside, item } of stage.sessions.values()) {
    if (outside !== null && !outside.unknown && outsideKey(outside) === ratingKey) return outsideElement(item, outside);
  }
  return null;
}

/** The guide's entry for a programme (Plex protocol notes 3.5). */
export function guideEntry(stage: Stage, guid: string): Element | null {
  for (const channel of stage.world.channels) {
    const programme = channel.programmes.find((one) => one.guid === guid);
    if (programme === undefined) continue;
    const { beginsAt } = slotAt(channel, stage.ids.t0, stage.clock.now());
    stage.ids.alias(beginsAt, 'guide:begins');
    return guideElement(channel, programme, beginsAt);
  }
  return null;
}

/** The running transcodes. */
export const transcodeElements = (stage: Stage): Element[] =>
  [...stage.sessions.values()]
    .map((session) => transcodeElement(session, stage.ids.t0, transcodeProgress(session)))
    .filter((element): element is Element => element !== null);
