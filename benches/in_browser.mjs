// How long the page keeps its visitor waiting, as the browser reports it: for each action, the longest task on the
// main thread ("long tasks", which the browser reports from 50 ms on) and the longest time from an input to the next
// frame.
//
//     node benches/in_browser.mjs DIST FEED... [--runs N]
import { createRequire } from "node:module";
import { basename } from "node:path";
import { serve } from "./serve.mjs";

const { chromium } = createRequire(new URL("../tests/e2e/", import.meta.url))("@playwright/test");

const given = process.argv.slice(2);
const runs = given.includes("--runs") ? Number(given.splice(given.indexOf("--runs"), 2)[1]) : 3;
const [dist, ...feeds] = given;

/** What a visitor does: a name, and the button of the calendar that is clicked or the key that is pressed.
 * @type {[string, { button: string } | { key: string }][]} */
const ACTIONS = [
  ["agenda, later", { button: "Later" }],
  ["month", { button: "Month" }],
  ["month, later", { button: "Later" }],
  ["week", { button: "Week" }],
  ["week, later", { button: "Later" }],
  ["day", { button: "Day" }],
  ["agenda", { button: "Agenda" }],
  ["filter", { button: "Filter events" }],
  ["first letter", { key: "c" }],
  ["second letter", { key: "a" }],
  ["all again", { button: "Show all" }],
];

/** The longest waits since the last call, in milliseconds: for a task, and from an input to the next frame. */
const waited = (page) =>
  page.evaluate(() => {
    const longest = (entries) => Math.round(Math.max(0, ...entries.splice(0).map((entry) => entry.duration)));
    return { task: longest(window.tasks), frame: longest(window.inputs) };
  });

async function measure(address) {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: process.env.CHROME || "/usr/bin/chromium", args: root });
  const page = await browser.newPage({
    viewport: { width: 1350, height: 940 },
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
  });
  await page.addInitScript(() => {
    window.tasks = [];
    window.inputs = [];
    const observe = (into, options) =>
      new PerformanceObserver((list) => into.push(...list.getEntries())).observe({ buffered: true, ...options });
    observe(window.tasks, { type: "longtask" });
    observe(window.inputs, { type: "event", durationThreshold: 16 });
  });
  const rest = () => page.waitForTimeout(800);
  const waits = [];
  await page.goto(address);
  // The app loads once the calendar is near the viewport.
  await page.evaluate(() => document.querySelector("[data-calendar]").scrollIntoView());
  await page.waitForSelector("[data-feed=live], [data-feed=stale]", { timeout: 60_000 });
  await rest();
  waits.push(["load", await waited(page)]);
  for (const [name, action] of ACTIONS) {
    if ("button" in action) {
      const button = page.locator("[data-calendar]").getByRole("button", { name: action.button, exact: true });
      await button.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await button.boundingBox();
      // Finding the button takes time on the main thread of the page too.
      await waited(page);
      await page.mouse.click(x + width / 2, y + height / 2);
    } else {
      await page.keyboard.press(action.key);
    }
    await rest();
    waits.push([name, await waited(page)]);
  }
  await browser.close();
  return waits;
}

const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

for (const feed of feeds) {
  const server = await serve(dist, feed);
  const all = [];
  for (let run = 0; run < runs; run += 1) all.push(await measure(server.address));
  server.close();
  console.log(`\n${basename(feed)}: medians of ${runs}, in ms    longest task   input to frame`);
  for (const [place, [name]] of all[0].entries()) {
    const of = (what) => middle(all.map((waits) => waits[place][1][what]));
    const show = (value, least) => (value === 0 ? `under ${least}` : String(value)).padStart(15);
    console.log(`  ${name.padEnd(28)}${show(of("task"), 50)}${show(of("frame"), 16)}`);
  }
}
