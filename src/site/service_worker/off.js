// Replaces the worker of an earlier build with offline support: deletes its caches and unregisters itself.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`hearth ${registration.scope} `)) await caches.delete(name);
  }
  await registration.unregister();
}
