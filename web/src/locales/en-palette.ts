/** Search for anything there is to do. */
export const enPalette = {
  'palette.title': 'Command palette',
  'palette.placeholder': 'Page, live stream or action',
  'palette.empty': 'Nothing found. Try fewer letters.',
  'palette.pages': 'Pages',
  'palette.streams': 'Live streams',
  'palette.actions': 'Actions',
  'palette.connect': 'Connect a Plex server',
  'palette.dark': 'Dark theme',
  'palette.light': 'Light theme',
  'palette.system': 'Theme of the system',
} as const satisfies Record<string, string>;
