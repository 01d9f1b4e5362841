// The first screen: the community, its next meeting and every channel, at each size and before the app is there.
import { event, expect, feed, open, serveFeed, test, withholdWasm, type Page } from "./page";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

const SIZES = [
  [360, 740],
  [390, 844],
  [768, 1024],
  [1440, 900],
] as const;

/** What is not wholly in the viewport, of what has to be there. */
async function outside(page: Page) {
  return page.locator("h1, .next-event, .next-event .button-link, .channel-link").evaluateAll((all) =>
    all
      .filter((one) => {
        const { top, bottom, height } = one.getBoundingClientRect();
        return height === 0 || top < 0 || bottom > innerHeight;
      })
      .map((one) => one.textContent),
  );
}

declare global {
  /** The layout shifts, each with the elements that have moved. */
  var shifts: { value: number; moved: unknown[] }[];
}

for (const [width, height] of SIZES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`at ${width} × ${height}, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme });

      test("the next meeting and every channel are there, and nothing moves when the app comes", async ({ page }) => {
        await page.addInitScript(() => {
          type Shift = PerformanceEntry & { value: number; sources: { node?: Node }[] };
          globalThis.shifts = [];
          new PerformanceObserver((list) => {
            for (const { value, sources } of list.getEntries() as Shift[])
              shifts.push({ value, moved: sources.map(({ node }) => (node as Element)?.className || node?.nodeName) });
          }).observe({ type: "layout-shift", buffered: true });
        });
        const letThrough = await withholdWasm(page);
        await page.goto("/");
        await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Europe/Berlin");
        expect(await outside(page)).toEqual([]);
        const card = page.locator(".next-event");
        await expect(card).toContainText(/Next meeting · in 7 hours/);
        await expect(card.locator(".next-event-when")).toHaveText(/16:00–17:00\s*Berlin/);
        const before = await card.innerText();
        letThrough();
        await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live", {
          timeout: 20_000,
        });
        expect(await card.innerText()).toBe(before);
        expect(await outside(page)).toEqual([]);
        const moved = await page.evaluate(() => shifts);
        const total = moved.reduce((sum, { value }) => sum + value, 0);
        expect(total, JSON.stringify(moved)).toBeLessThanOrEqual(0.01);
      });
    });
  }
}

test("each channel's link leads to its section", async ({ page }) => {
  await open(page);
  const links = page.getByRole("list", { name: "Channels" }).getByRole("link");
  await expect(links).toHaveCount(8);
  for (const link of await links.all()) {
    const target = (await link.getAttribute("href"))!;
    await expect(page.locator(target).locator(".channel-card").first()).toBeAttached();
  }
  await links.filter({ hasText: "Matrix" }).click();
  await expect(page.locator("#matrix-heading")).toBeInViewport();
});

for (const [what, width, height, screens] of [
  ["a desktop", 1440, 900, 5],
  ["a phone", 390, 844, 8],
] as const) {
  test(`the page is at most ${screens} screens on ${what}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(screens * height);
  });
}

test("the title opens the meeting, and the menu adds it to a calendar", async ({ page }) => {
  await open(page);
  const card = page.locator(".next-event");
  await card.getByText("Add to calendar").click();
  await expect(card.getByRole("link", { name: "Google" }).first()).toHaveAttribute("href", /calendar\.google\.com/);
  await page.keyboard.press("Escape");
  await expect(card.getByRole("link", { name: "Google" })).toHaveCount(0);
  await card.getByRole("link", { name: "Sample: Community call" }).first().click();
  await expect(page.locator(".occurrence details[open]")).toHaveCount(1);
});

test("the card says that it does not follow the filter", async ({ page }) => {
  await open(page, "/?q=coffee");
  await expect(page.locator(".next-event")).toContainText("Next of all meetings");
});

test.describe("once the next meeting of the build is over", () => {
  test.use({ now: new Date("2026-11-25T20:00:00Z") });
  test("the meeting in its place has its own link and time, whatever the one before had", async ({ page }) => {
    // The first one has no link, and floats.
    await page.route("/", async (route) => {
      const response = await route.fetch();
      const built = await response.text();
      const withoutLink = built.replace(/<p class="join" data-strong[^]*?<\/p>/, "");
      const body = withoutLink.replace(/(class="next-event-when"[^>]*><time )/, "$1data-floating ");
      expect(new Set([built, withoutLink, body]).size).toBe(3);
      await route.fulfill({ response, body });
    });
    const letThrough = await withholdWasm(page);
    await page.goto("/");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Europe/Berlin");
    const card = page.locator(".next-event");
    const shown = async () => [
      await card.locator(".next-event-title").textContent(),
      await card.locator(".next-event-when time").first().textContent(),
      await card.locator(".next-event-countdown").textContent(),
      await card.getByRole("link", { name: /^Join/ }).getAttribute("href"),
    ];
    const before = await shown();
    letThrough();
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    expect(await shown()).toEqual(before);
  });
});

test.describe("with a clock that is long behind", () => {
  test.use({ now: new Date("2026-01-05T08:00:00Z") });
  test("no meeting is said to be next, before the app and after", async ({ page }) => {
    const letThrough = await withholdWasm(page);
    await page.goto("/");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Europe/Berlin");
    await expect(page.locator(".next-event")).toBeHidden();
    letThrough();
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    await expect(page.locator(".next-event")).toHaveCount(0);
    await expect(page.getByText("This device’s clock is wrong")).toBeVisible();
    await expect(page.locator(".feed-status")).toContainText("Last updated");
  });
});

test("a meeting that is over cannot be joined, in the agenda of its day and in the dialog", async ({ page }) => {
  await serveFeed(
    page,
    feed(
      ...event(
        "past",
        "SUMMARY:Early call",
        "DTSTART:20261125T060000Z",
        "DURATION:PT1H",
        "URL:https://meet.example.org/a",
      ),
      ...event(
        "later",
        "SUMMARY:Late call",
        "DTSTART:20261125T180000Z",
        "DURATION:PT1H",
        "URL:https://meet.example.org/b",
      ),
    ),
  );
  await open(page, "/?date=2026-11-25");
  await expect(page.locator(".occurrence").filter({ hasText: "Late call" }).locator(".join")).toHaveCount(1);
  await open(page, "/?view=week&event=past/20261125T060000Z");
  const dialog = page.getByRole("dialog", { name: /Early call/ });
  await expect(dialog).toContainText("Over");
  await expect(dialog.getByRole("link", { name: /Join/ })).toHaveCount(0);
});
