// Measures loading the built page in Chromium: what a visit transfers, how long the main thread is busy, and how long it
// takes until the app shows the events. Each visit has a new browser profile.
//   node benches/load.mjs DIST [VISITS]
import { createRequire } from "node:module";
import { serve } from "./serve.mjs";

const { chromium } = createRequire(new URL("../tests/e2e/", import.meta.url))("@playwright/test");

const [dist, visits = "7"] = process.argv.slice(2);

const PROFILES = {
  desktop: { viewport: { width: 1350, height: 940 }, slowdown: 1, network: undefined },
  phone: {
    viewport: { width: 412, height: 823 },
    slowdown: 4,
    network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
  },
};

const VISITS = {
  "reads only": { path: "/", press: undefined, hasApp: false },
  "with the app": { path: "/?view=agenda", press: undefined, hasApp: true },
  "from the first press": { path: "/", press: "[data-needs-script] button[aria-pressed=true]", hasApp: true },
};

const { address, sent, close } = await serve(dist);

/** Records long tasks, shifts of the layout, the first paint, and when the app shows the events of the feed. */
const observe = () => {
  const seen = { tasks: [], shift: 0, paint: 0, live: 0, pressed: 0 };
  Object.assign(globalThis, { seen });
  const on = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  new MutationObserver(() => {
    if (!seen.live && document.querySelector("[data-feed=live] .agenda li")) seen.live = performance.now();
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-feed"] });
  on("longtask", ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
  on("layout-shift", ({ value, hadRecentInput }) => (seen.shift += hadRecentInput ? 0 : value));
  on("paint", ({ name, startTime }) => name === "first-contentful-paint" && (seen.paint = startTime));
};

async function visit({ viewport, slowdown, network }, { path, press, hasApp }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROME,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const page = await browser.newPage({ viewport, timezoneId: "Europe/Berlin", locale: "en-GB" });
    await page.addInitScript(observe);
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
    if (hasApp) await page.waitForFunction(() => globalThis.seen.live, undefined, { polling: 200 });
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
  for (const [name, steps] of Object.entries(VISITS)) {
    const all = [];
    for (let index = 0; index < Number(visits); index += 1) all.push(await visit(settings, steps));
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
close();
