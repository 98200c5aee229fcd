import { useQuery } from '@tanstack/react-query';
import type { ServerView } from '#contract/activity.ts';
import type { ServerPing } from '#contract/live.ts';
import { getJson } from '../../lib/api.ts';
import { since, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { ServerState } from '../../shell/server-state.tsx';
import { HistoryLink } from './history-link.tsx';
import { HomeSection } from './section.tsx';

const AGAIN_MS = 60_000;

/** How well each server is heard, how quickly it answers, and what plays on it. */
export function ServerCards() {
  const servers = useLive((state) => state.servers);
  if (servers.length === 0) return null;
  return (
    <HomeSection title={t('server.title')}>
      <ul className="library-counts">
        {servers.map((server) => (
          <ServerCard key={server.id} server={server} />
        ))}
      </ul>
    </HomeSection>
  );
}

const isHeard = ({ link }: ServerView): boolean => link.state === 'ok' || link.state === 'degraded';

function usePing(server: ServerView): number | null {
  const { data } = useQuery({
    queryKey: ['ping', server.id],
    queryFn: ({ signal }) => getJson<ServerPing>(`/servers/${server.id}/ping`, {}, signal),
    enabled: isHeard(server),
    refetchInterval: AGAIN_MS,
    retry: false,
  });
  return isHeard(server) ? (data?.answeredInMs ?? null) : null;
}

function ServerCard({ server }: { readonly server: ServerView }) {
  const ping = usePing(server);
  const { link, name, version, platform } = server;
  const about = [version?.split('-')[0], platform].filter(Boolean).join(t('separator'));
  return (
    <li className="relative flex h-18 flex-col justify-center rounded-card border border-line bg-surface px-4 transition-colors duration-150 hover:border-line-strong">
      <p className="flex items-center gap-2">
        <HistoryLink filter={{ server: server.id }} className="stretched min-w-0 flex-1 truncate text-title-s">
          {name}
        </HistoryLink>
        <span className="tabular flex shrink-0 items-center gap-2 text-caption">
          <ServerState server={server} />
          {ping !== null && <span className="text-text-2">{t('server.answers', { n: ping })}</span>}
        </span>
      </p>
      {link.since !== null && !isHeard(server) ? <Away link={link} /> : <About text={about} />}
    </li>
  );
}

const About = ({ text }: { readonly text: string }) => (
  <p className="truncate text-caption text-text-2">{t('server.about', { text })}</p>
);

function Away({ link }: Pick<ServerView, 'link'>) {
  const now = useServerNow();
  const when = link.since === null ? '' : since(Date.parse(link.since), now);
  return (
    <p className="truncate text-caption text-text-2">
      {t('server.since', { when })}
      {link.retryAt !== null && t('separator') + t('server.retry', { when: timeOfDay(Date.parse(link.retryAt)) })}
    </p>
  );
}
