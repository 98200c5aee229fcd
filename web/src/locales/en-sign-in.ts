/** Coming in: the sign-in page, Plex, and the menu of whoever is signed in. */
export const enSignIn = {
  'role.owner': 'Owner',
  'role.admin': 'Administrator',
  'role.viewer': 'Viewer',
  'role.guest': 'Guest',
  'role.admin.text': 'Sees everything and changes how Spyglass works.',
  'role.viewer.text': 'Sees only their own streams, history and statistics.',

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

  'signIn.title': 'Sign in',
  'signIn.codeTitle': 'One more step',
  'signIn.username': 'Name',
  'signIn.password': 'Password',
  'signIn.remember': 'Stay signed in for 30 days',
  'signIn.action': 'Sign in',
  'signIn.busy': 'Signing in…',
  'signIn.passkey': 'Use a passkey',
  'signIn.or': 'or with a password',
  'signIn.with': 'Continue with {name}',
  'signIn.proxy':
    'The proxy in front of Spyglass signs people in, and it has not said who you are. Open this page through it, or ask whoever runs it.',
  'signIn.codeText': 'Your authenticator app shows six digits for Spyglass.',
  'signIn.recoveryText': 'One of the codes you kept when you turned the second step on. Each works once.',
  'signIn.code': 'Code',
  'signIn.recovery': 'Recovery code',
  'signIn.useCode': 'Use the app',
  'signIn.useRecovery': 'Use a recovery code',
  'signIn.back': 'Start over',
  'signIn.trouble': 'Trouble signing in?',
  'signIn.trouble1': 'Moved here from Tautulli? Your name and password from there still work.',
  'signIn.trouble2': 'Somebody who watches? An administrator can give you a new password.',
  'signIn.trouble3': 'Running this Spyglass? The command spyglass reset-password gives an account a new one.',
  'signIn.problem.expired': 'That took too long, or was begun in another browser. Please try again.',
  'signIn.problem.denied': 'The provider did not let you in, or you cancelled there.',
  'signIn.problem.unavailable':
    'The provider cannot be reached, or answered something unexpected. Try again later, or another way.',
  'signIn.problem.invalid':
    'What the provider says about you could not be proved. Whoever runs this Spyglass finds the reason in its log.',
  'signIn.problem.unknown': 'Nobody here is known by your account at the provider, and nobody new is let in.',
  'signIn.problem.forbidden': 'Your account at the provider may not come in here.',
  'signIn.problem.limited': 'There were too many tries. Wait a few minutes.',
  'signIn.problem.other': 'That way in did not work. Please try again, or another way.',

  plex: 'Plex',
  'plex.signIn': 'Continue with Plex',
  'plex.waiting': 'Waiting for Plex',
  'plex.waitingText': 'Agree in the window that Plex opened. This page goes on by itself.',
  'plex.blocked': 'Open Plex, agree there, and come back. This page goes on by itself.',
  'plex.open': 'Open Plex',
  'plex.expired': 'Nobody agreed at Plex in time. Please try again.',
} as const satisfies Record<string, string>;
