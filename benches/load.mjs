// Measures loading the built page in Chromium: what a visit transfers, how long the main thread is busy, and how long it
// takes until the app shows the events. Each visit has a new browser profile, and the kinds of visits alternate. OTHER
// names another page to measure: its folder, its path, and a selector of what it shows when it is ready.
//   [OTHER='DIR PATH SELECTOR'] node benches/load.mjs DIST LARGE_FEED [VISITS]
import { createRequire } from "node:module";
import { serve } from "./serve.mjs";

const { chromium } = createRequire(new URL("../tests/e2e/", import.meta.url))("@playwright/test");

const [dist, largeFeed, visits = "7"] = process.argv.slice(2);
const [otherDist, otherPath, ...otherReady] = process.env.OTHER?.split(" ") ?? [];

const PROFILES = {
  desktop: { viewport: { width: 1350, height: 940 }, slowdown: 1, network: undefined },
  phone: {
    viewport: { width: 412, height: 823 },
    slowdown: 4,
    network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
  },
};

const own = await serve(dist);
const large = await serve(dist, largeFeed);
const other = otherDist && (await serve(otherDist));
const EVENTS = "[data-feed=live] .agenda li";
/** The server, the path, what is shown at the end, and what is pressed before.
 * @type {Record<string, { server: typeof own, path: string, ready?: string, press?: string }>} */
const VISITS = {
  "reads only": { server: own, path: "/" },
  "with the app": { server: own, path: "/?view=agenda", ready: EVENTS },
  "from the first press": {
    server: own,
    path: "/",
    ready: EVENTS,
    press: "[data-needs-script] button[aria-pressed=true]",
  },
  "month of the large feed": {
    server: large,
    path: "/?view=month",
    // Narrow cells have only dots.
    ready: "[data-feed=live] .month :is([data-occurrence], .month-dot)",
  },
  ...(other && { other: { server: other, path: otherPath, ready: otherReady.join(" ") } }),
};

/** Records long tasks, shifts of the layout, the first paint, and when what is waited for is there. */
const observe = (ready) => {
  const seen = { tasks: [], shift: 0, paint: 0, live: 0, pressed: 0 };
  Object.assign(globalThis, { seen });
  const on = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  new MutationObserver(() => {
    if (ready && !seen.live && document.querySelector(ready)) seen.live = performance.now();
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-feed"] });
  on("longtask", ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
  on("layout-shift", ({ value, hadRecentInput }) => (seen.shift += hadRecentInput ? 0 : value));
  on("paint", ({ name, startTime }) => name === "first-contentful-paint" && (seen.paint = startTime));
};

/** @param {any} profile @param {any} steps */
async function visit({ viewport, slowdown, network }, { server: { address, sent }, path, ready, press }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROME,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const page = await browser.newPage({ viewport, timezoneId: "Europe/Berlin", locale: "en-GB" });
    await page.addInitScript(observe, ready);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    if (network) await session.send("Network.emulateNetworkConditions", network);
    Object.assign(sent, { bytes: 0, requests: 0 });
    await page.goto(new URL(path, address).href);
    if (press) {
      await page.waitForTimeout(1000);
      await page.evaluate((selector) => {
        globalThis.seen.pressed = performance.now();
        document.querySelector(selector).click();
      }, press);
    }
    if (ready) await page.waitForFunction(() => globalThis.seen.live, undefined, { polling: 200 });
    // The service worker is registered later.
    await page.waitForTimeout(2500);
    const { tasks, shift, paint, live, pressed } = await page.evaluate(() => globalThis.seen);
    const { metrics } = await session.send("Performance.getMetrics");
    await session.send("HeapProfiler.collectGarbage");
    const { nodes } = await session.send("Memory.getDOMCounters");
    const late = tasks.filter(([start, duration]) => start + duration > paint);
    return {
      ...sent,
      ready: live - pressed,
      blocking: late.reduce((sum, [, duration]) => sum + duration - 50, 0),
      busy: metrics.find(({ name }) => name === "TaskDuration").value * 1000,
      shift,
      nodes,
    };
  } finally {
    await browser.close();
  }
}

const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];
const row = (...cells) =>
  console.log(cells.map((cell, index) => String(cell)[index ? "padStart" : "padEnd"](index ? 12 : 32)).join(""));
row("median of " + visits, "wire kB", "requests", "ready ms", "blocking ms", "busy ms", "shift", "nodes");
for (const [profile, settings] of Object.entries(PROFILES)) {
  const measured = Object.entries(VISITS).map(([name, steps]) => ({ name, steps, all: [] }));
  for (let index = 0; index < Number(visits); index += 1) {
    for (const { steps, all } of measured) all.push(await visit(settings, steps));
  }
  for (const { name, all } of measured) {
    const of = (field) => median(all.map((one) => one[field]));
    const whole = ["ready", "blocking", "busy"].map((field) => Math.round(of(field)));
    row(
      `${profile}: ${name}`,
      (of("bytes") / 1000).toFixed(1),
      of("requests"),
      ...whole,
      of("shift").toFixed(3),
      of("nodes"),
    );
  }
}
for (const server of [own, large, other]) server?.close();
