// When the app is loaded. What happens to input from before that is in replay.spec.ts.
import { NOW, event, expect, feed, serveFeed, summaryOf, test, type Page, touch } from "./page";

test.use({ touchesControl: false, timezoneId: "Europe/Berlin", locale: "en-GB" });

const app = (page: Page) => page.locator("html");

/** Opens the page and records which files of the app are requested. */
async function arrive(page: Page, address = "/") {
  const requested: string[] = [];
  page.on("request", (request) => /\.(js|wasm|ics)$/.test(request.url()) && requested.push(request.url()));
  await page.goto(address);
  return requested;
}

test("a visitor who does nothing loads no script, and still sees local times", async ({ page }) => {
  const requested = await arrive(page);
  await expect(app(page)).toHaveAttribute("data-app", "waiting");
  await expect(page.locator(".zone-picker-shown")).toContainText("Europe/Berlin");
  await expect(page.getByRole("button", { name: "Month", exact: true })).toBeVisible();
  expect(requested).toEqual([]);
  // No request is needed between the HTML and the first paint.
  expect(await page.locator("script[src], link[rel=stylesheet], link[rel*=preload]").count()).toBe(0);
});

const signs: Record<string, (page: Page) => Promise<void>> = {
  "touches the calendar": touch,
  "presses a control": (page) => page.getByRole("button", { name: "Month", exact: true }).click(),
  "moves the focus to a control": (page) => page.getByRole("button", { name: "Month", exact: true }).focus(),
  "presses the key of the palette": (page) => page.keyboard.press("/"),
  "opens an event": (page) => page.locator("[data-occurrence] summary").first().click(),
  "scrolls to the calendar": (page) => page.mouse.wheel(0, 700),
  "scrolls to the calendar by other means": (page) => page.evaluate(() => scrollTo(0, 700)),
};
for (const [what, stir] of Object.entries(signs)) {
  test(`the app loads when the visitor ${what}`, async ({ page }) => {
    await arrive(page);
    await expect(app(page)).toHaveAttribute("data-app", "waiting");
    await stir(page);
    await expect(app(page)).toHaveAttribute("data-app", "live");
  });
}

test("scrolling to the calendar loads the events, and the first press the controls", async ({ page }) => {
  const requested = await arrive(page);
  await page.mouse.wheel(0, 700);
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  const parts = () => requested.map((url) => /hearth-([a-z]\w*)-/.exec(url)?.[1]).filter(Boolean);
  expect(parts()).toEqual([]);
  await expect(app(page)).not.toHaveAttribute("data-controls");
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(app(page)).toHaveAttribute("data-controls", "live");
  // Another period needs the feed.
  expect(parts().sort()).toEqual(["controls", "engine", "month"]);
});

test("the engine is loaded if the feed is not the one of the build", async ({ page }) => {
  await serveFeed(page, feed(...event("call", "DTSTART:20261126T150000Z", "SUMMARY:A new call")));
  const requested = await arrive(page);
  await page.mouse.wheel(0, 700);
  await expect(page.locator(".agenda [data-occurrence]")).toHaveCount(1);
  await expect(page.locator(".agenda")).toContainText("A new call");
  expect(requested.filter((url) => url.includes("hearth-engine-"))).toHaveLength(1);
});

test("the engine is loaded for more days, and for details", async ({ page }) => {
  const requested = await arrive(page);
  const engine = () => requested.filter((url) => url.includes("hearth-engine-")).length;
  await touch(page);
  await expect(app(page)).toHaveAttribute("data-controls", "live");
  const days = page.locator(".agenda-day");
  const before = await days.count();
  expect(engine()).toBe(0);
  await page.getByRole("button", { name: "Show four more weeks" }).click();
  await expect.poll(() => days.count()).toBeGreaterThan(before);
  expect(engine()).toBe(1);
  await page.goto("/");
  await summaryOf(page.locator(".agenda [data-occurrence]").first()).click();
  await expect(page.getByText("Why this time").first()).toBeVisible();
  expect(engine()).toBe(2);
});

// The browser reports the failed requests on the console.
test.extend({ silent: async ({}, use) => use() })(
  "a press whose controls cannot be loaded is answered, and the next one works",
  async ({ page }) => {
    await arrive(page);
    const controls = /hearth-controls-[0-9a-f]+\.wasm$/;
    await page.route(controls, (route) => route.abort("internetdisconnected"));
    await page.getByRole("button", { name: "Month", exact: true }).click();
    await expect(page.locator(".loading-note")).toHaveText("This could not be loaded. Try again, or reload the page.");
    await expect(page.locator("[aria-busy]")).toHaveCount(0);
    await page.unroute(controls);
    await page.getByRole("button", { name: "Week", exact: true }).click();
    await expect(page.locator(".time-grid")).toBeVisible();
    await expect(page.locator(".loading-note")).toBeEmpty();
  },
);

test("reading and moving the pointer do not load the app", async ({ page }) => {
  const requested = await arrive(page);
  await page.mouse.move(40, 40);
  await page.mouse.move(400, 300);
  await page.mouse.wheel(0, 40);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.locator(".intro-title").click();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(app(page)).toHaveAttribute("data-app", "waiting");
  expect(requested).toEqual([]);
});

test("on a metered connection the app does not load without being asked for", async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } }),
  );
  await arrive(page);
  await page.clock.runFor(60_000);
  await expect(app(page)).toHaveAttribute("data-app", "waiting");
  await touch(page);
  await expect(app(page)).toHaveAttribute("data-app", "live");
});

test("the app loads after a while without interaction", async ({ page }) => {
  await arrive(page);
  await page.clock.runFor(4_000);
  await expect(app(page)).toHaveAttribute("data-app", "waiting");
  await page.clock.runFor(7_000);
  await expect(app(page)).toHaveAttribute("data-app", "live");
});

test("the app loads at once when the address has parameters", async ({ page }) => {
  await arrive(page, "/?view=month");
  await expect(app(page)).toHaveAttribute("data-app", "live");
});

test("the app loads at once for a visitor with a second zone", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("hearth.zone2", "Asia/Tokyo"));
  await arrive(page);
  await expect(app(page)).toHaveAttribute("data-app", "live");
});

const DAY = 24 * 3600e3;

test.describe("when the built-in events are over", () => {
  test.use({ now: new Date(NOW.getTime() + 40 * DAY) });
  test("the app loads at once", async ({ page }) => {
    await arrive(page);
    await expect(app(page)).toHaveAttribute("data-app", "live");
  });
});

test.describe("when some of the built-in events are over", () => {
  test.use({ now: new Date(NOW.getTime() + 3 * DAY) });
  test("only the others are listed", async ({ page }) => {
    const ends = () =>
      page.locator("[data-occurrence]").evaluateAll((all: HTMLElement[]) =>
        all.map((occurrence) => ({
          end: new Date(
            [...occurrence.querySelectorAll<HTMLTimeElement>(".occurrence-time > time")]
              .at(-1)!
              .dateTime.replace(/^(.{10})$/, "$1T24:00"),
          ).getTime(),
          isShown: occurrence.checkVisibility(),
        })),
      );
    await arrive(page);
    await expect(app(page)).toHaveAttribute("data-app", "waiting");
    const now = await page.evaluate(() => Date.now());
    const listed = await ends();
    expect(listed.filter(({ end }) => end < now).length).toBeGreaterThan(0);
    for (const { end, isShown } of listed) expect(isShown).toBe(end > now);
    for (const day of await page.locator(".agenda-day:visible").all())
      await expect(day.locator("[data-occurrence]:visible").first()).toBeVisible();
    // The next meeting that is not over stands on the first screen, before and after.
    const title = page.locator(".next-event-title");
    await expect(title).toBeVisible();
    const before = await title.textContent();
    // Screen readers read the title with the link to join.
    await expect(page.locator(".next-event .join .visually-hidden").first()).toHaveText(before!.trim());
    await touch(page);
    await expect(app(page)).toHaveAttribute("data-app", "live");
    await expect(title).toHaveText(before!);
  });
});

test("the stored theme is shown as selected from the start", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("hearth.theme", "dark"));
  await arrive(page);
  await expect(page.getByRole("radio", { name: /dark/i })).toBeChecked();
  await expect(app(page)).toHaveAttribute("data-app", "waiting");
});

test("the page has few nodes, as built and with the app", async ({ page }) => {
  const nodes = () =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document);
      let count = 1;
      while (walker.nextNode()) count += 1;
      return count;
    });
  await arrive(page);
  await expect(page.locator(".zone-picker-shown")).toContainText("Europe/Berlin");
  expect(await nodes()).toBeLessThanOrEqual(1650);
  await touch(page);
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  expect(await nodes()).toBeLessThanOrEqual(2100);
});
