import { useState } from 'react';
import type { PlexServersAnswer } from '#contract/sign-in-elsewhere.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { PlexButton } from '../plex/plex-button.tsx';
import { serverCalls } from '../plex/plex-calls.ts';
import { ChooseServer } from './choose-server.tsx';
import { ManualForm } from './manual-form.tsx';

interface Props {
  readonly onConnected: () => void;
}

type Account = Extract<PlexServersAnswer, { state: 'done' }>;

/** A Plex server, chosen from those of an account, or by its address. */
export function ConnectServer({ onConnected }: Props) {
  const [isManual, setManual] = useState(false);
  const [account, setAccount] = useState<Account | null>(null);
  if (isManual) return <ManualForm onConnected={onConnected} onBack={() => setManual(false)} />;
  return (
    <div className="flex flex-col gap-4">
      {account === null ? (
        <PlexButton purpose="connect" calls={serverCalls} onDone={setAccount} />
      ) : (
        <ChooseServer account={account} onConnected={onConnected} onBack={() => setAccount(null)} />
      )}
      <Button look="quiet" className="-ms-3 self-start" onPress={() => setManual(true)}>
        {t('connect.manual')}
      </Button>
    </div>
  );
}
