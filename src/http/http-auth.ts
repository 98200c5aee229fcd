import type { Auth } from '#auth/auth.ts';

/** Who may come in, as far as the web side asks. */
export type HttpAuth = Omit<Auth, 'follow' | 'cleanUp'>;
