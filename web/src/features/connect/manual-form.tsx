import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ServerView } from '#contract/activity.ts';
import { postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toaster.tsx';

async function addServer(body: { url: string; token: string }): Promise<ServerView> {
  const response = await postJson('/servers', body);
  return (await response.json()) as ServerView;
}

interface Props {
  readonly onConnected: () => void;
  readonly onBack: () => void;
}

/** Asks for a Plex server: address and token, where to find them, and exactly what failed when something does. */
export function ManualForm({ onConnected, onBack }: Props) {
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const connect = useMutation({
    mutationFn: addServer,
    onSuccess: async (server) => {
      await live.refresh().catch(() => undefined);
      toast(t('connect.done', { name: server.name }));
      onConnected();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (connect.isPending) return;
    connect.mutate({ url: url.trim(), token: token.trim() });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <TextField
        isRequired
        autoFocus
        autoComplete="off"
        label={t('connect.url')}
        help={t('connect.urlHelp')}
        value={url}
        onChange={setUrl}
        placeholder="http://192.168.1.10:32400"
      />
      <TextField
        isRequired
        autoComplete="off"
        label={t('connect.token')}
        help={<TokenHelp />}
        value={token}
        onChange={setToken}
        type="password"
      />
      {connect.error && <Notice tone="danger">{errorWords(connect.error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" isPending={connect.isPending} className="h-11 sm:px-6">
          {t(connect.isPending ? 'connect.busy' : 'connect.action')}
        </Button>
        <Button look="quiet" className="h-11" onPress={onBack}>
          {t('connect.withPlex')}
        </Button>
      </div>
    </form>
  );
}

function TokenHelp() {
  return (
    <ol className="flex list-decimal flex-col gap-0.5 ps-5">
      <li>{t('connect.token1')}</li>
      <li>{t('connect.token2')}</li>
      <li>{t('connect.token3')}</li>
    </ol>
  );
}
