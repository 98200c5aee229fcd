/** How something was delivered, and what it was. */
import type { ItemSnapshotRow, StreamSnapshotRow } from '#catalogue/views.ts';
import type { Db } from '#db/pool.ts';
import type { Visible } from '#users/visible.ts';
import { streamOfPlay, streamOfSession } from './queries-stream.ts';

export interface DeliveredStream {
  readonly item: ItemSnapshotRow;
  readonly stream: StreamSnapshotRow;
  /** Whether it was recorded by another program. */
  readonly isImported: boolean;
}

/** Ids are 32 bits in the database. */
const MAX_ID = 2_147_483_647;

/** Of a play; null when there is no such play, nothing may be told of it, or nothing is known about its item or stream. */
export async function readPlayStream(db: Db, visible: Visible, playId: number): Promise<DeliveredStream | null> {
  const found = playId > MAX_ID ? null : await streamOfPlay(db, visible, playId);
  return found === null || found.item.isPlaceholder || found.stream.isPlaceholder ? null : found;
}

/** Of a running stream by the key its server gave it. */
export const readRunningStream = (db: Db, sessionKey: string): Promise<DeliveredStream | null> =>
  streamOfSession(db, sessionKey);
