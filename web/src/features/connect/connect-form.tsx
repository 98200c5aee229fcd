import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import type { ServerView } from '#contract/activity.ts';
import { postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/logo.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toaster.tsx';

async function addServer(body: { url: string; token: string }): Promise<ServerView> {
  const response = await postJson('/servers', body);
  return (await response.json()) as ServerView;
}

/** Asks for a Plex server: address and token, where to find them, and exactly what failed when something does. */
export function ConnectForm() {
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const navigate = useNavigate();
  const connect = useMutation({
    mutationFn: addServer,
    onSuccess: async (server) => {
      await live.refresh().catch(() => undefined);
      toast(t('connect.done', { name: server.name }));
      await navigate({ to: '/' });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (connect.isPending) return;
    connect.mutate({ url: url.trim(), token: token.trim() });
  };
  return (
    <div className="mx-auto flex max-w-[40rem] flex-col gap-6 py-8 sm:py-14">
      <div className="flex flex-col gap-3">
        <Mark size={48} />
        <h2 className="text-page">{t('connect.title')}</h2>
        <p className="max-w-[34rem] text-body-l text-text-2">{t('connect.text')}</p>
      </div>
      <form onSubmit={submit} className="flex flex-col gap-5 rounded-card border border-line bg-surface p-4 sm:p-6">
        <Field
          label={t('connect.url')}
          help={t('connect.urlHelp')}
          value={url}
          onChange={setUrl}
          placeholder="http://192.168.1.10:32400"
        />
        <Field label={t('connect.token')} help={<TokenHelp />} value={token} onChange={setToken} type="password" />
        {connect.error && <Notice tone="danger">{errorWords(connect.error)}</Notice>}
        <Button type="submit" look="primary" isPending={connect.isPending} className="w-full sm:w-fit sm:px-6">
          {t(connect.isPending ? 'connect.busy' : 'connect.action')}
        </Button>
      </form>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly help: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
}

const Field = ({ label, help, value, onChange, type = 'text', placeholder }: FieldProps) => (
  <TextField
    isRequired
    value={value}
    onChange={onChange}
    type={type}
    autoComplete="off"
    className="flex flex-col gap-1.5"
  >
    <Label className="text-body font-semibold">{label}</Label>
    <Input
      spellCheck={false}
      autoCapitalize="off"
      {...(placeholder !== undefined && { placeholder })}
      className="h-11 w-full rounded-control border border-line-strong bg-raised px-3 text-body-l placeholder:text-text-3"
    />
    <Text slot="description" elementType="div" className="text-body-s text-text-2">
      {help}
    </Text>
  </TextField>
);

function TokenHelp() {
  return (
    <ol className="flex list-decimal flex-col gap-0.5 ps-5">
      <li>{t('connect.token1')}</li>
      <li>{t('connect.token2')}</li>
      <li>{t('connect.token3')}</li>
    </ol>
  );
}
