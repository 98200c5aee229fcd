/** People and what they watch. */
export const enPeople = {
  'people.nobodyTitle': 'Nothing is yours yet',
  'people.nobodyText':
    'Your account is not linked to anybody who watches. Link your Plex account under Your account, or ask whoever runs this server.',
} as const satisfies Record<string, string>;
