import './styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { ApiError } from './lib/api.ts';
import { clock } from './lib/clock.ts';
import { formatLocale, t } from './lib/i18n.ts';
import { loadMessages, useSpoken } from './lib/load-messages.ts';
import { followSystemTheme } from './lib/preferences.ts';
import { knownSession, leaveWhenSignedOut } from './lib/session.ts';
import { makeRouter } from './router.tsx';

type Router = ReturnType<typeof makeRouter>;

/** The app in the language that is spoken: with another one everything is drawn anew. */
function Spoken({ router }: { readonly router: Router }) {
  return (
    <I18nProvider key={useSpoken()} locale={formatLocale()}>
      <RouterProvider router={router} />
    </I18nProvider>
  );
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  // Asked while the words are on their way; the router waits for it, and says what is wrong when there is no answer.
  knownSession().catch(() => undefined);
  leaveWhenSignedOut();
  followSystemTheme();
  await loadMessages();
  const queries = new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false } },
  });
  // What the server said is on the page; the console is for what nobody foresaw.
  const onCaughtError = (error: unknown): void => {
    if (!(error instanceof ApiError)) console.error(error);
  };
  createRoot(root, { onCaughtError }).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Spoken router={makeRouter()} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

const AT_HAND_AFTER_MS = 3000;

/** Once the first page has settled: the app is kept for when there is no network, and says when there is a newer one. */
async function keepApp(): Promise<void> {
  const [{ keepAtHand }, { toast }] = await Promise.all([
    import('./lib/service-worker.ts'),
    import('./ui/toaster.tsx'),
  ]);
  await keepAtHand((useIt) => toast(t('app.newer'), { label: t('error.reload'), run: useIt, isPatient: true }));
}

void start();
// Without it everything works but being offline: private windows and some proxies do not allow it.
clock.after(AT_HAND_AFTER_MS, () => void keepApp().catch(() => undefined));
