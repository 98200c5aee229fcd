import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mapConfig, mapTautulliVariables } from './map-config.ts';
import { parseIni } from './parse-ini.ts';
import type { ConfigReport } from './report.ts';

const HASH = 'PBKDF2$sha256$600000$AAECAwQFBgcICQoLDA0ODw==$nvhthp9eCUNpOzvymfrv1iCmniVh/pcq';
const map = (text: string, version = 22) => mapConfig(parseIni(`${text}\n[Advanced]\nconfig_version = ${version}\n`));

/** All keys of a report with the list each is in. */
const listed = ({ kept, clamped, defaulted, empty, dropped, historical }: ConfigReport): string[] =>
  [...[kept, clamped, defaulted, empty, dropped].flat().map(({ key }) => key), ...historical].sort();

describe('a whole file', () => {
  const parsed = parseIni(readFileSync(new URL('./fixtures/sample.config.ini', import.meta.url)));
  const mapped = mapConfig(parsed);

  test('becomes settings, a server and an API key', () => {
    expect(mapped.settings).toMatchObject({
      checkForUpdates: false,
      groupHistory: true,
      historyShowsActivity: false,
      weekStartsOnMonday: false,
      movieWatchedPercent: 85,
      watchedMarker: 'earlier_of_both',
      plexTimeoutSeconds: 3,
      homeStatsCards: expect.arrayContaining(['top_libraries', 'most_concurrent']),
    });
    expect(mapped.server).toMatchObject({
      machineIdentifier: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
      name: 'Oracle-Server',
      url: 'http://127.0.0.1:18249',
      urlIsManual: true,
      port: 18_249,
      ssl: false,
      token: null,
      uuid: '00112233445566778899aabbccddeeff',
      hasPlexPass: true,
    });
    expect(mapped.apiKey).toEqual({ key: '0123456789abcdef0123456789abcdef', isEnabled: true, sqlAllowed: false });
    expect(mapped.account).toEqual({ username: null, password: null, plexAdmin: true, allowGuests: false });
  });

  test('has nothing left over, and its report tells no secret', () => {
    expect(mapped.report).toMatchObject({
      configVersion: 22,
      steps: [],
      clamped: [],
      defaulted: [],
      empty: [{ key: 'PMS_TOKEN', to: 'server.token' }],
      historical: [],
      unknown: [],
      invalidLines: [],
    });
    const count = [...parsed.root.sections.values()].reduce((sum, { entries }) => sum + entries.size, 0);
    expect(listed(mapped.report)).toHaveLength(count);
    expect(JSON.stringify(mapped.report)).not.toContain('0123456789abcdef');
  });
});

describe('settings', () => {
  test.each<[string, string, string, unknown, keyof ConfigReport]>([
    ['Monitoring', 'tv_watched_percent = 70', 'tvWatchedPercent', 70, 'kept'],
    ['Monitoring', 'tv_watched_percent = 100', 'tvWatchedPercent', 95, 'clamped'],
    ['Monitoring', 'tv_watched_percent = -5', 'tvWatchedPercent', 50, 'clamped'],
    ['Monitoring', 'tv_watched_percent = most', 'tvWatchedPercent', 85, 'defaulted'],
    ['Monitoring', 'tv_watched_percent = ""', 'tvWatchedPercent', 85, 'defaulted'],
    ['Monitoring', 'tv_watched_percent = 8.5', 'tvWatchedPercent', 85, 'defaulted'],
    ['Monitoring', 'logging_ignore_interval = 999999', 'ignoreIntervalSeconds', 86_400, 'clamped'],
    ['Monitoring', 'refresh_users_interval = 48', 'refreshUsersIntervalHours', 24, 'clamped'],
    ['Monitoring', 'watched_marker = 1', 'watchedMarker', 'final_credits', 'kept'],
    ['Monitoring', 'watched_marker = 9', 'watchedMarker', 'earlier_of_both', 'defaulted'],
    ['Monitoring', 'notify_upload_posters = 3', 'imageHost', 'cloudinary', 'kept'],
    ['Monitoring', 'notify_concurrent_ipv6_cidr = /56', 'concurrentIpv6PrefixLength', 56, 'kept'],
    ['Monitoring', 'notify_concurrent_ipv6_cidr = wide', 'concurrentIpv6PrefixLength', 64, 'defaulted'],
    ['Newsletter', 'newsletter_auth = 2', 'newsletterAccess', 'sign_in', 'kept'],
    ['Advanced', 'verify_ssl_cert = no', 'verifyCertificates', false, 'kept'],
    ['Advanced', 'verbose_logs = 2', 'verboseLogs', true, 'kept'],
    ['Advanced', 'verbose_logs = maybe', 'verboseLogs', true, 'defaulted'],
    ['General', 'git_branch = nightly', 'releaseChannel', 'beta', 'kept'],
    ['Advanced', 'verbose_logs = constructor', 'verboseLogs', true, 'defaulted'],
    ['General', 'git_branch = constructor', 'releaseChannel', 'stable', 'defaulted'],
    ['General', 'git_branch = my-fork', 'releaseChannel', 'stable', 'defaulted'],
    ['General', 'date_format = ""', 'dateFormat', 'YYYY-MM-DD', 'defaulted'],
    ['General', 'date_format = dddd, MMM D', 'dateFormat', 'dddd, MMM D', 'kept'],
    ['General', 'home_sections = ,', 'homeSections', [], 'kept'],
    ['General', 'home_sections = watch_stats, watch_stats, x', 'homeSections', ['watch_stats'], 'clamped'],
    ['General', 'home_library_cards = 3, 1', 'homeLibraryCards', ['3', '1'], 'kept'],
    ['PMS', 'pms_web_url = https://plex.example/web/', 'plexWebUrl', 'https://plex.example/web', 'kept'],
    ['PMS', 'pms_web_url = somewhere', 'plexWebUrl', 'https://app.plex.tv/desktop', 'defaulted'],
    ['PMS', 'pms_language = de', 'plexLanguage', 'de', 'kept'],
  ])('[%s] %s -> %s', (section, line, name, value, list) => {
    const { settings, report } = map(`[${section}]\n${line}`);
    expect(settings).toEqual({ [name]: value });
    expect(report[list]).toEqual([expect.objectContaining({ to: `setting.${name}` })]);
  });

  test('a clamped number says from what to what', () => {
    expect(map('[Monitoring]\ntv_watched_percent = 100').report.clamped).toEqual([
      { key: 'TV_WATCHED_PERCENT', to: 'setting.tvWatchedPercent', reason: '100 is not from 50 to 95; 95 is used' },
    ]);
  });

  test('secrets are taken over, and never told; the key for TMDb only when it is known to be own', () => {
    const text = '[Cloudinary]\ncloudinary_api_secret = hush-1\n[General]\ngit_token = ""\nthemoviedb_apikey = hush-2';
    const { settings, report } = map(`${text}\n[Monitoring]\nimgur_client_id = ${'hush-3'.repeat(300)}`);
    expect(settings).toEqual({ cloudinaryApiSecret: 'hush-1' });
    expect(report.empty).toEqual([{ key: 'GIT_TOKEN', to: 'secret.releaseCheckToken' }]);
    expect(report.dropped.map(({ key }) => key)).toEqual(['THEMOVIEDB_APIKEY', 'CONFIG_VERSION']);
    expect(report.defaulted.map(({ key }) => key)).toEqual(['IMGUR_CLIENT_ID']);
    expect(JSON.stringify(report)).not.toContain('hush');
    expect(mapConfig(parseIni(text), { isTmdbKeyOwn: true }).settings.tmdbApiKey).toBe('hush-2');
  });

  test('the ladder comes first', () => {
    const text = '[General]\ncheck_github_interval = 360\n[Monitoring]\nbuffer_threshold = 3';
    expect(map(text, 3).settings).toEqual({ updateCheckIntervalHours: 6, bufferThreshold: 10 });
    expect(map(text, 22).settings).toEqual({ updateCheckIntervalHours: 336, bufferThreshold: 3 });
  });
});

describe('what is no setting', () => {
  test.each<[string, string, object | null]>([
    ['pms_url = http://plex:32400/', '', { url: 'http://plex:32400', urlIsManual: false }],
    ['pms_url = http://a:1\npms_url_override = https://b', '', { url: 'https://b', urlIsManual: true }],
    ['pms_ip = 10.0.0.2', '', { url: 'http://10.0.0.2:32400', port: null }],
    ['pms_ip = fd00::2\npms_port = 1234\npms_ssl = 1', '', { url: 'https://[fd00::2]:1234', ssl: true }],
    ['pms_url = nonsense\npms_ip = plex', 'PMS_URL', { url: 'http://plex:32400' }],
    ['pms_identifier = abc\npms_port = 70000', 'PMS_PORT', { machineIdentifier: 'abc', port: null, url: null }],
    ['pms_name = A\npms_name_override = B\npms_token = t0ken', '', { name: 'B', token: 't0ken' }],
    ['pms_name = A', '', null],
    ['pms_ip = plex\npms_ssl = constructor', 'PMS_SSL', { ssl: false, url: 'http://plex:32400' }],
  ])('the server of %j', (lines, fault, expected) => {
    const { server, report } = map(`[PMS]\n${lines}`);
    if (expected === null) expect(server).toBeNull();
    else expect(server).toMatchObject(expected);
    expect(report.defaulted.map(({ key }) => key)).toEqual(fault === '' ? [] : [fault]);
    expect(JSON.stringify(report)).not.toContain('t0ken');
  });

  test.each<[number, string, unknown]>([
    [22, `http_password = ${HASH}`, { kind: 'pbkdf2', hash: HASH }],
    [19, `http_password = ${HASH}\nhttp_hashed_password = 1`, { kind: 'pbkdf2', hash: HASH }],
    [19, 'http_password = "my, password"\nhttp_hashed_password = 0', { kind: 'plain', value: 'my, password' }],
    [19, 'http_password = pw\nhttp_hashed_password = 1', null],
    [22, 'http_password = pw\nhttp_hashed_password = 0', null],
    [22, 'http_password = ""', null],
  ])('the password of version %i: %s', (version, lines, password) => {
    const { account, report } = map(`[General]\nhttp_username = Admin\nallow_guest_access = 1\n${lines}`, version);
    expect(account).toEqual({ username: 'Admin', password, plexAdmin: true, allowGuests: true });
    expect(JSON.stringify(report)).not.toMatch(/nvhthp|my, password|pw"/);
  });

  test('paths come with the place a container has for them, the web address as a suggestion', () => {
    const { paths, web, settings, report } = map(
      [
        '[General]',
        'log_dir = /var/log/tautulli',
        'cache_dir = ""',
        'http_root = tautulli/',
        'http_base_url = https://watch.example/',
        'http_port = 8282',
        'http_proxy = 1',
        'https_domain = "localhost, watch.example"',
        'https_min_tls_version = TLSv9',
        '[PMS]',
        'pms_logs_folder = "/plex, Logs"',
      ].join('\n'),
    );
    expect(paths).toEqual({
      logs: { path: '/var/log/tautulli', suggestedMount: '/config/logs' },
      plexLogs: { path: '/plex, Logs', suggestedMount: '/plex-logs' },
    });
    expect(web).toMatchObject({
      root: '/tautulli',
      publicUrl: 'https://watch.example',
      port: 8_282,
      isBehindProxy: true,
      certificateNames: ['localhost', 'watch.example'],
    });
    expect(settings).toEqual({});
    // That key belongs to another section.
    expect(report.unknown).toEqual([{ section: 'general', key: 'https_min_tls_version', line: 9 }]);
    expect(report.empty).toEqual([{ key: 'CACHE_DIR', to: 'path.cache' }]);
  });

  test('old, foreign and unknown keys are told apart', () => {
    const { report } = map(
      'x = 1\n[General]\nemail_smtp_password = hush\ngit_path = hush\ncolour = 1\n[[get_file_sizes_hold]]\n' +
        'section_ids = ,\n[[other]]\ny = 1\n[Database]\ndb_password = hush\ndb_colour = 1\n[PMS]\ndate_format = x',
    );
    expect(report.historical).toEqual(['EMAIL_SMTP_PASSWORD']);
    expect(report.dropped.map(({ key }) => key).sort()).toEqual([
      'CONFIG_VERSION',
      'DB_PASSWORD',
      'GET_FILE_SIZES_HOLD',
      'GIT_PATH',
    ]);
    expect(report.unknown).toEqual([
      { section: '', key: 'x', line: 1 },
      { section: 'general', key: 'colour', line: 5 },
      { section: 'general/other', key: 'y', line: 9 },
      { section: 'database', key: 'db_colour', line: 12 },
      { section: 'pms', key: 'date_format', line: 14 },
    ]);
    expect(JSON.stringify(report)).not.toContain('hush');
  });
});

test('variables of the replaced program mean what its file would have meant', () => {
  const { settings, server, account, report } = mapTautulliVariables({
    TAUTULLI_TV_WATCHED_PERCENT: '70',
    TAUTULLI_HOME_SECTIONS: 'watch_stats,library_stats',
    TAUTULLI_VERIFY_SSL_CERT: 'false',
    TAUTULLI_PMS_URL: 'http://plex:32400',
    TAUTULLI_HTTP_PASSWORD: 'as typed',
    TAUTULLI_GIT_BRANCH: 'beta',
    TAUTULLI_JOURNAL_MODE: 'WAL',
    TAUTULLI_DB_PASSWORD: 'hush',
    TAUTULLI_DOCKER: 'True',
    TAUTULLI_BUFFER_THRESHOLD: '3',
  });
  expect(settings).toEqual({
    tvWatchedPercent: 70,
    homeSections: ['watch_stats', 'library_stats'],
    verifyCertificates: false,
    bufferThreshold: 3,
  });
  expect(server?.url).toBe('http://plex:32400');
  expect(account.password).toBeNull();
  expect(report.dropped.map(({ key }) => key)).toEqual(['GIT_BRANCH', 'DB_PASSWORD', 'JOURNAL_MODE']);
  expect(report.unknown).toEqual([{ section: 'environment', key: 'TAUTULLI_DOCKER', line: 0 }]);
});
