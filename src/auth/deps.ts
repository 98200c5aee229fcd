import type { SecretBox } from '#config/secret-box.ts';
import type { SignInDeps } from './sign-in.ts';

/** What most of this room needs. */
export interface AuthDeps extends SignInDeps {
  readonly box: SecretBox;
}
