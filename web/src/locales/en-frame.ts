/** The frame: who is signed in, and what pages are called. */
export const enFrame = {
  'role.owner': 'Owner',
  'role.admin': 'Administrator',
  'role.viewer': 'Viewer',
  'role.guest': 'Guest',
  'menu.label': 'Account of {name}',
  'menu.person': ', watches as {name}',
  'menu.others': 'Sign out everywhere else',
  'menu.othersDone':
    '{n, plural, =0 {No other browser was signed in.} one {# other browser was signed out.} other {# other browsers were signed out.}}',
  'menu.out': 'Sign out',
  'forbidden.title': 'Nothing here for you to do',
  'forbidden.text':
    'This page is for administrators, and you are signed in as: {role}. Whoever runs this Spyglass can change that.',
  'start.title': 'One moment',
  'account.page': 'Account',
  'access.page': 'People with access',
  'keys.page': 'API keys',
  'import.page': 'Import',
  'area.settings': 'Settings',
  'health.page': 'Health',
  'log.page': 'Log',
  'tasks.page': 'Tasks',
  'about.page': 'About',
} as const satisfies Record<string, string>;
