// Shows the page where there is no network. Each build has a cache of its own, and a page gets its files from the cache
// of the build that it is of, so that no page is ever put together from two.

/** This build, and what its page is made of beside the HTML: each file with the digest of what is in it. */
const BUILD = "{build}";
const FILES = "{files}";

const PAGE = registration.scope;
const FEED = `${PAGE}calendar.ics`;
/** Other pages of the same host have caches too. */
const OURS = `hearth ${PAGE} `;
const EVENTS = `${OURS}events`;
const OWN = new Set(Object.keys(FILES).map((name) => new URL(name, PAGE).href));
/** Of which build each page is that this worker has handed out. */
const builds = new Map();

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.source.postMessage(BUILD));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(PAGE)) return;
  const address = request.url.replace(/[?#].*/, "");
  if (request.mode === "navigate") event.respondWith(navigate(event, address.replace(/index\.html$/, "")));
  else if (address === FEED) event.respondWith(feed(event));
  else if (builds.has(event.clientId) || OWN.has(address)) event.respondWith(file(event, address));
});

/** Keeps this build whole, or not at all: whatever is not what was built ends it, and it begins anew another time. */
async function install() {
  const asked = Object.entries(FILES).map(([name, integrity]) => {
    // What has a digest in its name may come from the browser's own cache.
    const cache = /-[0-9a-f]+(_bg)?\.(js|wasm)$/.test(name) ? "default" : "no-cache";
    return new Request(name, { integrity, cache, redirect: "error" });
  });
  await (await caches.open(OURS + BUILD)).addAll(asked);
  const page = await fetch(PAGE, { cache: "no-cache" });
  if ((await buildOf(page.clone())) !== BUILD) throw new Error("The page is of another build.");
  await keepPage(BUILD, page);
  const events = await fetch(FEED, { cache: "no-cache" }).catch(() => {});
  if (events) await keepEvents(events);
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(BUILD);
}

/** Forgets earlier builds: a worker becomes active only when no page is left that an earlier one has handed out. */
async function activate() {
  await registration.navigationPreload?.enable();
  for (const name of await caches.keys()) {
    const isEarlier = name.startsWith(OURS) && name !== OURS + BUILD && name !== EVENTS;
    if (isEarlier && !(await caches.match(PAGE, { cacheName: name }))) await caches.delete(name);
  }
}

async function navigate(event, address) {
  const asked = Promise.resolve(event.preloadResponse).then((early) => early || fetch(event.request));
  if (address !== PAGE) return asked;
  const answer = await networkFirst(asked, PAGE);
  const build = buildOf(answer.clone());
  builds.set(event.resultingClientId, build);
  const kept = answer.clone();
  event.waitUntil(build.then((name) => keepPage(name, kept)));
  return answer;
}

async function feed(event) {
  const answer = await networkFirst(fetch(event.request), FEED);
  event.waitUntil(keepEvents(answer.clone()).catch(() => {}));
  return answer;
}

/** A file of the page that asks: from its own build's cache where that is known, else from the network. */
async function file({ request, clientId }, address) {
  const build = await builds.get(clientId);
  const kept = build && (await caches.match(address, { cacheName: OURS + build, ignoreVary: true }));
  // What a host has no more may still be kept for a page that is open.
  return kept || networkFirst(fetch(request), address, ({ ok }) => ok);
}

/** What the network answers; what is kept, where it does not, or where the host itself is out of order. */
async function networkFirst(asked, address, isFine = ({ status }) => status < 500) {
  const answer = await asked.catch(() => {});
  if (answer && isFine(answer)) return answer;
  return (await caches.match(address, { ignoreVary: true })) || answer || Response.error();
}

/** Keeps the page that was seen last, and no other: only in the cache of its own build, and only when that is filled. */
async function keepPage(build, page) {
  const own = OURS + build;
  if (!isWhole(page) || !(await caches.has(own)) || !(await (await caches.open(own)).keys()).length) return;
  await (await caches.open(own)).put(PAGE, page);
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== own) await (await caches.open(name)).delete(PAGE);
  }
}

async function keepEvents(events) {
  const isPage = /html/.test(events.headers.get("content-type"));
  if (isWhole(events) && !isPage) await (await caches.open(EVENTS)).put(FEED, events);
}

/** The build that a page says it is of. */
async function buildOf(page) {
  return /<script data-build="(\w+)"/.exec(await page.text().catch(() => ""))?.[1];
}

/** Whether an answer is all of the thing that was asked for, and from where it was asked. */
function isWhole(answer) {
  return answer.status === 200 && answer.type === "basic" && !answer.redirected;
}
