import type { Auth } from '#auth/auth.ts';
import type { Elsewhere } from '#auth/elsewhere.ts';

/** Who may come in, as far as the web side asks. */
export type HttpAuth = Omit<Auth, 'follow' | 'cleanUp'>;

/** Ways in through others, as far as the web side asks. */
export type HttpElsewhere = Omit<Elsewhere, 'follow' | 'endGuests'>;
