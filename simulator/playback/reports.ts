import { playingNotification, transcodeNotification } from './notification.ts';
import { outsideKey, outsidePath } from './outside.ts';
import type { PlayState, Session } from './session.ts';
import { transcodeElement, transcodeProgress } from './session-element.ts';
import type { Stage } from './stage.ts';

/** The client reports: one `playing` event with the given state (Plex protocol notes 4.3). */
export const sendPlaying = (stage: Stage, session: Session, state: PlayState): void => {
  const { live, outside, item } = session;
  const ratingKey = outside === null ? String(item.ratingKey) : outsideKey(outside);
  const key = outside === null ? `/library/metadata/${ratingKey}` : outsidePath(outside);
  stage.notify(
    playingNotification({
      sessionKey: String(session.key),
      clientIdentifier: session.device.machineIdentifier,
      guid: '',
      ratingKey,
      url: '',
      key: live === null ? key : `/livetv/sessions/${live.uuid}`,
      viewOffset: Math.round(session.baseOffset),
      playQueueItemID: session.playQueueItemId,
      playQueueID: 301,
      state,
      ...(session.transcodeId === null ? {} : { transcodeSession: session.transcodeId }),
    }),
  );
};

/** Tells that the transcoder of a stream began or ended; nothing for direct play. */
export function sendTranscode(stage: Stage, session: Session, event: 'start' | 'end'): void {
  const element = transcodeElement(session, stage.ids.t0, transcodeProgress(session));
  if (element !== null) stage.notify(transcodeNotification(event, element.attrs));
}
