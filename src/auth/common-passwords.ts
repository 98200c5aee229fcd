/** What people choose most, in small letters: whole passwords, and words that only get digits or marks behind them. */
const LIST = `
12345678 123456789 1234567890 0123456789 987654321 0987654321 11223344 12341234 12344321 123123123 123321123 123454321
112233445566 147258369 159357456 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc zaq12wsx zaq1xsw2 qazwsxedc q1w2e3r4 q1w2e3r4t5
qwer1234 qwert12345 qwertyui qwertyuiop qwertzui qwertzuiop azertyui azertyuiop asdfasdf asdfghjk asdfghjkl zxcvbnm zxcvbnm1
abcd1234 abc12345 abcdefgh abcdefghi a1b2c3d4 aa123456 asdf1234 1234qwer 12345qwert pass1234 p@ssw0rd p@ssword passw0rd
pa55word pa$$word adm1n adm1nadm1n letme1n
password passwort motdepasse contrasena contraseña senha wachtwoord passord lösenord salasana haslo kennwort parola
changeme changeit changethis default secret topsecret letmein iloveyou ilovegod welcome willkommen bienvenue hello goodbye
admin administrator adminadmin root rootroot toor owner guest user username login access master superuser sysadmin test
testtest tester testing temp temppass qwerty qwertz azerty asdf monkey dragon sunshine princess football baseball basketball
superman batman spiderman starwars pokemon michael jennifer jordan charlie computer internet samsung whatever trustno
shadow mustang killer freedom flower butterfly chocolate cookie cheese summer winter spring autumn diamond eminem liverpool
chelsea arsenal barcelona juventus ferrari mercedes porsche metallica nirvana blink corvette phoenix matrix ninja hunter
plex plexplex plexpass plexserver plexmediaserver tautulli plexpy spyglass mediaserver homeserver server raspberry homeassistant
synology unraid docker kodi jellyfin emby media movies netflix
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.split(/\s+/).filter((word) => word !== ''));
