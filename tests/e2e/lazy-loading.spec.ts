// When the app is loaded. What happens to input from before that is in replay.spec.ts.
import { NOW, expect, test, type Page, touch } from "./page";

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
