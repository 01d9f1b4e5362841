// The states of the feed: each is visible, and none empties the page.
import type { Page } from "@playwright/test";
import { event, expect, feed, serveFeed, test } from "./page";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

const calendar = (page: Page) => page.locator("[data-calendar]");
const status = (page: Page) => page.locator(".feed-status");

const CALL = event("a", "DTSTART:20261126T140000Z", "SUMMARY:Call");

/** The built-in list is still there, and so are the official links. */
async function keepsTheList(page: Page) {
  expect(await page.locator("[data-occurrence]").count()).toBeGreaterThan(0);
  await expect(page.getByRole("group", { name: "The official calendar" })).toBeVisible();
  await expect(page.locator("#slack-channel")).toBeVisible();
}

test("loading: the built-in list is shown while the feed loads", async ({ page }) => {
  await page.route("**/calendar.ics*", () => {});
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await expect(calendar(page)).toHaveAttribute("data-feed", "loading");
  await expect(status(page)).toContainText("newer ones are loading");
  await keepsTheList(page);
});

test("failed: a kept feed that is older than the built-in list does not replace it", async ({ page }) => {
  const old = feed("X-COMMUNITY-FETCHED:20200101T000000Z", ...CALL);
  await page.route("**/calendar.ics*", (route) =>
    route.request().url().endsWith("?again")
      ? route.fulfill({ body: old, contentType: "text/calendar" })
      : route.fulfill({ status: 404 }),
  );
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "failed");
  await expect(status(page)).toContainText("could not be");
  await expect(page.locator(".agenda")).not.toContainText("Call");
  await keepsTheList(page);
});

test("reading: a long feed is read in chunks, with its progress", async ({ page }) => {
  const long = Array.from({ length: 4000 }, (_, count) =>
    event(`a${count}`, "DTSTART:20200101T140000Z", "SUMMARY:Long ago"),
  );
  await serveFeed(page, feed(...long.flat(), ...event("b", "DTSTART:20261126T140000Z", "SUMMARY:Call")));
  await page.addInitScript(() => {
    // Whatever the speed of the machine, its clock shows that this takes a while.
    const now = Date.now;
    let looks = 0;
    Date.now = () => now() + 20 * looks++;
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      if (document.querySelector('[data-feed="reading"]'))
        said.push(document.querySelector(".feed-status")!.textContent!);
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "live");
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said.at(-1)).toMatch(/^Last updated .*; newer ones are being read\. \d+ %$/);
  expect(new Set(said).size, "it moves on").toBeGreaterThan(2);
});

test("live: shows as of when", async ({ page }) => {
  await serveFeed(
    page,
    feed("X-COMMUNITY-FETCHED:20261125T060000Z", ...event("a", "DTSTART:20261126T140000Z", "SUMMARY:Call")),
  );
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "live");
  await expect(status(page)).toHaveText("Last updated 25 Nov 2026, 07:00");
});

test("offline: says so while there is no connection", async ({ page, context }) => {
  await serveFeed(page, feed("X-COMMUNITY-FETCHED:20261125T060000Z", ...CALL));
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "live");
  await expect(status(page)).not.toContainText("offline");
  await context.setOffline(true);
  await expect(status(page)).toContainText("You are offline.");
  await context.setOffline(false);
  await expect(status(page)).not.toContainText("offline");
});

test("stale: shows since when, and where the current calendar is", async ({ page }) => {
  await serveFeed(
    page,
    feed("X-COMMUNITY-FETCHED:20261001T060000Z", ...event("a", "DTSTART:20261126T140000Z", "SUMMARY:Call")),
  );
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "stale");
  await expect(status(page)).toContainText("may be out of date");
  await expect(status(page)).toContainText("1 Oct 2026");
  await expect(page.locator("[data-occurrence]")).toHaveCount(1);
});

test("empty: says so", async ({ page }) => {
  await serveFeed(page, feed(...event("a", "DTSTART:20200101T140000Z", "SUMMARY:Long ago")));
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "empty");
  await expect(status(page)).toContainText("holds no coming events");
});

for (const [name, answer, reason] of [
  ["missing", { status: 404, body: "gone" }, "missing (404)"],
  ["refused by the server", { status: 503, body: "busy" }, "the server answered 503"],
  ["a web page", { status: 200, body: "<!doctype html><html><body>Sign in</body></html>" }, "a web page"],
  ["nothing at all", { status: 200, body: "" }, "the feed is empty"],
  ["text", { status: 200, body: "Sign in first", contentType: "text/plain" }, "there is no BEGIN:VCALENDAR"],
  ["a part of the file", { status: 206, body: feed(...CALL) }, "the server answered 206"],
  ["without events", { status: 200, body: feed() }, "the feed has no events"],
  ["cut off", { status: 200, body: feed(...CALL, ...CALL).slice(0, -40) }, "the feed is incomplete"],
] as const) {
  test(`failed: a feed that is ${name}`, async ({ page }) => {
    await page.route("**/calendar.ics*", (route) => route.fulfill(answer));
    await page.goto("/");
    await expect(calendar(page)).toHaveAttribute("data-feed", "failed");
    await expect(status(page)).toContainText(reason);
    await keepsTheList(page);
  });
}

test("failed: no connection", async ({ page }) => {
  await page.route("**/calendar.ics*", (route) => route.abort("connectionfailed"));
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "failed");
  await expect(status(page)).toContainText("could not be reached");
  await keepsTheList(page);
});

test("failed: no response in time", async ({ page }) => {
  await page.route("**/calendar.ics*", () => {});
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "loading");
  await page.clock.runFor(30_000);
  await expect(calendar(page)).toHaveAttribute("data-feed", "failed");
  await expect(status(page)).toContainText("did not arrive in time");
});

test.describe("long after the build", () => {
  test.use({ now: new Date(Date.now() + 400 * 86_400_000) });

  test("failed: the built-in events are all over, and the page says so", async ({ page }) => {
    await page.route("**/calendar.ics*", (route) => route.fulfill({ status: 404 }));
    await page.goto("/");
    await expect(calendar(page)).toHaveAttribute("data-feed", "failed");
    await expect(page.getByText("The list that was built into this page has run out.")).toBeVisible();
    await expect(page.getByRole("group", { name: "The official calendar" })).toBeVisible();
  });
});

test("a calendar with rare events shows its next one, however far away", async ({ page }) => {
  await serveFeed(page, feed(...event("a", "DTSTART:20270301T140000Z", "SUMMARY:Yearly meeting")));
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "live");
  await expect(page.getByRole("region", { name: "Next meeting" })).toContainText("Yearly meeting");
  await expect(page.locator("[data-occurrence]")).toHaveCount(1);
});

test("an open tab says when its events become stale", async ({ page }) => {
  await serveFeed(
    page,
    feed("X-COMMUNITY-FETCHED:20261112T080500Z", ...event("a", "DTSTART:20261226T140000Z", "SUMMARY:Call")),
  );
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "live");
  await page.clock.fastForward(2 * 86_400_000);
  await expect(calendar(page)).toHaveAttribute("data-feed", "stale");
});

test("a feed that does not arrive is requested again at once", async ({ page }) => {
  let requests = 0;
  await page.route("**/calendar.ics*", (route) => {
    requests += 1;
    return requests === 1 ? route.abort("connectionreset") : route.fulfill({ body: feed(...CALL) });
  });
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "live");
  expect(requests).toBe(2);
});

test("a feed that did not arrive is requested again when the visitor does something", async ({ page }) => {
  let isBack = false;
  await page.route("**/calendar.ics*", (route) =>
    isBack ? route.fulfill({ body: feed(...CALL) }) : route.abort("connectionreset"),
  );
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "failed");
  const first = page.locator("details.occurrence-more").first();
  isBack = true;
  await first.locator("> summary").click();
  await expect(calendar(page)).toHaveAttribute("data-feed", "live");
});

test("a built list without events is replaced by a feed without events", async ({ page }) => {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({
      response,
      body: html.replace(/"occurrences":\[.*\],"last_day"/, '"occurrences":[],"last_day"'),
    });
  });
  await serveFeed(page, feed());
  await page.goto("/");
  await expect(calendar(page)).toHaveAttribute("data-feed", "empty");
});

test("without the wasm the page stays as it was built, in the visitor's zone", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  page.removeAllListeners("console");
  page.removeAllListeners("pageerror");
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
  await expect(calendar(page)).toHaveAttribute("data-feed", "snapshot");
  await expect(calendar(page)).toHaveAttribute("data-zone", "Europe/Berlin");
  expect(await page.locator("[data-occurrence]").count()).toBeGreaterThan(5);
  await keepsTheList(page);
});
