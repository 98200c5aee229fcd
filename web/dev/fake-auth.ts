import { AuthStateAnswer } from '#contract/auth.ts';
import type { Role } from '#contract/enums.ts';

/** Who looks at the pretend server: somebody with this role, a stranger, or whoever comes first. */
export type Visitor = Role | 'nobody' | 'first';

/** Who a viewer watches as. */
export const SELF = { id: 3, name: 'Keeper' } as const;

/** What the pretend server says about who looks. */
export function authState(visitor: Visitor): AuthStateAnswer {
  const isSignedIn = visitor !== 'nobody' && visitor !== 'first';
  return AuthStateAnswer.parse({
    isSetUp: visitor !== 'first',
    needsCode: visitor === 'first',
    methods: {
      password: true,
      plex: true,
      oidc: [{ id: 'harbour', label: 'Harbour ID' }],
      passkey: true,
      proxy: false,
    },
    account: isSignedIn
      ? {
          id: 1,
          username: 'Keeper',
          role: visitor,
          person: visitor === 'viewer' ? SELF : null,
          hasPassword: true,
          hasTotp: false,
          recoveryCodesLeft: 0,
          passkeys: 0,
        }
      : null,
    csrfToken: isSignedIn ? 'a-word-of-the-pretend-server' : null,
  });
}
