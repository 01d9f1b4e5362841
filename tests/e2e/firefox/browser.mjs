// Starts Firefox in a zone and a language, and opens pages with a fixed clock and a watched console.
import assert from "node:assert/strict";
import { launch } from "puppeteer-core";

/** The current time in the page: a Wednesday morning in Europe. */
const NOW = Date.parse("2026-11-25T08:00:00Z");

/** Starts Firefox, over WebDriver BiDi. */
export function start(zone, language) {
  return launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    headless: true,
    env: { ...process.env, TZ: zone },
    // With reduced motion, no animation has to be waited for.
    extraPrefsFirefox: { "intl.accept_languages": language, "ui.prefersReducedMotion": 1 },
  });
}

/** Calls `visit` with a page that has no stored data, and expects the console to stay empty unless it causes errors. */
export async function reading(browser, visit, { causesErrors = false } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // Shorter than the test's own limit, so that the error says what was waited for.
  page.setDefaultTimeout(10_000);
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  await page.evaluateOnNewDocument(stopClock, NOW);
  try {
    await visit(page);
  } finally {
    await context.close();
  }
  if (!causesErrors) assert.deepEqual(said, [], "the console stays empty");
}

// Runs in the page, before any of its scripts.
function stopClock(now) {
  const Real = Date;
  class Stopped extends Real {
    constructor(...parts) {
      super(.../** @type {[number]} */ (parts.length ? parts : [now]));
    }
    static now() {
      return now;
    }
  }
  globalThis.Date = /** @type {any} */ (Stopped);
}

/** Runs in the page, before its scripts: timers of a second or more only fire when `runTimers` is called. */
export function holdTimers() {
  const real = globalThis.setTimeout;
  const held = [];
  globalThis.setTimeout = /** @type {any} */ (
    (task, milliseconds, ...values) =>
      milliseconds >= 1000 ? held.push({ task, milliseconds, values }) : real(task, milliseconds, ...values)
  );
  globalThis.runTimers = (limit) => {
    for (const timer of held.filter(({ milliseconds }) => milliseconds <= limit)) {
      held.splice(held.indexOf(timer), 1);
      timer.task(...timer.values);
    }
  };
}

/** Opens an address, and waits until the app has taken over and the feed has been read. */
export async function open(page, address) {
  await page.goto(address);
  // The app loads when a control is used.
  await page.focus("button");
  await page.waitForSelector('html[data-app="live"] [data-calendar][data-feed="live"]');
}

/** Finds a control by role and name within a selector; searching the whole page takes Firefox seconds. */
export function control(page, within, role, name) {
  return page.locator(`${within} ::-p-aria([role="${role}"][name="${name}"])`);
}

/** Waits until the first matching element has this text. */
export async function says(page, selector, words) {
  const isSaid = (selector, words) =>
    new RegExp(words).test(document.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim());
  await page.waitForFunction(isSaid, {}, selector, words.source).catch(async () => {
    assert.match(
      await page.evaluate((selector) => document.querySelector(selector)?.textContent ?? "(nothing)", selector),
      words,
      selector,
    );
  });
}

/** Waits until an element has the focus. */
export function hasFocus(page, selector) {
  return page.waitForFunction((selector) => document.activeElement?.matches(selector), {}, selector);
}
