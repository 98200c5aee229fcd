import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { appPath } from '../../lib/base-path.ts';
import { safeNext } from '../../lib/next.ts';
import { refreshSession } from '../../lib/session.ts';

/** What happens once somebody is let in: the app learns who it is, and goes where they wanted to. */
export function useArrive(next: string | undefined): () => Promise<void> {
  const router = useRouter();
  const queries = useQueryClient();
  return useCallback(async () => {
    queries.clear();
    await refreshSession();
    router.history.replace(appPath(safeNext(next)));
  }, [router, queries, next]);
}
