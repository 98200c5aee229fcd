import { open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { Problem } from '#problem';
import { NoRoom } from './no-room.ts';

/** Where a chunk goes. */
export interface Chunk {
  readonly path: string;
  readonly source: Readable;
  /** No more than these bytes are taken. */
  readonly remainingBytes: number;
  /** Another chunk takes over. */
  readonly signal: AbortSignal;
}

/**
 * Writes a stream to the end of a file as it arrives: one piece is in memory at a time, and the sender is slowed down
 * to what the disk takes. What was written stays, whatever happens then.
 * @throws Problem `invalid` when the stream breaks off or is longer than it may be, NoRoom when the disk is full.
 */
export async function appendChunk({ path, source, remainingBytes, signal }: Chunk): Promise<void> {
  const file = await open(path, 'a');
  let left = remainingBytes;
  try {
    for await (const piece of pieces(addAbortSignal(signal, source))) {
      left -= piece.length;
      if (left < 0) {
        throw new Problem('invalid', 'More bytes were sent than were announced', {
          hint: 'Begin the upload again with the size of the file',
        });
      }
      await file.appendFile(piece).catch(refuseWhenFull);
    }
  } finally {
    await file.close();
  }
}

async function* pieces(source: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const piece of source) yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
  } catch (cause) {
    throw new Problem('invalid', 'The chunk broke off', {
      hint: 'Ask where the upload is and go on from there',
      cause,
    });
  }
}

function refuseWhenFull(cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') throw new NoRoom('The disk is full; what arrived so far is kept', cause);
  throw cause;
}
