import { z } from 'zod';
import { type Definition, isStorable, type SettingGroup } from './definition.ts';
import { OWN_SECRET_SETTINGS } from './settings-own.ts';

const MAX_SECRET_LENGTH = 1_000;

/** A text nobody gets to see again; empty means that there is none. */
const secret = (group: SettingGroup, description: string): Definition<string> => ({
  group,
  description,
  limits: { kind: 'text', maxLength: MAX_SECRET_LENGTH, form: null },
  schema: z.string().max(MAX_SECRET_LENGTH).refine(isStorable),
  default: '',
});

/** Stored sealed, and read one at a time by who needs it (settings notes: keys marked secret). */
export const SECRET_SETTINGS = {
  releaseCheckToken: secret('system', 'Token for GitHub that allows more looks for releases; seldom needed.'),
  tmdbApiKey: secret('look-ups', 'Your key for The Movie Database.'),
  imgurClientId: secret('notifications', 'Client id under which pictures are put on Imgur.'),
  cloudinaryCloudName: secret('notifications', 'Name of your cloud at Cloudinary.'),
  cloudinaryApiKey: secret('notifications', 'API key for Cloudinary.'),
  cloudinaryApiSecret: secret('notifications', 'API secret for Cloudinary.'),
  newsletterPassword: secret('newsletters', 'Password that opens newsletter pages when they ask for one.'),
  ...OWN_SECRET_SETTINGS,
} as const;
