import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Link2, Unlink } from 'lucide-react';
import { useState } from 'react';
import type { OwnAccount } from '#contract/auth.ts';
import type { LinkList, OidcBegun } from '#contract/sign-in-elsewhere.ts';
import { getJson, postForJson, writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toaster.tsx';
import { PlexButton } from '../plex/plex-button.tsx';
import { linkCalls } from '../plex/plex-calls.ts';
import { isUnderWay } from '../plex/use-plex-pin.ts';
import { problemWords } from '../sign-in/problem-words.ts';
import { linkSearch } from './link-search.ts';
import { ProveDialog } from './prove-dialog.tsx';

const KEY = ['account', 'links'] as const;
const ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;
const PLEX = 'plex';
/** What Plex's page is opened for. */
const LINK = 'link';

interface Way {
  readonly provider: string;
  readonly name: string;
  /** Undefined while it is not linked. */
  readonly linkedAt: string | null | undefined;
}

/** What is linked and what could be, Plex first. */
function waysOf({ links, plex, oidc }: LinkList): Way[] {
  const linkedAt = (provider: string) => links.find((link) => link.provider === provider)?.linkedAt;
  const known = [...(plex ? [{ id: PLEX, label: t('plex') }] : []), ...oidc];
  const gone = links.filter(({ provider }) => !known.some(({ id }) => id === provider));
  return [
    ...known.map(({ id, label }) => ({ provider: id, name: label, linkedAt: linkedAt(id) })),
    ...gone.map((link) => ({ ...link, name: link.provider === PLEX ? t('plex') : link.provider })),
  ];
}

/** Accounts elsewhere with which somebody comes in. */
export function LinksCard({ account }: { readonly account: OwnAccount }) {
  const { linked, linkProblem } = linkSearch(useSearch({ strict: false }));
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<LinkList>('/account/links', {}, signal),
  });
  const ways = data === undefined ? [] : waysOf(data);
  if (data !== undefined && ways.length === 0) return null;
  return (
    <Card title={t('links.title')} text={t('links.text')}>
      {linkProblem !== undefined && <Notice tone="danger">{problemWords(linkProblem)}</Notice>}
      {linked !== undefined && linkProblem === undefined && <Notice tone="ok">{t('links.done')}</Notice>}
      {error && <Notice tone="danger">{errorWords(error)}</Notice>}
      {data === undefined && !error && <Skeleton className="h-16" />}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {ways.map((way) => (
          <WayLine key={way.provider} way={way} account={account} />
        ))}
      </ul>
    </Card>
  );
}

function WayLine({ way, account }: { readonly way: Way; readonly account: OwnAccount }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'link' | 'unlink' | null>(
    way.provider === PLEX && isUnderWay(LINK) ? 'link' : null,
  );
  const { provider, name, linkedAt } = way;
  const isLinked = linkedAt !== undefined;
  const close = (): void => setAsking(null);
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-3 py-2.5">
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="text-title-s">{name}</span>
        <span className="text-caption text-text-2">
          {!isLinked && t('links.not')}
          {isLinked && t('links.linked')}
          {typeof linkedAt === 'string' && (
            <>
              {' '}
              <Moment at={linkedAt} />
            </>
          )}
        </span>
      </span>
      <Button
        onPress={() => setAsking(isLinked ? 'unlink' : 'link')}
        aria-label={t(isLinked ? 'links.removeOne' : 'links.addOne', { name })}
      >
        {isLinked ? <Unlink {...ICON} /> : <Link2 {...ICON} />}
        {t(isLinked ? 'links.remove' : 'links.add')}
      </Button>
      {asking === 'link' && provider === PLEX && <PlexDialog account={account} onClose={close} />}
      {asking === 'link' && provider !== PLEX && <OidcDialog way={way} account={account} onClose={close} />}
      {asking === 'unlink' && (
        <ConfirmDialog
          title={t('links.removeTitle', { name })}
          text={t('links.removeText')}
          action={t('links.remove')}
          onConfirm={async () => {
            await writeJson('DELETE', `/account/links/${encodeURIComponent(provider)}`);
            await queries.invalidateQueries({ queryKey: KEY });
          }}
          onClose={close}
        />
      )}
    </li>
  );
}

interface DialogProps {
  readonly account: OwnAccount;
  readonly onClose: () => void;
}

/** The password first; then Plex's page opens with a press of its own, so that no browser blocks it. */
function PlexDialog({ account, onClose }: DialogProps) {
  const [password, setPassword] = useState<string | null | undefined>(
    account.hasPassword && !isUnderWay(LINK) ? undefined : null,
  );
  const queries = useQueryClient();
  if (password === undefined) {
    return (
      <ProveDialog
        account={account}
        title={t('links.addOne', { name: t('plex') })}
        text={t('prove.text')}
        action={t('continue')}
        isPending={false}
        error={null}
        onProve={(proof) => setPassword(proof.password)}
        onClose={onClose}
      />
    );
  }
  return (
    <div className="flex w-full flex-col gap-3">
      <PlexButton
        purpose={LINK}
        calls={linkCalls(password)}
        onDone={async ({ username }) => {
          toast(t('links.plexDone', { name: username }));
          await Promise.all([refreshSession(), queries.invalidateQueries()]);
          onClose();
        }}
      />
      <Button look="quiet" className="w-fit" onPress={onClose}>
        {t('cancel')}
      </Button>
    </div>
  );
}

function OidcDialog({ way: { provider, name }, account, onClose }: DialogProps & { readonly way: Way }) {
  const begin = useMutation({
    mutationFn: (password: string | null) =>
      postForJson<OidcBegun>(`/account/links/oidc/${encodeURIComponent(provider)}`, { password }),
    onSuccess: ({ address }) => location.assign(address),
  });
  return (
    <ProveDialog
      account={account}
      title={t('links.addOne', { name })}
      text={t(account.hasPassword ? 'prove.text' : 'links.leave', { name })}
      action={t('continue')}
      isPending={begin.isPending || begin.isSuccess}
      error={begin.error}
      onProve={({ password }) => begin.mutate(password)}
      onClose={onClose}
    />
  );
}
