import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { SignInPage } from '#contract/logs.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { Moment } from '../../ui/moment.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { browserWords } from './session-line.tsx';

const FEW = 5;
const MANY = 100;

/** Who tried to sign in lately; administrators see everybody's tries. */
export function SignInsCard() {
  const [limit, setLimit] = useState(FEW);
  const isAll = useMay('read');
  const { data, error } = useQuery({
    queryKey: ['account', 'sign-ins', limit],
    queryFn: ({ signal }) => getJson<SignInPage>('/sign-ins', { limit }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Card title={t('signIns.title')} text={t(isAll ? 'signIns.textAll' : 'signIns.text')}>
      {error && <Notice tone="danger">{errorWords(error)}</Notice>}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {data?.rows.map((row) => (
          <Try key={row.id} row={row} />
        ))}
      </ul>
      {data !== undefined && data.found > FEW && limit === FEW && (
        <Button className="w-fit" onPress={() => setLimit(MANY)}>
          {t('signIns.more')}
        </Button>
      )}
    </Card>
  );
}

function Try({ row: { isSuccess, userName, at, ipAddress, userAgent } }: { readonly row: SignInPage['rows'][number] }) {
  const Icon = isSuccess ? CircleCheck : CircleX;
  return (
    <li className="flex items-center gap-3 py-2.5">
      <Icon
        size={18}
        strokeWidth={1.75}
        aria-hidden="true"
        className={cx('shrink-0', isSuccess ? 'text-ok' : 'text-danger')}
      />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="text-body break-words">
          <bdi className="font-semibold">{userName ?? t('signIns.nobody')}</bdi>{' '}
          {t(isSuccess ? 'signIns.success' : 'signIns.failure')}
        </span>
        <span className="text-caption break-words text-text-2">
          <Moment at={at} />
          {t('separator')}
          {ipAddress ?? t('sessions.noAddress')}
          {t('separator')}
          {browserWords(userAgent)}
        </span>
      </span>
    </li>
  );
}
