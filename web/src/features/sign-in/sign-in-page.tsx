import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { PlainFrame } from '../../shell/plain-frame.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CodeForm } from './code-form.tsx';
import { OtherWays } from './other-ways.tsx';
import { PasswordForm } from './password-form.tsx';
import { problemWords } from './problem-words.ts';
import { useArrive } from './use-arrive.ts';

/** Where everybody comes in: the ways there are, then the second step where there is one. */
export function SignInPage() {
  const { next, problem } = useSearch({ from: '/sign-in' });
  const session = useSession();
  const [token, setToken] = useState<string | null>(null);
  const [isRemembered, setRemembered] = useState(true);
  const arrive = useArrive(next);
  if (session === null) return null;
  const { methods } = session;
  const remember = (
    <Checkbox isSelected={isRemembered} onChange={setRemembered}>
      {t('signIn.remember')}
    </Checkbox>
  );
  const hasOthers = methods.plex || methods.oidc.length > 0;
  return (
    <PlainFrame title={t(token === null ? 'signIn.title' : 'signIn.codeTitle')}>
      {problem !== undefined && token === null && <Notice tone="danger">{problemWords(problem)}</Notice>}
      <div className="flex flex-col gap-5 rounded-card border border-line bg-surface p-4 sm:p-6">
        {token !== null && <CodeForm token={token} onDone={arrive} onBack={() => setToken(null)} />}
        {token === null && methods.proxy && <p className="text-body-l text-text-2">{t('signIn.proxy')}</p>}
        {token === null && !methods.proxy && (
          <>
            {hasOthers && (
              <OtherWays methods={methods} next={next} isRemembered={isRemembered} onDone={arrive} onCode={setToken} />
            )}
            {hasOthers && methods.password && <Or />}
            {methods.password && (
              <PasswordForm
                hasPasskeys={methods.passkey}
                isFirst={!hasOthers}
                isRemembered={isRemembered}
                onDone={arrive}
                onCode={setToken}
              >
                {remember}
              </PasswordForm>
            )}
            {!methods.password && remember}
          </>
        )}
      </div>
      {token === null && <Trouble />}
    </PlainFrame>
  );
}

const Or = () => (
  <p className="flex items-center gap-3 text-caption text-text-2 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
    {t('signIn.or')}
  </p>
);

const Trouble = () => (
  <details className="group px-1 text-body-s text-text-2">
    <summary className="w-fit cursor-pointer rounded-control hover:text-text">{t('signIn.trouble')}</summary>
    <ul className="flex list-disc flex-col gap-1 ps-5 pt-2">
      <li>{t('signIn.trouble1')}</li>
      <li>{t('signIn.trouble2')}</li>
      <li>{t('signIn.trouble3')}</li>
    </ul>
  </details>
);
