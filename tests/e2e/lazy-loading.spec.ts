// When the app is loaded, and what happens to input from before that.
import { NOW, expect, test } from "./page";

type Page = import("@playwright/test").Page;

test.use({ stirs: false, timezoneId: "Europe/Berlin", locale: "en-GB" });

const app = (page: Page) => page.locator("html");

/** Opens the page and records which files of the app are requested. */
async function arrive(page: Page, address = "/") {
  const asked: string[] = [];
  page.on("request", (request) => /\.(js|wasm|ics)$/.test(request.url()) && asked.push(request.url()));
  await page.goto(address);
  return asked;
}

/** Holds the wasm back until the returned function is called. */
async function keepBack(page: Page) {
  let let_through = () => {};
  const awaited = new Promise<void>((resolve) => (let_through = resolve));
  await page.route("**/*.wasm", async (route) => {
    await awaited;
    await route.continue();
  });
  return let_through;
}

test("a visitor who does nothing loads no script, and still sees local times", async ({ page }) => {
  const asked = await arrive(page);
  await expect(app(page)).toHaveAttribute("data-app", "waiting");
  await expect(page.locator(".zone-picker-shown")).toContainText("Europe/Berlin");
  await expect(page.getByRole("button", { name: "Month", exact: true })).toBeVisible();
  expect(asked).toEqual([]);
  // No request is needed between the HTML and the first paint.
  expect(await page.locator("script[src], link[rel=stylesheet], link[rel*=preload]").count()).toBe(0);
});

const signs: Record<string, (page: Page) => Promise<void>> = {
  "moves the mouse": (page) => page.mouse.move(40, 40),
  "turns the wheel": (page) => page.mouse.wheel(0, 40),
  "presses a key": (page) => page.keyboard.press("Tab"),
  "scrolls by other means": (page) => page.evaluate(() => scrollTo(0, 40)),
};
for (const [what, stir] of Object.entries(signs)) {
  test(`the app loads when the visitor ${what}`, async ({ page }) => {
    await arrive(page);
    await expect(app(page)).toHaveAttribute("data-app", "waiting");
    await stir(page);
    await expect(app(page)).toHaveAttribute("data-app", "live");
  });
}

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
    await expect(page.getByText("First in the list")).toBeHidden();
    await page.mouse.move(20, 20);
    await expect(app(page)).toHaveAttribute("data-app", "live");
    await expect(page.getByText("Next event")).toBeVisible();
  });
});

test("a button pressed before the app is ready is replayed", async ({ page }) => {
  const let_through = await keepBack(page);
  await arrive(page);
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(app(page)).toHaveAttribute("data-app", "starting");
  let_through();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "month");
});

test("a theme chosen before the app is ready is applied and kept", async ({ page }) => {
  const let_through = await keepBack(page);
  await arrive(page);
  await page.getByRole("radio", { name: /dark/i }).check();
  let_through();
  await expect(app(page)).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("radio", { name: /dark/i })).toBeChecked();
});

test("the stored theme is shown as selected from the start", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("hearth.theme", "dark"));
  await arrive(page);
  await expect(page.getByRole("radio", { name: /dark/i })).toBeChecked();
  await expect(app(page)).toHaveAttribute("data-app", "waiting");
});

test("text typed before the app is ready is searched for", async ({ page }) => {
  const let_through = await keepBack(page);
  await arrive(page);
  await page.getByRole("searchbox").pressSequentially("coffee break");
  let_through();
  await expect(app(page)).toHaveAttribute("data-app", "live");
  await expect(page.getByRole("searchbox")).toHaveValue("coffee break");
  await expect(page.locator("[data-occurrence]").first()).toContainText(/coffee break/i);
  for (const title of await page.locator(".occurrence-title").allTextContents()) expect(title).toMatch(/coffee break/i);
});

for (const keys of ["/", "Control+k"]) {
  test(`${keys} opens the palette once the app is ready`, async ({ page }) => {
    const let_through = await keepBack(page);
    await arrive(page);
    await page.keyboard.press(keys);
    let_through();
    await expect(page.getByRole("dialog", { name: "Find anything" })).toBeVisible();
  });
}

test("a press is replayed only once", async ({ page }) => {
  const let_through = await keepBack(page);
  await arrive(page, "/?view=week&date=2026-11-25");
  await page.getByRole("button", { name: "Later" }).click();
  let_through();
  await expect(page).toHaveURL(/date=2026-12-02/);
  await page.getByRole("button", { name: "Later" }).click();
  await expect(page).toHaveURL(/date=2026-12-09/);
});
