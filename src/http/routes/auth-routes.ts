import {
  AuthStateAnswer,
  CreateOwnerBody,
  PasskeyBegun,
  PasskeySignInBody,
  SecondStepBody,
  SignInAnswer,
  SignInBody,
} from '#contract/auth.ts';
import { csrfToken } from '../csrf.ts';
import { empty, json, type Route } from '../route.ts';
import { letIn, signInCall, stayRemembered } from '../signing-in.ts';

/** Coming in and going out; open to anybody. */
export const authRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/auth/state',
    need: 'nothing',
    asksWho: true,
    id: 'getAuthState',
    tags: ['auth'],
    summary: 'Who is signed in, which ways in there are, and whether there is an owner',
    errors: [401, 429, 503],
    response: AuthStateAnswer,
    async run({ deps, actor, caller, cookie }) {
      const others = await deps.elsewhere.methods(caller.peer);
      const state = await deps.auth.setUp.state(actor, { isLoopback: caller.isOnThisMachine }, others);
      await stayRemembered(deps.auth, actor, cookie);
      return { ...state, csrfToken: actor.kind === 'account' ? csrfToken(deps.csrfKey, actor.sessionHash) : null };
    },
  }),
  json({
    method: 'POST',
    path: '/api/v3/setup/owner',
    need: 'nothing',
    id: 'createOwner',
    tags: ['auth'],
    summary: 'Create the owner of a new installation, who is signed in at once',
    errors: [403, 409, 415, 429, 503],
    body: CreateOwnerBody,
    response: SignInAnswer,
    async run(call) {
      const { deps, caller, body } = call;
      const given = { ...signInCall(caller, true), isLoopback: caller.isOnThisMachine };
      return letIn(call, await deps.auth.setUp.createOwner(body, given));
    },
  }),
  json({
    method: 'POST',
    path: '/api/v3/auth/sign-in',
    need: 'nothing',
    id: 'signIn',
    tags: ['auth'],
    summary: 'Sign in with a name and a password; answers a session cookie, or asks for the second factor',
    errors: [401, 403, 415, 429, 503],
    body: SignInBody,
    response: SignInAnswer,
    async run(call) {
      const { deps, caller, body } = call;
      const { isRemembered, ...given } = body;
      const answer = await deps.auth.signIn.password(given, signInCall(caller, isRemembered));
      return answer.step === 'code' ? answer : letIn(call, answer);
    },
  }),
  json({
    method: 'POST',
    path: '/api/v3/auth/sign-in/code',
    need: 'nothing',
    id: 'signInWithCode',
    tags: ['auth'],
    summary: 'The second step of signing in: a code from the app, or a recovery code',
    errors: [401, 403, 415, 429, 503],
    body: SecondStepBody,
    response: SignInAnswer,
    run: async (call) => letIn(call, await call.deps.auth.signIn.code(call.body, signInCall(call.caller, false))),
  }),
  json({
    method: 'POST',
    path: '/api/v3/auth/passkey/begin',
    need: 'nothing',
    id: 'beginPasskeySignIn',
    tags: ['auth'],
    summary: 'What the browser needs to sign in with a passkey',
    errors: [403, 503],
    response: PasskeyBegun,
    run: ({ deps, caller }) => deps.auth.signIn.beginPasskey({ origin: caller.publicOrigin }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/auth/passkey',
    need: 'nothing',
    id: 'signInWithPasskey',
    tags: ['auth'],
    summary: 'Sign in with what the browser answered',
    errors: [401, 403, 415, 429, 503],
    body: PasskeySignInBody,
    response: SignInAnswer,
    async run(call) {
      const { isRemembered, ...given } = call.body;
      const site = { origin: call.caller.publicOrigin };
      return letIn(call, await call.deps.auth.signIn.passkey(given, site, signInCall(call.caller, isRemembered)));
    },
  }),
  empty({
    method: 'POST',
    path: '/api/v3/auth/sign-out',
    need: 'nothing',
    asksWho: true,
    id: 'signOut',
    tags: ['auth'],
    summary: 'End the session of this browser',
    errors: [403, 503],
    response: 'none',
    async run({ deps, by, cookie }) {
      await deps.auth.signIn.out(by);
      cookie.clear();
    },
  }),
];
