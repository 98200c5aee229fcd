/** What is played now, and ending it (API notes 14). */
import type { LiveNow, LiveStream } from '#monitoring/activity-live.ts';
import { describeError, Problem } from '#problem';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { JsonObject } from '../json.ts';
import { failed, type Reply, succeeded } from '../reply.ts';
import { presentLive } from './activity-session.ts';

const NOBODY_KNOWS: LiveNow = { isHeard: false, streams: [] };

const byKeyAsText = (a: LiveStream, b: LiveStream): number =>
  a.session.sessionKey < b.session.sessionKey ? -1 : a.session.sessionKey > b.session.sessionKey ? 1 : 0;

/** Sessions with their totals. */
export function presentActivity(streams: readonly LiveStream[]): JsonObject {
  const shown = streams.toSorted(byKeyAsText);
  const decided = (...decisions: readonly (string | null)[]): number =>
    shown.filter(({ stream }) => decisions.includes(stream.decision)).length;
  const kbps = (which: readonly LiveStream[]): number =>
    which.reduce((sum, { session }) => sum + (session.bandwidthKbps ?? 0), 0);
  const lan = kbps(shown.filter(({ session }) => session.location === 'lan'));
  const total = kbps(shown);
  return {
    stream_count: String(shown.length),
    sessions: shown.map(presentLive),
    stream_count_direct_play: decided('direct play', null),
    stream_count_direct_stream: decided('copy'),
    stream_count_transcode: decided('transcode'),
    total_bandwidth: total,
    lan_bandwidth: lan,
    wan_bandwidth: total - lan,
  };
}

/** The stream a client names; the key counts before the id. Empty texts name nothing. */
function named(streams: readonly LiveStream[], key: string, id: string): LiveStream | undefined {
  const byKey = key === '' ? undefined : streams.find(({ session }) => session.sessionKey === key);
  return byKey ?? (id === '' ? undefined : streams.find(({ session }) => session.plexSessionId === id));
}

const refused = (reason: string): Reply => failed(`Failed to terminate session${reason}`);

async function terminate(live: LiveStream, message: string, { services, log }: CommandContext): Promise<Reply> {
  try {
    if (services.terminate === undefined) throw new Problem('unavailable', 'Streams cannot be ended here');
    await services.terminate(live.session.id, message);
    return succeeded('Session terminated.');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.warn({ sessionKey: live.session.sessionKey, reason: describeError(error) }, 'a stream could not be ended');
    // Servers without a Plex Pass refuse it, in words of their own.
    return refused(live.hasPlexPass === false ? ': No Plex Pass subscription.' : '.');
  }
}

const SESSION = { session_key: { kind: 'text' }, session_id: { kind: 'text' } } as const;

/** Commands about what is live. */
export const activityCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_activity',
    summary: 'What is being played now, with bandwidth and counts',
    params: SESSION,
    async handle({ session_key = '', session_id = '' }, { services }) {
      const { isHeard, streams } = (await services.activity?.()) ?? NOBODY_KNOWS;
      if (!isHeard) return {};
      if (session_key === '' && session_id === '') return presentActivity(streams);
      const isMeant = ({ session }: LiveStream): boolean =>
        session_key === '' ? session.plexSessionId === session_id : session.sessionKey === session_key;
      const found = streams.find(isMeant);
      return found === undefined ? {} : presentLive(found);
    },
  }),
  defineCommand({
    name: 'terminate_session',
    summary: 'Ends a session and shows the viewer a message',
    access: 'write',
    params: { ...SESSION, message: { kind: 'text' } },
    async handle({ session_key, session_id, message = '' }, context) {
      const { streams } = (await context.services.activity?.()) ?? NOBODY_KNOWS;
      const found = named(streams, session_key ?? '', session_id ?? '');
      if (found === undefined) {
        const missing = session_key === undefined && session_id === undefined ? 'None' : '';
        return refused(`: Invalid session_key (${session_key ?? missing}) or session_id (${session_id ?? missing}).`);
      }
      if (found.session.plexSessionId === null) return refused(': Missing session_id.');
      return terminate(found, message, context);
    },
  }),
];
