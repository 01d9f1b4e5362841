// Serves the page offline. Each build has its own cache, and a page gets its files from the cache of its own build. The
// worker does not know the build of an open page after the browser has restarted the worker. Then it responds from the
// network, so files without a digest in their names may be of a newer build.

/** The name of this build, and the files of its page without the HTML, each with its digest. */
const BUILD = "{build}";
const FILES = "{files}";

const PAGE = registration.scope;
/** The documents: the page, and the calendar alone. */
const DOCUMENTS = [PAGE, `${PAGE}embed.html`];
const FEED = `${PAGE}calendar.ics`;
/** The prefix of this page's caches; other pages of the same origin may have caches too. */
const OURS = `hearth ${PAGE} `;
const EVENTS = `${OURS}events`;
const OWN = new Set(Object.keys(FILES).map((name) => new URL(name, PAGE).href));
/** The build of each page that this worker has served, by client id. */
const builds = new Map();

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.source.postMessage(BUILD));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(PAGE)) return;
  const address = request.url.replace(/[?#].*/, "");
  // Some hosts leave out the end of a document's name.
  const document = address.replace(/\/(index|index\.html)$/, "/").replace(/\/embed$/, "/embed.html");
  if (request.mode === "navigate") event.respondWith(navigate(event, document));
  else if (address === FEED) event.respondWith(feed(event));
  else if (builds.has(event.clientId) || OWN.has(address)) event.respondWith(file(event, address));
});

/** Caches this build completely. If a file has another digest, installation fails, and the browser retries later. */
async function install() {
  const requests = Object.entries(FILES).map(([name, integrity]) => {
    // A file with a digest in its name may come from the HTTP cache.
    const cache = /-[0-9a-f]+(_bg)?\.(js|wasm)$/.test(name) ? "default" : "no-cache";
    return new Request(name, { integrity, cache, redirect: "error" });
  });
  await (await caches.open(OURS + BUILD)).addAll(requests);
  for (const document of DOCUMENTS) {
    const response = await fetch(document, { cache: "no-cache" });
    if ((await buildOf(response.clone())) !== BUILD) throw new Error("The page is of another build.");
    await keepDocument(BUILD, document, response);
  }
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(BUILD);
}

/** Deletes earlier builds, except one with the cached page; no page of an earlier worker is open on activation. */
async function activate() {
  await registration.navigationPreload?.enable();
  for (const name of await caches.keys()) {
    const isEarlier = name.startsWith(OURS) && name !== OURS + BUILD && name !== EVENTS;
    if (isEarlier && !(await caches.match(PAGE, { cacheName: name }))) await caches.delete(name);
  }
}

async function navigate(event, address) {
  const loading = Promise.resolve(event.preloadResponse).then((preloaded) => preloaded || fetch(event.request));
  if (!DOCUMENTS.includes(address)) return loading;
  const response = await networkFirst(loading, address);
  const build = buildOf(response.clone());
  builds.set(event.resultingClientId, build);
  const copy = response.clone();
  event.waitUntil(build.then((name) => keepDocument(name, address, copy)));
  return response;
}

// The events that the app has accepted are in a cache, which new_version.js fills. The app asks again if it did not
// accept the answer.
async function feed({ request }) {
  const kept = request.url.endsWith("?again") && (await caches.match(FEED, { ignoreVary: true }));
  return kept || networkFirst(fetch(request), FEED);
}

/** Responds with a file from the cache of the page's own build if that is known, else from the network. */
async function file({ request, clientId }, address) {
  const build = await builds.get(clientId);
  const cached = build && (await caches.match(address, { cacheName: OURS + build, ignoreVary: true }));
  // A file that is no longer on the host may still be cached.
  return cached || networkFirst(fetch(request), address, ({ ok }) => ok);
}

/** Responds from the network, or from a cache if the network or the host fails. @param {(answer: Response) => boolean} isFine */
async function networkFirst(loading, address, isFine = isAnswer) {
  const response = await loading.catch(() => {});
  if (response && isFine(response)) return response;
  return (await caches.match(address, { ignoreVary: true })) || response || Response.error();
}

/** Whether the host has answered. Firefox resolves a failed navigation preload with a response of type `error`. */
function isAnswer({ type, status }) {
  return type !== "error" && status < 500;
}

/** Caches only the document that was loaded last, and only if the cache of its own build exists and is filled. */
async function keepDocument(build, address, response) {
  const own = OURS + build;
  if (!isWhole(response) || !(await caches.has(own)) || !(await (await caches.open(own)).keys()).length) return;
  await (await caches.open(own)).put(address, response);
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== own) await (await caches.open(name)).delete(address);
  }
}

/** The build that a page names. Hosts that minify leave out quotes. */
async function buildOf(page) {
  return /<script data-build="?(\w+)/.exec(await page.text().catch(() => ""))?.[1];
}

/** Whether a response is complete, from the same origin, and not redirected. */
function isWhole(response) {
  return response.status === 200 && response.type === "basic" && !response.redirected;
}
