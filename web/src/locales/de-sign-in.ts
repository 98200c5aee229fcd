import type { enSignIn } from './en-sign-in.ts';

/** German: coming in. */
export const deSignIn: Record<keyof typeof enSignIn, string> = {
  'role.admin.text': 'Sieht alles und ändert, wie Spyglass arbeitet.',
  'role.viewer.text': 'Sieht nur eigene Streams, den eigenen Verlauf und die eigene Statistik.',

  'signIn.title': 'Anmelden',
  'signIn.codeTitle': 'Noch ein Schritt',
  'signIn.username': 'Name',
  'signIn.password': 'Passwort',
  'signIn.remember': '30 Tage angemeldet bleiben',
  'signIn.action': 'Anmelden',
  'signIn.busy': 'Meldet an…',
  'signIn.passkey': 'Passkey benutzen',
  'signIn.or': 'oder mit Passwort',
  'signIn.with': 'Weiter mit {name}',
  'signIn.proxy':
    'Der Proxy vor Spyglass meldet Personen an und hat nicht gesagt, wer da ist. Diese Seite über ihn öffnen, oder fragen, wer sie betreibt.',
  'signIn.codeText': 'Die Authentifizierungs-App zeigt sechs Ziffern für Spyglass.',
  'signIn.recoveryText':
    'Einer der Codes, die beim Einschalten des zweiten Schritts aufbewahrt wurden. Jeder gilt einmal.',
  'signIn.code': 'Code',
  'signIn.recovery': 'Wiederherstellungscode',
  'signIn.useCode': 'App benutzen',
  'signIn.useRecovery': 'Wiederherstellungscode benutzen',
  'signIn.back': 'Von vorn beginnen',
  'signIn.trouble': 'Probleme beim Anmelden?',
  'signIn.trouble1': 'Von Tautulli umgezogen? Name und Passwort von dort gelten weiter.',
  'signIn.trouble2': 'Nur zum Zuschauen hier? Die Verwaltung kann ein neues Passwort vergeben.',
  'signIn.trouble3':
    'Dieses Spyglass selbst betreiben? Der Befehl spyglass reset-password gibt einem Konto ein neues Passwort.',
  'signIn.problem.expired': 'Das dauerte zu lange oder begann in einem anderen Browser. Bitte noch einmal versuchen.',
  'signIn.problem.denied': 'Der Anbieter ließ niemanden ein, oder es wurde dort abgebrochen.',
  'signIn.problem.unavailable':
    'Der Anbieter ist nicht erreichbar oder antwortete Unerwartetes. Später noch einmal oder auf anderem Weg versuchen.',
  'signIn.problem.invalid':
    'Was der Anbieter mitteilt, ließ sich nicht beweisen. Wer dieses Spyglass betreibt, findet den Grund im Protokoll.',
  'signIn.problem.unknown': 'Das Konto beim Anbieter kennt hier niemand, und Neue werden nicht eingelassen.',
  'signIn.problem.taken': 'Dieses Konto ist hier schon mit einem anderen verbunden.',
  'signIn.problem.forbidden': 'Das Konto beim Anbieter darf hier nicht herein.',
  'signIn.problem.limited': 'Das waren zu viele Versuche. Ein paar Minuten warten.',
  'signIn.problem.other': 'Dieser Weg ging nicht. Bitte noch einmal versuchen, oder einen anderen nehmen.',

  plex: 'Plex',
  'plex.signIn': 'Weiter mit Plex',
  'plex.waiting': 'Warten auf Plex',
  'plex.waitingText': 'Im Fenster zustimmen, das Plex geöffnet hat. Diese Seite macht von selbst weiter.',
  'plex.blocked': 'Plex öffnen, dort zustimmen und zurückkommen. Diese Seite macht von selbst weiter.',
  'plex.open': 'Plex öffnen',
  'plex.expired': 'Bei Plex hat niemand rechtzeitig zugestimmt. Bitte noch einmal versuchen.',
};
