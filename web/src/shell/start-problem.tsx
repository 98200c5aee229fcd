import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LoadProblem } from '../features/now/load-problem.tsx';
import { ApiError } from '../lib/api.ts';
import { clock } from '../lib/clock.ts';
import { t } from '../lib/i18n.ts';
import { PageError } from './page-error.tsx';
import { PlainFrame } from './plain-frame.tsx';

const RETRY_MS = 3000;

/** Who is signed in could not be found out: says why, and goes on by itself. */
export function StartProblem(props: ErrorComponentProps) {
  const router = useRouter();
  const { error } = props;
  const isOurs = error instanceof ApiError;
  useEffect(() => {
    if (!isOurs) return undefined;
    return clock.every(RETRY_MS, () => void router.invalidate());
  }, [router, isOurs]);
  return (
    <PlainFrame title={t(isOurs ? 'start.title' : 'app.name')}>
      {isOurs ? <LoadProblem problem={error} /> : <PageError {...props} />}
    </PlainFrame>
  );
}
