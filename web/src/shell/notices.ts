import type { ServerView } from '#contract/activity.ts';
import type { TaskView } from '#contract/tasks.ts';
import type { MessageId } from '../lib/i18n.ts';

/** Something about the installation that somebody should know. */
export interface AppNotice {
  /** Another one whenever it happens anew, so that what was read stays read. */
  readonly id: string;
  readonly tone: 'warn' | 'danger' | 'info';
  readonly words: MessageId;
  /** What the words are about: a server, a task, a version. */
  readonly name: string;
  readonly detail: string | null;
  /** Epoch milliseconds; null when nobody knows. */
  readonly at: number | null;
  readonly to: '/system/health' | '/system/tasks' | '/settings/$section';
}

/** A server with a release that it has not installed. */
export interface Release {
  readonly serverId: number;
  readonly serverName: string;
  readonly version: string;
}

const WORDS = {
  unreachable: 'notice.unreachable',
  unauthorised: 'notice.unauthorised',
  degraded: 'notice.degraded',
} as const satisfies Partial<Record<ServerView['link']['state'], MessageId>>;

const isKnown = (state: string): state is keyof typeof WORDS => state in WORDS;
const moment = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/** Servers that cannot be heard well. */
export const serverNotices = (servers: readonly ServerView[]): AppNotice[] =>
  servers.flatMap(({ id, name, link }) =>
    isKnown(link.state)
      ? [
          {
            id: `server ${id} ${link.state} ${link.since}`,
            tone: link.state === 'degraded' ? ('warn' as const) : ('danger' as const),
            words: WORDS[link.state],
            name,
            detail: link.problem,
            at: moment(link.since),
            to: '/system/health' as const,
          },
        ]
      : [],
  );

/** Tasks whose latest run went wrong. */
export const taskNotices = (tasks: readonly TaskView[], nameOf: (task: TaskView) => string): AppNotice[] =>
  tasks.flatMap((task) => {
    const [latest] = task.runs;
    if (latest?.state !== 'failed') return [];
    return [
      {
        id: `task ${latest.id}`,
        tone: 'danger' as const,
        words: 'bell.task' as const,
        name: nameOf(task),
        detail: latest.problem,
        at: moment(latest.finishedAt),
        to: '/system/tasks' as const,
      },
    ];
  });

/** Releases that wait to be installed. */
export const releaseNotices = (releases: readonly Release[]): AppNotice[] =>
  releases.map(({ serverId, serverName, version }) => ({
    id: `release ${serverId} ${version}`,
    tone: 'info' as const,
    words: 'bell.release' as const,
    name: serverName,
    detail: `Plex Media Server ${version}`,
    at: null,
    to: '/settings/$section' as const,
  }));
