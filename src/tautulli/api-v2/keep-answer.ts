/** Which answers may be kept, and under what question. */
import { createHash } from 'node:crypto';
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import type { Revision } from '#history/revision.ts';
import type { ApiKeyGrant } from './access.ts';
import type { CommandRoom, ReadyCommand } from './command.ts';
import type { Output, Rendered } from './envelope.ts';
import type { KeptAnswers, Made } from './kept-answers.ts';
import type { SentParams } from './params.ts';
import { type RawReply, raw } from './reply.ts';

export interface KeepDeps {
  readonly answers: KeptAnswers;
  /** @throws what the database throws */
  revision(db: Db): Promise<Revision>;
}

/** What a command that is being answered may ask about time, and what it said about it. */
export interface TimeKeeping {
  readonly now: () => EpochMs;
  readonly holdsUntil: (at: EpochMs) => void;
  /** Until when the answer stays as it is; null when it looked at the clock and did not say. */
  untilMs(): EpochMs | null;
}

export function timeKeeping(now: () => EpochMs): TimeKeeping {
  let looked = false;
  let until: EpochMs | null = null;
  return {
    now() {
      looked = true;
      return now();
    },
    holdsUntil(at) {
      until = Math.min(until ?? Infinity, at);
    },
    untilMs: () => until ?? (looked ? null : Infinity),
  };
}

/** Texts that stand for settings; the store hands out the same object for some seconds. */
const texts = new WeakMap<Settings, string>();

function textOf(settings: Settings): string {
  const known = texts.get(settings) ?? createHash('sha256').update(JSON.stringify(settings)).digest('base64');
  texts.set(settings, known);
  return known;
}

interface Asked {
  readonly command: ReadyCommand;
  /** Whoever may see something else gets an answer of their own. */
  readonly grant: ApiKeyGrant;
  readonly sent: SentParams;
  readonly output: Output;
  readonly room: CommandRoom;
}

/** Everything an answer depends on beside the database. Parameters the command does not know make no difference. */
function questionOf({ command, grant, sent, output, room: { settings, timeZone } }: Asked): string {
  // What a key is called says nothing about what it may see.
  const { name: _name, ...rights } = grant;
  const params = Object.keys(command.params).map((name) => sent.get(name) ?? null);
  return JSON.stringify([command.name, params, rights, output, timeZone, textOf(settings)]);
}

/**
 * The answer of a command that says what it is made of: the kept one as long as nothing of that has changed, which
 * the database is asked every time.
 */
export async function keptAnswer(
  { answers, revision }: KeepDeps,
  asked: Asked,
  make: (time: TimeKeeping) => Promise<Rendered>,
): Promise<RawReply> {
  const { command, room } = asked;
  // Before the answer is made: what changes while it is made belongs to a later revision.
  const { records, streams } = await revision(room.db);
  const question = questionOf(asked);
  return answers.answer(
    question,
    command.madeOf === 'records' ? records : `${records} ${streams}`,
    room.now(),
    async (): Promise<Made> => {
      const time = timeKeeping(room.now);
      const { status, contentType, headers, body } = await make(time);
      const isGood = status === 200 && typeof body === 'string';
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      return { reply: raw(bytes, contentType, { status, headers }), untilMs: isGood ? time.untilMs() : null };
    },
  );
}
