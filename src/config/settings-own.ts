/** What the program we replace has no setting for. */
import { z } from 'zod';
import { type Definition, isStorable, onOff } from './definition.ts';
import { readOidcProviders } from './oidc-providers.ts';

export const OWN_SETTINGS = {
  outwardPrivateNetworks: onOff(
    'web',
    true,
    'Lets addresses of Plex servers, webhooks and sign-in services lead into private networks such as the one at home.',
  ),
} as const;

const MAX_PROVIDERS_LENGTH = 20_000;

const oidcProviders: Definition<string> = {
  group: 'web',
  description: 'Services that sign people in by OpenID Connect, as a list in JSON; it holds their client secrets.',
  limits: { kind: 'text', maxLength: MAX_PROVIDERS_LENGTH, form: 'empty or a JSON list of OpenID providers' },
  schema: z
    .string()
    .max(MAX_PROVIDERS_LENGTH)
    .refine((text) => isStorable(text) && readOidcProviders(text) !== null),
  default: '',
};

export const OWN_SECRET_SETTINGS = { oidcProviders } as const;
