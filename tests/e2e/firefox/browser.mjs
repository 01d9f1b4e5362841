// A reader in Firefox: a browser in a zone and a language, and a page whose clock stands and whose console is watched.
import assert from "node:assert/strict";
import { launch } from "puppeteer-core";

/** The time that the page is read at: a Wednesday morning in Europe. */
const NOW = Date.parse("2026-11-25T08:00:00Z");

/** Starts Firefox, over WebDriver BiDi. */
export function start(zone, language) {
  return launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
    headless: true,
    env: { ...process.env, TZ: zone },
    // Without the motion that readers can ask to be spared, nothing has to be waited for.
    extraPrefsFirefox: { "intl.accept_languages": language, "ui.prefersReducedMotion": 1 },
  });
}

/** Hands a page with nothing kept to `visit`, and expects it to say nothing in the console. */
export async function reading(browser, visit) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // Sooner than the test's own limit, so that it says what was waited for.
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
  assert.deepEqual(said, [], "the console stays empty");
}

// In the page, before anything else there.
function stopClock(now) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...parts) {
      super(...(parts.length ? parts : [now]));
    }
    static now() {
      return now;
    }
  };
}

/** Opens an address, and waits until the page has taken over and the feed has been read. */
export async function open(page, address) {
  await page.goto(address);
  // The app comes when the reader stirs.
  await page.mouse.move(1, 1);
  await page.waitForSelector('html[data-app="live"] [data-calendar][data-feed="live"]');
}

/** What a reader presses or types into, by its role and name; Firefox takes seconds to look through a whole page. */
export function control(page, within, role, name) {
  return page.locator(`${within} ::-p-aria([role="${role}"][name="${name}"])`);
}

/** Waits until the first element that fits has these words. */
export async function says(page, selector, words) {
  const isSaid = (selector, words) => new RegExp(words).test(document.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim());
  await page.waitForFunction(isSaid, {}, selector, words.source).catch(async () => {
    assert.match(await page.evaluate((selector) => document.querySelector(selector)?.textContent ?? "(nothing)", selector), words, selector);
  });
}

/** Waits until the focus is on an element. */
export function hasFocus(page, selector) {
  return page.waitForFunction((selector) => document.activeElement?.matches(selector), {}, selector);
}
