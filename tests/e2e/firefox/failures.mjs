// Translators, deploys, stalled and wrong answers, and the service worker, in Firefox.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { control, holdTimers, open, reading, says, start } from "./browser.mjs";
import { answer, built, FEED, serve } from "./site.mjs";

const TITLE = "#calendar-title";
const SCRIPT = built(/^hearth-[0-9a-f]+\.js$/);
const WASM = built(/_bg\.wasm$/);

let site;
let browser;

before(async () => {
  browser = await start("Europe/Berlin", "en-GB");
});
after(() => browser?.close());
beforeEach(async () => {
  site = await serve();
});
afterEach(() => site.stop());

const visit = (name, steps, { causesErrors = true } = {}) =>
  test(name, { timeout: 30_000 }, () => reading(browser, steps, { causesErrors }));

const isLive = (page) => page.waitForSelector('html[data-app="live"]');

/** Opens the page, and loads the app after a step. */
async function arrive(page, step = async () => {}) {
  await page.goto(site.address);
  await step();
  await page.focus("button");
}

/** Runs in the page: replaces each text as translators do, except what is not to be translated. */
function translate() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    if (!text.data.trim() || text.parentElement.closest("script, style, [translate=no]")) continue;
    const font = document.createElement("font");
    font.textContent = text.data.toUpperCase();
    text.replaceWith(font);
  }
}

const withoutErrors = { causesErrors: false };

/** What scripts of others do to the document before the app is there. */
const changes = {
  "an element is first in the body": () => document.body.prepend(document.createElement("div")),
  "an element is beside each field": () =>
    document.querySelectorAll("input").forEach((field) => field.after(document.createElement("span"))),
  "texts are split": () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) if (text.length > 1) text.splitText(1);
  },
  "comments are removed": () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walker.nextNode()) comments.push(/** @type {Comment} */ (walker.currentNode));
    for (const comment of comments) comment.remove();
  },
  "dialogs are removed": () => document.querySelectorAll("dialog").forEach((dialog) => dialog.remove()),
  "the calendar is removed": () => document.querySelector("[data-calendar]").remove(),
};
for (const [what, change] of Object.entries(changes)) {
  visit(
    `${what}: the calendar and the palette work`,
    async (page) => {
      await arrive(page, () => page.evaluate(change));
      await page.waitForSelector('html[data-app="live"] [data-feed="live"]');
      await control(page, ".toolbar", "button", "Month").click();
      await says(page, TITLE, /^November 2026$/);
      await page.keyboard.press("/");
      await page.waitForSelector("#palette[open]");
    },
    withoutErrors,
  );
}

visit(
  "a page that was translated before the app came works",
  async (page) => {
    await arrive(page, () => page.evaluate(translate));
    await page.waitForSelector('html[data-app="live"] [data-feed="live"]');
    await control(page, ".toolbar", "button", "Month").click();
    await says(page, TITLE, /^November 2026$/);
  },
  withoutErrors,
);

visit(
  "after a translation, times and the name of their zone change together",
  async (page) => {
    await open(page, site.address);
    await page.evaluate(translate);
    await page.evaluate(() => {
      history.replaceState(null, "", "?zone=Asia/Tokyo");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await says(page, ".zone-picker-shown strong", /^Asia\/Tokyo$/);
    await says(page, ".occurrence-time time", /^23:00–00:00$/);
  },
  withoutErrors,
);

/** Answers the first request for the page as an earlier build did, whose files are gone. */
function serveOldBuildOnce() {
  const page = built(/^index\.html$/)
    .read()
    .toString();
  site.overrides.set("/", (_, response) => {
    site.overrides.delete("/");
    answer(response, "text/html", page.replaceAll(/hearth-[0-9a-f]+/g, "hearth-0"));
  });
}

visit("a page whose files are gone reloads itself", async (page) => {
  serveOldBuildOnce();
  await page.goto(site.address);
  const reloaded = page.waitForNavigation();
  await page.focus("button");
  await reloaded;
  await page.focus("button");
  await isLive(page);
});

visit("a page whose files are gone offers to reload if something was pressed", async (page) => {
  serveOldBuildOnce();
  await page.goto(site.address);
  await page.keyboard.press("/");
  await page.waitForSelector(".new-version > p:not([hidden])");
  await page.waitForSelector('html[data-app="static"]');
});

for (const [what, file] of /** @type {const} */ ([
  ["script", SCRIPT],
  ["wasm", WASM],
])) {
  visit(`a connection that breaks while the ${what} loads is retried once`, async (page) => {
    site.overrides.set(file.path, (_, response) => {
      site.overrides.delete(file.path);
      response.destroy();
    });
    await arrive(page);
    await isLive(page);
  });

  visit(`a ${what} that does not come has words after a while, and a time limit`, async (page) => {
    const isAsked = new Promise((resolve) => site.overrides.set(file.path, resolve));
    await page.evaluateOnNewDocument(holdTimers);
    await arrive(page);
    await isAsked;
    await page.evaluate(() => globalThis.runTimers(6000));
    await says(page, ".loading-note", /^Loading the calendar…$/);
    await page.evaluate(() => globalThis.runTimers(61_000));
    await page.waitForSelector('html[data-app="static"]');
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".notice")].some(
        (notice) => notice.checkVisibility() && /The live calendar could not start/.test(notice.textContent),
      ),
    );
  });
}

for (const [what, file, type] of /** @type {const} */ ([
  ["script", SCRIPT, "text/javascript"],
  ["wasm", WASM, "application/wasm"],
])) {
  visit(`a portal's page in place of the ${what}, and the ${what} at the next input`, async (page) => {
    site.overrides.set(file.path, (_, response) => answer(response, "text/html", "<!doctype html><p>Sign in</p>"));
    await arrive(page);
    await page.waitForSelector('html[data-app="static"][data-stopped]');
    site.overrides.set(file.path, (_, response) => answer(response, type, file.read()));
    await page.keyboard.press("Tab");
    await isLive(page);
  });
}

visit("a part of a feed, with the status 206, leaves the built events", async (page) => {
  site.overrides.set("/calendar.ics", (_, response) => {
    response.writeHead(206, { "content-type": "text/calendar" }).end(FEED);
  });
  await arrive(page);
  await page.waitForSelector('[data-calendar][data-feed="failed"]');
  assert.ok((await page.$$("[data-occurrence]")).length > 5);
});

visit("a feed that does not come has a time limit", async (page) => {
  const isAsked = new Promise((resolve) => site.overrides.set("/calendar.ics", resolve));
  await page.evaluateOnNewDocument(holdTimers);
  await arrive(page);
  await isAsked;
  await isLive(page);
  await page.evaluate(() => globalThis.runTimers(20_000));
  await page.waitForFunction(() => {
    globalThis.runTimers(20_000);
    return document.querySelector("[data-calendar]").getAttribute("data-feed") === "failed";
  });
});

for (const [what, body] of [
  ["a portal's page", "<!doctype html><p>Sign in</p>"],
  ["an empty calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"],
  ["half a calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n"],
]) {
  visit(`${what} in place of the feed leaves the built events`, async (page) => {
    site.overrides.set("/calendar.ics", (_, response) => answer(response, "text/calendar", body));
    await arrive(page);
    await page.waitForSelector('[data-calendar][data-feed="failed"]');
    assert.ok((await page.$$("[data-occurrence]")).length > 5);
  });
}

/** Waits until the service worker is active. */
const hasWorker = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done));
  });

visit(
  "a portal's page in place of the feed does not replace the events that are kept for offline use",
  async (page) => {
    await open(page, site.address);
    await hasWorker(page);
    site.overrides.set("/calendar.ics", (_, response) => answer(response, "text/calendar", "<p>Sign in</p>"));
    await page.reload();
    await page.focus("button");
    await page.waitForSelector('html[data-app="live"] [data-calendar][data-feed="live"]');
    await says(page, ".agenda", /Weekly call/);
  },
);

visit("the page works offline after a visit", async (page) => {
  await open(page, site.address);
  await hasWorker(page);
  site.stop();
  await page.goto(`${site.address}/?view=month`);
  await isLive(page);
  await says(page, TITLE, /^November 2026$/);
  await page.goto(`${site.address}/embed.html`);
  await page.focus("button");
  await isLive(page);
});
