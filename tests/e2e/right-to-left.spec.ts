// A right-to-left page, as in Arabic or Hebrew: the layout is mirrored.
import { type Page } from "@playwright/test";
import { event, expect, feed, open, serveFeed, test } from "./page";

const EVENTS = feed(
  ...event(
    "call",
    "SUMMARY:Weekly call",
    "DTSTART;TZID=Africa/Cairo:20261104T150000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
  ),
  ...event(
    "meet",
    "SUMMARY:اجتماع المجتمع",
    "DTSTART;TZID=Africa/Cairo:20261126T120000",
    "DURATION:PT2H",
    "LOCATION:القاهرة",
  ),
  ...event("days", "SUMMARY:Days of code", "DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261126"),
);

test.use({ locale: "ar-EG", timezoneId: "Africa/Cairo", reducedMotion: "reduce" });

test.beforeEach(async ({ page }) => {
  await serveFeed(page, EVENTS);
  // The built page with a right-to-left root element, as a community with such a language has it.
  await page.route(/:4173\/(\?|$)/, async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace('<html lang="en"', '<html lang="ar" dir="rtl"');
    await route.fulfill({ response, body: html });
  });
});

const box = async (page: Page, name: string) => (await page.getByRole("button", { name, exact: true }).boundingBox())!;

/** The direction of a button's icon: 1 as it was drawn, to the right, and -1 mirrored. */
const points = (page: Page, name: string) =>
  page
    .getByRole("button", { name, exact: true })
    .evaluate((button) => new DOMMatrix(getComputedStyle(button).transform).a);

for (const width of [360, 1440]) {
  test(`every view fits at ${width} px, and begins on the right`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const view of ["agenda", "month", "week", "day"]) {
      await open(page, `/?view=${view}`);
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), view).toBeLessThanOrEqual(0);
      // When scrolled sideways to the selected day, the hours stay beside it.
      const [outer, inner] = await page.evaluate(() => {
        const [frame, inside] = [
          ".time-grid-frame, .month, .agenda",
          ".time-grid-axis, .month-number, .agenda-day-heading > .date-tile",
        ];
        return [frame, inside].map((it) => document.querySelector(it)!.getBoundingClientRect().right);
      });
      expect(outer - inner, view).toBeGreaterThanOrEqual(0);
      expect(outer - inner, view).toBeLessThan(24);
    }
  });
}

test("the days of a month and the arrow keys go from right to left", async ({ page }) => {
  await open(page, "/?view=month");
  const heads = await page
    .getByRole("columnheader")
    .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().x));
  expect(heads).toEqual([...heads].sort((one, other) => other - one));
  const bar = (await page.locator(".month-bar").boundingBox())!;
  const [first, last] = [
    (await page.locator("#day-2026-11-23").boundingBox())!,
    (await page.locator("#day-2026-11-25").boundingBox())!,
  ];
  expect(bar.x).toBeGreaterThan(last.x);
  expect(bar.x + bar.width).toBeLessThan(first.x + first.width);
  await page.locator("#day-2026-11-25").focus();
  for (const [key, day] of [
    ["ArrowLeft", "2026-11-26"],
    ["ArrowRight", "2026-11-25"],
    ["ArrowDown", "2026-12-02"],
    ["ArrowUp", "2026-11-25"],
    // Weeks begin on Saturday here.
    ["Home", "2026-11-21"],
    ["End", "2026-11-27"],
  ]) {
    await page.keyboard.press(key);
    await page.clock.runFor(50);
    await expect(page.locator(`#day-${day}`), key).toBeFocused();
  }
});

test("earlier is on the right and points there, later on the left", async ({ page }) => {
  await open(page, "/?view=week");
  expect((await box(page, "Earlier")).x).toBeGreaterThan((await box(page, "Later")).x);
  expect(await points(page, "Earlier")).toBe(1);
  expect(await points(page, "Later")).toBe(-1);
  await page.getByRole("button", { name: "Later" }).click();
  await expect(page).toHaveURL(/date=2026-12-02/);
});

test("on a phone each weekday name fits in one line", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await open(page, "/?view=month");
  const heads = await page.getByRole("columnheader").evaluateAll((heads) =>
    heads.map((head) => {
      const words = document.createRange();
      words.selectNodeContents(head);
      return { lines: words.getClientRects().length, room: head.clientWidth - words.getBoundingClientRect().width };
    }),
  );
  expect(heads).toHaveLength(7);
  for (const { lines, room } of heads) {
    expect(lines).toBe(1);
    expect(room).toBeGreaterThanOrEqual(0);
  }
});
