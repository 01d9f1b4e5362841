// The main tasks of visitors, in Firefox, which has its own `Intl`, zone data, dialogs and popovers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { control, hasFocus, open, reading, says, start } from "./browser.mjs";
import { serve } from "./site.mjs";

const TITLE = "#calendar-title";

let site;
let browser;

before(async () => {
  site = await serve();
  browser = await start("Asia/Kolkata", "en-GB");
});

after(async () => {
  await browser?.close();
  site?.stop();
});

const visit = (name, address, steps) =>
  test(name, { timeout: 30_000 }, () =>
    reading(browser, async (page) => {
      await open(page, site.address + address);
      await steps(page);
    }),
  );

visit("the agenda is in the machine's zone", "/", async (page) => {
  await page.waitForSelector('[data-calendar][data-zone="Asia/Kolkata"][data-view="agenda"]');
  const shown = await page.$$eval("[data-occurrence]", (items) =>
    items
      .slice(0, 3)
      .map((item) => [
        item.dataset.occurrence,
        item.querySelector("time").dateTime,
        item.querySelector("time").textContent.trim(),
      ]),
  );
  assert.deepEqual(shown, [
    ["call/20261125T140000Z", "2026-11-25T19:30:00+05:30", "19:30–20:30"],
    ["days/20261126", "2026-11-26", "All day"],
    ["cake/20261127T180000Z", "2026-11-27T23:30:00+05:30", "Fri 27 Nov, 23:30 – Sat 28 Nov, 01:30"],
  ]);
  await says(page, '[role="timer"]', /^· in 6 hours$/);
});

visit("another zone is found by typing, and a button goes back to the machine's", "/", async (page) => {
  await control(page, ".zone-picker", "button", "Change time zone").click();
  await hasFocus(page, '[role="combobox"]');
  await page.keyboard.type("tokyo");
  await page.waitForFunction(() => document.querySelectorAll('[role="option"]').length === 1);
  await page.keyboard.press("Enter");
  await page.waitForSelector('[data-calendar][data-zone="Asia/Tokyo"]');
  await page.waitForSelector('[data-occurrence] time[datetime="2026-11-25T23:00:00+09:00"]');
  assert.equal(new URL(page.url()).search, "?zone=Asia/Tokyo");
  await control(page, ".zone-picker", "button", "Back to mine: Asia/Kolkata").click();
  await page.waitForSelector('[data-occurrence] time[datetime="2026-11-25T19:30:00+05:30"]');
});

visit("arrow keys move through a month, and Enter opens the day", "/?view=month", async (page) => {
  await page.waitForSelector('[role="gridcell"][aria-current="date"] [datetime="2026-11-25"]');
  await page.focus("#day-2026-11-25");
  for (const [key, day] of [
    ["ArrowRight", "2026-11-26"],
    ["ArrowDown", "2026-12-03"],
    ["ArrowUp", "2026-11-26"],
    ["ArrowLeft", "2026-11-25"],
    ["PageDown", "2026-12-25"],
  ]) {
    await page.keyboard.press(key);
    await hasFocus(page, `#day-${day}`);
  }
  await page.keyboard.press("Enter");
  await says(page, TITLE, /^Friday,? 25 December 2026$/);
});

visit("a week shows its events by hour, and goes to the next week", "/?view=week", async (page) => {
  await says(page, TITLE, /^23 ?– ?29 November 2026$/);
  const hours = (page) =>
    page.$$eval(".time-grid-block [data-occurrence]", (blocks) => blocks.map((block) => block.dataset.occurrence));
  assert.deepEqual(await hours(page), ["call/20261125T140000Z", "cake/20261127T180000Z", "cake/20261127T180000Z"]);
  await control(page, ".toolbar", "button", "Later").click();
  await says(page, TITLE, /^30 November ?– ?6 December 2026$/);
  assert.deepEqual(await hours(page), ["call/20261202T140000Z"]);
});

visit("an event of the agenda opens in place, and the address names it", "/", async (page) => {
  await page.locator('[data-occurrence="call/20261202T140000Z"] summary').click();
  await says(page, ".event-details", /15:00 in Berlin .* 19:30 in Kolkata/);
  await page.waitForFunction(() => location.search === "?event=call/20261202T140000Z");
});

visit("an event of a grid opens in a dialog, and Escape returns the focus", "/?view=week", async (page) => {
  const chip = '.chip[data-occurrence="call/20261125T140000Z"]';
  await page.focus(chip);
  await page.keyboard.press("Enter");
  await says(page, "dialog[open]", /Wednesday,? 25 November 2026.*Weekly call/);
  await page.keyboard.press("Escape");
  await hasFocus(page, chip);
  await page.waitForFunction(() => location.search === "?view=week");
});

visit("events are filtered by text", "/", async (page) => {
  await control(page, ".toolbar", "button", "Filter events").click();
  await control(page, ".filter", "searchbox", "Filter events by words").fill("cake");
  await page.waitForFunction(() => document.querySelectorAll("[data-occurrence]").length === 1);
  await says(page, ".occurrence-title", /^Release party\b/);
  assert.equal(new URL(page.url()).search, "?q=cake");
});

visit("a chosen theme is kept for the next visit", "/", async (page) => {
  await page.evaluate(() => document.querySelector(".theme-switch").scrollIntoView());
  await control(page, ".theme-switch", "radio", "Dark theme").click();
  await page.waitForSelector('html[data-theme="dark"]');
  await open(page, site.address);
  assert.equal(await page.$eval("html", (html) => html.dataset.theme), "dark");
  assert.equal(await page.$eval("body", (body) => getComputedStyle(body).backgroundColor), "rgb(21, 23, 28)");
});

visit("back and forward go through views and dates", "/", async (page) => {
  await control(page, ".toolbar", "button", "Month").click();
  await control(page, ".toolbar", "button", "Later").click();
  await says(page, TITLE, /^December 2026$/);
  await page.goBack();
  await says(page, TITLE, /^November 2026$/);
  await page.goBack();
  await page.waitForSelector('[data-calendar][data-view="agenda"]');
  await page.goForward();
  await says(page, TITLE, /^November 2026$/);
});

visit(
  "a day with a daylight-saving change has 25 hours",
  "/?view=day&date=2026-10-25&zone=Europe/Berlin",
  async (page) => {
    await says(page, '[role="note"]', /^The clocks go back on Sun,? 25 Oct/);
    assert.equal((await page.$$(".time-grid-mark")).length, 25);
  },
);

visit("every view fits on a phone", "/", async (page) => {
  await page.setViewport({ width: 360, height: 780 });
  for (const view of ["agenda", "month", "week", "day"]) {
    await open(page, `${site.address}/?view=${view}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, view);
  }
});
