import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PlexServerChoice, PlexServersAnswer } from '#contract/sign-in-elsewhere.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toaster.tsx';
import { connectFound } from '../plex/plex-calls.ts';
import { AddressChoice } from './address-choice.tsx';

type Account = Extract<PlexServersAnswer, { state: 'done' }>;

interface Props {
  readonly account: Account;
  readonly onConnected: () => void;
  readonly onBack: () => void;
}

/** The servers of the account: those that can be watched first. */
const inOrder = (servers: readonly PlexServerChoice[]): readonly PlexServerChoice[] =>
  [...servers].sort((a, b) => Number(a.isKnown) - Number(b.isKnown) || Number(b.isOnline) - Number(a.isOnline));

/** Which server, and under which address this machine reaches it. */
export function ChooseServer({ account, onConnected, onBack }: Props) {
  const servers = inOrder(account.servers);
  const [chosen, setChosen] = useState(servers.find(({ isKnown }) => !isKnown)?.machineIdentifier);
  const server = servers.find(({ machineIdentifier }) => machineIdentifier === chosen);
  if (servers.length === 0) {
    return (
      <EmptyState title={t('connect.noServers')} text={t('connect.noServersText', { name: account.username })}>
        <Button onPress={onBack}>{t('connect.otherAccount')}</Button>
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-body break-words text-text-2">{t('connect.account', { name: account.username })}</p>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 text-body font-semibold">{t('connect.choose')}</legend>
        {servers.map((one) => (
          <ServerChoice
            key={one.machineIdentifier}
            server={one}
            isChosen={one.machineIdentifier === chosen}
            onChoose={() => setChosen(one.machineIdentifier)}
          />
        ))}
      </fieldset>
      {server && (
        <Addresses key={server.machineIdentifier} server={server} pinId={account.pinId} onConnected={onConnected} />
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly server: PlexServerChoice;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const ServerChoice = ({ server, isChosen, onChoose }: ChoiceProps) => (
  <label className="flex min-h-14 cursor-pointer items-center gap-3 rounded-control border border-line px-4 py-2 has-checked:border-accent-solid has-checked:bg-accent-fill/40 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-default has-disabled:opacity-60">
    <input
      type="radio"
      name="server"
      checked={isChosen}
      disabled={server.isKnown}
      onChange={onChoose}
      className="size-4 shrink-0 accent-accent-solid"
    />
    <span className="flex min-w-0 flex-1 flex-col">
      <bdi className="text-title-s break-words">{server.name}</bdi>
      <span className="text-caption text-text-2">
        {[server.version, server.platform].filter(Boolean).join(t('separator'))}
      </span>
    </span>
    {server.isKnown && <Badge tone="ok">{t('connect.known')}</Badge>}
    {!server.isKnown && !server.isOnline && <Badge tone="warn">{t('connect.offline')}</Badge>}
  </label>
);

interface AddressesProps {
  readonly server: PlexServerChoice;
  readonly pinId: string;
  readonly onConnected: () => void;
}

/** The addresses Plex knows, each tried from here, and one's own. */
function Addresses({ server, pinId, onConnected }: AddressesProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [own, setOwn] = useState('');
  const { machineIdentifier } = server;
  const given = url ?? own.trim();
  const connect = useMutation({
    mutationFn: () => connectFound({ pinId, machineIdentifier, url: given }),
    onSuccess: async (added) => {
      await live.refresh().catch(() => undefined);
      toast(t('connect.done', { name: added.name }));
      onConnected();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!connect.isPending && given !== '') connect.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 text-body font-semibold">{t('connect.address')}</legend>
        {server.addresses.map((address) => (
          <AddressChoice
            key={address.url}
            address={address}
            given={{ pinId, machineIdentifier }}
            isChosen={url === address.url}
            onChoose={() => setUrl(address.url)}
            onReachable={() => setUrl((old) => old ?? (own === '' ? address.url : old))}
          />
        ))}
      </fieldset>
      <details className="text-body">
        <summary className="w-fit cursor-pointer rounded-control text-text-2 hover:text-text">
          {t('connect.ownAddress')}
        </summary>
        <div className="pt-3">
          <TextField
            label={t('connect.url')}
            help={t('connect.urlHelp')}
            placeholder="http://192.168.1.10:32400"
            autoComplete="off"
            value={own}
            onChange={(value) => {
              setOwn(value);
              setUrl(null);
            }}
          />
        </div>
      </details>
      {connect.error && <Notice tone="danger">{errorWords(connect.error)}</Notice>}
      <Button
        type="submit"
        look="primary"
        className="h-11 sm:w-fit sm:px-6"
        isDisabled={given === ''}
        isPending={connect.isPending}
      >
        {t(connect.isPending ? 'connect.busy' : 'connect.action')}
      </Button>
    </form>
  );
}
