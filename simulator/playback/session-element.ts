import { type Attributes, type Element, el, jsonBody, toXml } from '../wire/element.ts';
import { elementTag, itemAttributes } from '../wire/item-attributes.ts';
import { sessionTags } from '../wire/item-element.ts';
import type { Library } from '../world/library.ts';
import { channelAttributes, liveAttributes } from './live.ts';
import { outsideAttributes, outsideTag } from './outside.ts';
import { type Session, type SessionTemplate, sourceOf } from './session.ts';
import { directMedia, reservedBandwidth, transcodeAttributes, transcodedMedia } from './transcode.ts';

/** What changes with every report of the client, as texts. */
export interface Moving {
  readonly viewOffset: string;
  readonly state: string;
  readonly progress: string;
}

/** Marks the places of moving values; a character no title contains. */
const MARK = '\uE000';
const slot = (name: keyof Moving): string => `${MARK}${name}${MARK}`;
const SLOT = new RegExp(`${MARK}(\\w+)${MARK}`);
const QUOTED_NUMBER = new RegExp(`"(${MARK}(?:viewOffset|progress)${MARK})"`, 'g');

const DEFAULT_PROGRESS = 2.4;

/** How far the transcoder is, in percent: a fixed figure, or ahead of the client by so much. */
export function transcodeProgress(session: Session): number {
  const { progress, ahead_percent: ahead } = session.stream;
  const { duration } = session.item;
  if (ahead === undefined || !duration) return progress ?? DEFAULT_PROGRESS;
  return Math.min(100, Math.round((session.baseOffset / duration) * 1000 + ahead * 10) / 10);
}

/** What is moving right now. */
export const movingOf = (session: Session): Moving => ({
  viewOffset: String(Math.round(session.baseOffset)),
  state: session.state,
  progress: String(transcodeProgress(session)),
});

function subjectAttributes({ item, live, outside }: Session): Attributes {
  if (live !== null) return liveAttributes(live, live.keyInSession);
  if (outside !== null) return outsideAttributes(item, outside);
  const { section } = item;
  if (section === null) return itemAttributes(item);
  return {
    ...itemAttributes(item),
    librarySectionID: String(section.id),
    librarySectionKey: `/library/sections/${section.id}`,
    librarySectionTitle: section.title,
  };
}

function subjectTag({ item, live, outside }: Session): string {
  if (live !== null) return 'Video';
  return outside === null ? elementTag(item) : outsideTag(item);
}

function playerElement({ device, person }: Session, state: string): Element {
  const { key, local, location, ...attrs } = device;
  void key;
  void location;
  return el('Player', { ...attrs, userID: person.localId, state, local });
}

/** The `TranscodeSession` of a session, or null when it plays the source as it is. */
export function transcodeElement(session: Session, t0: number, progress: string | number): Element | null {
  if (session.transcodeId === null) return null;
  return el(
    'TranscodeSession',
    transcodeAttributes(sourceOf(session), session.stream, {
      transcodeId: session.transcodeId,
      durationMs: session.item.duration,
      progress,
      startedAt: (t0 + session.transcodeStartedAt) / 1000,
    }),
  );
}

function sessionElement(library: Library, session: Session, t0: number, moving: Moving): Element {
  const { item, live, outside, stream, person } = session;
  const source = sourceOf(session);
  const extra = live === null ? {} : channelAttributes(live);
  const attrs = { ...subjectAttributes(session), sessionKey: String(session.key), viewOffset: moving.viewOffset };
  return el(subjectTag(session), attrs, [
    session.transcodeId === null
      ? directMedia(source, stream, extra, item.kind === 'photo')
      : transcodedMedia(source, stream, extra),
    ...(live !== null || outside !== null ? [] : sessionTags(library, item)),
    el('User', { id: String(person.localId), thumb: person.thumb, title: person.username || person.title }),
    playerElement(session, moving.state),
    session.hasSessionElement &&
      el('Session', {
        id: session.sessionId,
        bandwidth: session.bandwidth ?? reservedBandwidth(source, stream),
        location: session.location ?? session.device.location,
      }),
    transcodeElement(session, t0, moving.progress),
  ]);
}

const SLOTS: Moving = { viewOffset: slot('viewOffset'), state: slot('state'), progress: slot('progress') };

/** Renders a session once, with holes where values move. */
export function sessionTemplate(library: Library, session: Session, t0: number): SessionTemplate {
  const element = sessionElement(library, session, t0, SLOTS);
  return {
    xml: toXml(element).split(SLOT),
    json: JSON.stringify(jsonBody(element)).replace(QUOTED_NUMBER, '$1').split(SLOT),
  };
}

const isMoving = (name: string, moving: Moving): name is keyof Moving => Object.hasOwn(moving, name);

/** Fills the holes; pieces and names of holes alternate. */
export const fill = (pieces: readonly string[], moving: Moving): string =>
  pieces.map((piece, i) => (i % 2 === 1 && isMoving(piece, moving) ? moving[piece] : piece)).join('');
