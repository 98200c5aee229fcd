import { useQuery } from '@tanstack/react-query';
import type { Ready } from '#contract/system.ts';
import type { ApiError } from '../../lib/api.ts';
import { appPath } from '../../lib/base-path.ts';
import { t } from '../../lib/i18n.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';

const RETRY_MS = 5000;

async function readiness(): Promise<Ready | null> {
  const response = await fetch(appPath('/readyz'), { headers: { accept: 'application/json' } }).catch(() => null);
  return (await response?.json().catch(() => null)) as Ready | null;
}

/** Nothing could be loaded yet: says what is wrong, and that it is tried again. */
export function LoadProblem({ problem }: { readonly problem: ApiError }) {
  const { data } = useQuery({ queryKey: ['ready'], queryFn: readiness, refetchInterval: RETRY_MS });
  const isStarting = data?.status === 'starting' || data?.database === 'starting';
  if (isStarting) return <Notice tone="warn">{t('error.starting')}</Notice>;
  const words = data?.database === 'down' ? t('error.database') : errorWords(problem);
  return <Notice tone="danger">{`${words} ${t('error.retrying')}`}</Notice>;
}
