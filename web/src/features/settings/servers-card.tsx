import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed, CircleX, KeyRound, Lock, type LucideIcon, Plus, TriangleAlert } from 'lucide-react';
import type { ServerView } from '#contract/activity.ts';
import type { LinkState } from '#contract/enums.ts';
import type { LiveServerDetails } from '#contract/live.ts';
import { getJson } from '../../lib/api.ts';
import { since } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';

const LINKS: Readonly<Record<LinkState, { readonly tone: Tone; readonly icon: LucideIcon; readonly word: MessageId }>> =
  {
    connecting: { tone: 'neutral', icon: CircleDashed, word: 'server.connecting' },
    ok: { tone: 'ok', icon: CircleCheck, word: 'server.ok' },
    degraded: { tone: 'warn', icon: TriangleAlert, word: 'server.degraded' },
    unauthorised: { tone: 'danger', icon: KeyRound, word: 'server.unauthorised' },
    unreachable: { tone: 'danger', icon: CircleX, word: 'server.unreachable' },
  };

/** The servers that are watched, how well they can be heard, and the way to another one. */
export function ServersCard() {
  const servers = useLive((state) => state.servers);
  return (
    <Card
      title={t('servers.title')}
      text={t(servers.length === 0 ? 'servers.none' : 'servers.text')}
      aside={
        <Link to="/connect" className={buttonClass('plain')}>
          <Plus size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('servers.add')}
        </Link>
      }
    >
      {servers.length > 0 && (
        <ul className="divide-y divide-line border-t border-line">
          {servers.map((server) => (
            <ServerLine key={server.id} server={server} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ServerLine({ server }: { readonly server: ServerView }) {
  const now = useServerNow();
  const { link, name, url, version, platform, isPinned } = server;
  const { tone, icon, word } = LINKS[link.state];
  const test = useMutation({ mutationFn: () => getJson<LiveServerDetails>(`/servers/${server.id}/details`) });
  return (
    <li className="flex flex-col gap-2 py-4 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 truncate text-title-s">{name}</span>
        <Badge tone={tone} icon={icon}>
          {t(word)}
        </Badge>
        <Button
          className="ms-auto"
          aria-label={`${t('servers.test')}: ${name}`}
          isPending={test.isPending}
          onPress={() => test.mutate()}
        >
          {t(test.isPending ? 'servers.testing' : 'servers.test')}
        </Button>
      </div>
      <p className="text-body-s break-words text-text-2">
        <span className="font-mono">{url}</span>
        {[version, platform].filter(Boolean).map((part) => `${t('separator')}${part}`)}
      </p>
      {link.since !== null && (
        <p className="text-body-s text-text-2">
          {t('server.since', { when: since(Date.parse(link.since), now) })}
          {link.problem !== null && `. ${link.problem}`}
        </p>
      )}
      {isPinned && (
        <p className="flex items-center gap-1.5 text-body-s text-text-2">
          <Lock size={14} strokeWidth={2} aria-hidden="true" className="shrink-0 text-brass" />
          {t('servers.pinned')}
        </p>
      )}
      {test.data && <Notice tone="ok">{answerWords(test.data, name)}</Notice>}
      {test.error && <Notice tone="danger">{errorWords(test.error)}</Notice>}
    </li>
  );
}

function answerWords({ name, version, release }: LiveServerDetails, known: string): string {
  const answer = t('servers.answers', { name: name ?? known, version });
  return release?.isNewer === true ? `${answer} ${t('servers.update', { version: release.version })}` : answer;
}
