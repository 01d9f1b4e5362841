// Takes the place of a worker that an earlier build has left with its visitors: deletes what it has kept, and goes.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`hearth ${registration.scope} `)) await caches.delete(name);
  }
  await registration.unregister();
}
