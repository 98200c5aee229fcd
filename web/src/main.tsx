import './styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { ApiError } from './lib/api.ts';
import { formatLocale } from './lib/i18n.ts';
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

void start();
