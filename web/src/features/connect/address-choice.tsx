import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PlexServerAddress } from '#contract/sign-in-elsewhere.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Badge } from '../../ui/badge.tsx';
import { errorWords } from '../../ui/notice.tsx';
import { testAddress } from '../plex/plex-calls.ts';

interface Props {
  readonly address: PlexServerAddress;
  readonly given: { readonly pinId: string; readonly machineIdentifier: string };
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  /** Once, when it turns out to be good. */
  readonly onReachable: () => void;
}

/** An address, tried from the machine Spyglass runs on, with what came of it in plain words. */
export function AddressChoice({ address, given, isChosen, onChoose, onReachable }: Props) {
  const { url, isLocal, isRelay, isSecure } = address;
  const test = useQuery({
    queryKey: ['address', given.machineIdentifier, url],
    queryFn: () => testAddress({ ...given, url }),
    staleTime: 0,
    retry: false,
  });
  const isReachable = test.data?.result === 'reachable';
  const report = useRef(onReachable);
  useEffect(() => {
    report.current = onReachable;
  });
  useEffect(() => {
    if (isReachable && !isRelay) report.current();
  }, [isReachable, isRelay]);
  return (
    <label className="flex min-h-14 cursor-pointer items-start gap-3 rounded-control border border-line px-4 py-2.5 has-checked:border-accent-solid has-checked:bg-accent-fill/40 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="address"
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-accent-solid"
      />
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="min-w-0 text-body break-all">{url}</bdi>
          <Badge tone={isRelay ? 'warn' : 'neutral'}>
            {t(isRelay ? 'connect.relay' : isLocal ? 'connect.local' : 'connect.remote')}
          </Badge>
          {isSecure && <Badge tone="neutral">{t('connect.secure')}</Badge>}
        </span>
        <span className="flex items-start gap-1.5 text-caption text-text-2" role="status">
          <Outcome isPending={test.isPending} isReachable={isReachable} />
          <span className="min-w-0 break-words">
            {test.isPending && t('connect.testing')}
            {test.error && errorWords(test.error)}
            {test.data && (isReachable ? t('connect.reached', { ms: number(test.data.tookMs) }) : test.data.text)}
          </span>
        </span>
      </span>
    </label>
  );
}

function Outcome({ isPending, isReachable }: { readonly isPending: boolean; readonly isReachable: boolean }) {
  const look = { size: 14, strokeWidth: 2, 'aria-hidden': true } as const;
  if (isPending) return <LoaderCircle {...look} className="mt-px shrink-0 motion-safe:animate-spin" />;
  if (isReachable) return <CircleCheck {...look} className="mt-px shrink-0 text-ok" />;
  return <CircleX {...look} className="mt-px shrink-0 text-danger" />;
}
