import type { ServerView } from '#contract/activity.ts';
import type { LinkState } from '#contract/enums.ts';
import { since, timeOfDay } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { Notice } from '../../ui/notice.tsx';

const SENTENCES: Partial<Record<LinkState, MessageId>> = {
  unauthorised: 'notice.unauthorised',
  unreachable: 'notice.unreachable',
  degraded: 'notice.degraded',
};

/** A sentence for every server that cannot be heard well: what is shown of it may be old. */
export function ServerNotices() {
  const servers = useLive((state) => state.servers);
  return servers.map((server) => {
    const sentence = SENTENCES[server.link.state];
    return sentence && <ServerNotice key={server.id} server={server} sentence={t(sentence, { name: server.name })} />;
  });
}

interface NoticeProps {
  readonly server: ServerView;
  readonly sentence: string;
}

function ServerNotice({ server: { link }, sentence }: NoticeProps) {
  const now = useServerNow();
  const when = link.since === null ? null : since(Date.parse(link.since), now);
  const head = when === null ? `${sentence}.` : t('notice.since', { text: sentence, when });
  return (
    <Notice tone={link.state === 'degraded' ? 'warn' : 'danger'}>
      <strong className="font-semibold">{head}</strong>
      {link.problem !== null && <span className="text-text-2">{` ${link.problem}`}</span>}
      {link.retryAt !== null && (
        <span className="text-text-2">{` ${t('server.retry', { when: timeOfDay(Date.parse(link.retryAt)) })}`}</span>
      )}
    </Notice>
  );
}
