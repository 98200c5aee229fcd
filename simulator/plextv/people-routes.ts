import { element, type Reply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { type Attributes, el } from '../wire/element.ts';
import type { Person } from '../world/types.ts';
import { listedPeople } from '../world/world.ts';
import type { AccountCall, AccountState } from './account.ts';

const FEATURES = ['pass', 'sync', 'webhooks', 'hardware_transcoding', 'session_kick'];
const SERVER_SEEN_AT = 1_716_100_000;
const SUBSCRIPTION = { active: true, status: 'Active', plan: 'lifetime' } as const;
const ACCEPTED_AT = 1_600_000_000;

const personAttributes = (person: Person): Attributes => ({
  id: person.id,
  uuid: person.uuid,
  email: person.email,
  title: person.title,
  username: person.username,
  thumb: person.thumb,
  home: person.home,
  restricted: person.restricted,
  protected: person.protected,
});

const filters = (person: Person): Attributes => ({
  filterAll: person.filterAll,
  filterMovies: person.filterMovies,
  filterMusic: person.filterMusic,
  filterPhotos: person.filterPhotos,
  filterTelevision: person.filterTelevision,
});

/** What every list of the old interface begins with. */
export const myPlex = ({ world }: AccountState, size: number): Attributes => ({
  friendlyName: 'myPlex',
  identifier: 'com.plexapp.plugins.myplex',
  machineIdentifier: world.server.machineIdentifier,
  size,
});

const friendsOf = ({ world }: AccountState): Person[] => listedPeople(world).slice(1);

/** Plex protocol notes 5.4. */
function account({ person }: AccountCall): Reply {
  const attrs: Attributes = {
    ...personAttributes(person),
    ...filters(person),
    authToken: person.token,
    authenticationToken: person.token,
    mailing_list_status: 'active',
    scrobbleTypes: '',
    queueEmail: `queue+${person.key}@save.plex.tv`,
    guest: false,
    homeSize: 3,
    maxHomeSize: 15,
  };
  return element(
    el('user', attrs, [
      el(
        'subscription',
        SUBSCRIPTION,
        FEATURES.map((id) => el('feature', { id })),
      ),
      el('roles', {}, [el('role', { id: 'plexpass' })]),
    ]),
  );
}

function currentUser({ person }: AccountCall): Reply {
  const attrs: Attributes = {
    ...personAttributes(person),
    friendlyName: person.title,
    authToken: person.token,
    homeAdmin: person.admin,
  };
  return element({
    ...el('user', attrs, [el('subscription', SUBSCRIPTION)]),
    json: { ...attrs, subscription: SUBSCRIPTION },
  });
}

const shareId = (person: Person): number => 5000 + (person.id % 1000);
const sharesAll = ({ world }: AccountState, person: Person): boolean =>
  person.sectionIds.length === world.library.sections.length;

/** Plex protocol notes 5.5. */
function users(state: AccountState): Reply {
  const { server } = state.world;
  const friends = friendsOf(state).map((person) => {
    const share = el('Server', {
      id: shareId(person),
      serverId: 777,
      machineIdentifier: server.machineIdentifier,
      name: server.friendlyName,
      lastSeenAt: SERVER_SEEN_AT,
      numLibraries: person.sectionIds.length,
      allLibraries: sharesAll(state, person),
      owned: true,
      pending: false,
    });
    const attrs: Attributes = {
      id: person.id,
      title: person.title,
      username: person.username,
      email: person.email,
      recommendationsPlaylistId: '',
      thumb: person.thumb,
      protected: person.protected,
      home: person.home,
      allowTuners: false,
      allowSync: person.allowSync,
      allowCameraUpload: false,
      allowChannels: false,
      allowSubtitleAdmin: false,
      ...filters(person),
      restricted: person.restricted,
    };
    return el('User', attrs, [person.sectionIds.length > 0 && share]);
  });
  return element(el('MediaContainer', { ...myPlex(state, friends.length), totalSize: friends.length }, friends));
}

function homeUsers(state: AccountState, call: AccountCall): Reply {
  const home = listedPeople(state.world).filter((person) => person.home);
  const attributes = (person: Person): Attributes => ({
    ...personAttributes(person),
    admin: person.admin,
    guest: false,
    hasPassword: person.protected,
  });
  const node = el(
    'MediaContainer',
    { ...myPlex(state, home.length), totalSize: home.length },
    home.map((person) => el('User', attributes(person))),
  );
  if (!call.path.startsWith('/api/v2')) return element(node);
  const users = home.map((person) => ({ ...attributes(person), friendlyName: person.title }));
  return element({ ...node, json: { id: 4401, name: 'Home', guestEnabled: false, users } });
}

/** Plex protocol notes 5.6; people without shared libraries have no entry. */
function sharedServers(state: AccountState): Reply {
  const { library, server } = state.world;
  const shares = friendsOf(state)
    .filter(({ sectionIds }) => sectionIds.length > 0)
    .map((person) =>
      el(
        'SharedServer',
        {
          id: shareId(person),
          username: person.username,
          email: person.email,
          userID: person.id,
          accessToken: person.token,
          name: server.friendlyName,
          acceptedAt: ACCEPTED_AT,
          invitedAt: ACCEPTED_AT - 1000,
          allowSync: person.allowSync,
          allowCameraUpload: false,
          allowChannels: false,
          allowTuners: 0,
          allowSubtitleAdmin: false,
          owned: false,
          allLibraries: sharesAll(state, person),
          ...filters(person),
        },
        library.sections.map((section) =>
          el('Section', {
            id: 88_000 + section.id,
            key: section.id,
            title: section.title,
            type: section.kind,
            shared: person.sectionIds.includes(section.id),
          }),
        ),
      ),
    );
  return element(el('MediaContainer', myPlex(state, shares.length), shares));
}

function friends(state: AccountState): Reply {
  const list = friendsOf(state).map(personAttributes);
  const node = el(
    'friends',
    {},
    list.map((one) => el('friend', one)),
  );
  return element({ ...node, json: list.map((one) => ({ ...one, friendlyName: one.title, status: 'accepted' })) });
}

/** People: the account itself, friends, home, shares. */
export const peopleRoutes = (state: AccountState): Route<AccountCall>[] => [
  { pattern: '/users/account', run: (call) => account(call) },
  { pattern: '/users/account.xml', run: (call) => account(call) },
  { pattern: '/users/account.json', run: (call) => account(call) },
  { pattern: '/api/v2/user', run: (call) => currentUser(call) },
  { pattern: '/api/users', run: () => users(state) },
  { pattern: '/api/home/users', run: (call) => homeUsers(state, call) },
  { pattern: '/api/v2/home/users', run: (call) => homeUsers(state, call) },
  { pattern: '/api/v2/friends', run: () => friends(state) },
  {
    pattern: `/api/servers/${state.world.server.machineIdentifier}/shared_servers`,
    run: () => sharedServers(state),
  },
];
