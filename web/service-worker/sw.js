/*
 * Keeps the app at hand without a network, and the last answers of the account that is signed in. The build writes in
 * front of this: VERSION, and SHELL, the files the app needs before anything else.
 *
 * Whose answers are kept is decided by what the server says at /auth/state: another account, nobody, or a refusal
 * empties the cache before anything else is answered from it.
 */
const SCOPE = new URL('./', self.location.href);
const SHELL_CACHE = `spyglass-shell-${VERSION}`;
const DATA_CACHE = 'spyglass-data';
const OWNER = new URL('./.owner', SCOPE).href;
/** Says the page when an answer was true, epoch milliseconds. */
const AT = 'x-spyglass-cached-at';
/** Answers worth keeping: what the first pages show. */
const KEPT =
  /^api\/v3\/(?:auth\/state|account\/preferences|activity|history|history\/totals|statistics\/home|statistics\/concurrency|libraries|servers\/\d+\/recently-added)$/;
const STATE = 'api/v3/auth/state';
const MOST_ANSWERS = 60;

/** The path below the scope; null for what is not ours. */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  return origin === SCOPE.origin && pathname.startsWith(SCOPE.pathname) ? pathname.slice(SCOPE.pathname.length) : null;
}

const forget = () => caches.delete(DATA_CACHE);

async function ownerOf(data) {
  const kept = await data.match(OWNER);
  return kept ? kept.text() : null;
}

/** Empties the cache unless it belongs to the account of this answer; says whether anything may be kept. */
async function settleOwner(answer) {
  const { account } = await answer.json();
  if (!account) {
    await forget();
    return false;
  }
  // With another role the same account sees other things.
  const owner = `${account.id} ${account.role}`;
  const data = await caches.open(DATA_CACHE);
  if ((await ownerOf(data)) === owner) return true;
  await forget();
  await (await caches.open(DATA_CACHE)).put(OWNER, new Response(owner));
  return true;
}

async function keep(request, answer) {
  const data = await caches.open(DATA_CACHE);
  // Nobody has been seen to be signed in: nothing may be kept.
  if ((await ownerOf(data)) === null) return;
  const headers = new Headers(answer.headers);
  headers.set(AT, String(Date.now()));
  await data.put(request, new Response(await answer.blob(), { headers }));
  const keys = await data.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_ANSWERS))) {
    if (old.url !== OWNER && pathOf(old.url) !== STATE) await data.delete(old);
  }
}

async function fromApi(event, path) {
  const { request } = event;
  if (request.method !== 'GET') {
    const answer = await fetch(request);
    if (path.startsWith('api/v3/auth/')) await forget();
    return answer;
  }
  try {
    const answer = await fetch(request);
    if (answer.status === 401) await forget();
    if (!answer.ok || !KEPT.test(path)) return answer;
    const copy = answer.clone();
    if (path === STATE) {
      if (await settleOwner(answer.clone())) event.waitUntil(keep(request, copy));
    } else {
      event.waitUntil(keep(request, copy));
    }
    return answer;
  } catch (error) {
    const kept = KEPT.test(path) ? await (await caches.open(DATA_CACHE)).match(request) : undefined;
    if (kept) return kept;
    throw error;
  }
}

/** The page itself: as the server has it, and as it was when there is no server. */
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const shell = await (await caches.open(SHELL_CACHE)).match(SCOPE.href);
    if (shell) return shell;
    throw error;
  }
}

/** Files with a hash in their name never change; the others are asked for first. */
async function file(request, path) {
  const shell = await caches.open(SHELL_CACHE);
  const kept = await shell.match(request, { ignoreSearch: true });
  if (kept && path.startsWith('assets/')) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok && path.startsWith('assets/')) await shell.put(request, answer.clone());
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('install', (event) => {
  const fill = async () => {
    const shell = await caches.open(SHELL_CACHE);
    await shell.addAll(SHELL.map((path) => new Request(new URL(path, SCOPE), { cache: 'no-cache' })));
  };
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith('spyglass-shell-') && name !== SHELL_CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
  };
  event.waitUntil(tidy());
});

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (path === null) return;
  if (path.startsWith('api/')) {
    // A stream of events has no end, and pictures and downloads are the browser's own business.
    if (path.startsWith('api/v3/') && !/^api\/v3\/(?:events|images\/)/.test(path))
      event.respondWith(fromApi(event, path));
    return;
  }
  if (request.method !== 'GET' || path === 'sw.js') return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (/^(?:assets|favicons|icons)\/|^[\w-]+\.(?:js|webmanifest)$/.test(path))
    event.respondWith(file(request, path));
});
