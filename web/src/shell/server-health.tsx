import type { ServerView } from '#contract/activity.ts';
import { since, timeOfDay } from '../lib/format.ts';
import { t } from '../lib/i18n.ts';
import { useServerNow } from '../lib/live/ticker.ts';
import { useLive } from '../lib/live/use-live.ts';
import { Popover } from '../ui/popover.tsx';
import { ServerState } from './server-state.tsx';

const isWell = ({ link }: ServerView): boolean => link.state === 'ok';

/** One line for the top bar: the only server, or how many of them are well. */
function summary(servers: readonly ServerView[]): { worst: ServerView; text: string } | null {
  const worst = servers.find((server) => !isWell(server)) ?? servers[0];
  if (!worst) return null;
  if (servers.length === 1) return { worst, text: worst.name };
  const ill = servers.filter((server) => !isWell(server)).length;
  const text = ill === 0 ? t('server.count', { n: servers.length }) : t('server.ill', { ill, n: servers.length });
  return { worst, text };
}

/** How well the servers can be heard; opens to all of them. */
export function ServerHealth() {
  const servers = useLive((state) => state.servers);
  const line = summary(servers);
  if (!line) return null;
  return (
    <Popover
      label={t('server.title')}
      isButtonNamed
      buttonClass="touch-target flex h-(--control) cursor-pointer items-center gap-2 rounded-control px-2 text-body-s text-text-2 transition-colors duration-150 hover:bg-raised hover:text-text"
      button={
        <>
          <span className="sr-only sm:not-sr-only sm:max-w-40 sm:truncate">{line.text}</span>
          <ServerState server={line.worst} isWordless={servers.length > 1} />
        </>
      }
      className="w-[min(22rem,calc(100vw-1rem))]"
    >
      <ul className="divide-y divide-line">
        {servers.map((server) => (
          <ServerLine key={server.id} server={server} />
        ))}
      </ul>
    </Popover>
  );
}

function ServerLine({ server }: { readonly server: ServerView }) {
  const now = useServerNow();
  const { link } = server;
  const about = [server.version, server.platform].filter(Boolean).join(' · ');
  return (
    <li className="flex flex-col gap-1 p-4 text-body-s text-text-2">
      <span className="flex items-center gap-2">
        <span className="flex-1 truncate text-title-s text-text">{server.name}</span>
        <ServerState server={server} />
      </span>
      {link.since !== null && <span>{t('server.since', { when: since(Date.parse(link.since), now) })}</span>}
      {link.problem !== null && <span className="text-text">{link.problem}</span>}
      {link.retryAt !== null && <span>{t('server.retry', { when: timeOfDay(Date.parse(link.retryAt)) })}</span>}
      {about !== '' && <span className="text-caption text-text-2">{about}</span>}
    </li>
  );
}
