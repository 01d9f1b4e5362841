// Reflow: at 200 % zoom on a small screen, and at 320 px, which is 400 % of 1280.
import { type Page } from "@playwright/test";
import { event, expect, feed, open, serveFeed, test } from "./page";

const EVENTS = feed(
  ...event(
    "call",
    "SUMMARY:Weekly call of all who look after the storage",
    "DTSTART;TZID=Europe/Berlin:20261104T150000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
    "LOCATION:https://meet.example.org/weekly",
  ),
  ...event("days", "SUMMARY:Days of code", "DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261127"),
  ...event(
    "off",
    "SUMMARY:Office hours",
    "DTSTART;TZID=America/New_York:20261125T093000",
    "DURATION:PT15M",
    "STATUS:CANCELLED",
  ),
);

const VIEWS = ["agenda", "month", "week", "day"];

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB", reducedMotion: "reduce" });

/** The visible controls within a selector: names and boxes. An input in a label counts as its label. */
const controls = (page: Page, within: string) =>
  page.locator(within).evaluateAll((parts) => {
    const all = parts.flatMap((part) => [
      ...part.querySelectorAll<HTMLElement>("button, a[href], input, summary, select"),
    ]);
    const seen = all.filter((it) => it.checkVisibility({ visibilityProperty: true }));
    return seen.map((it) => {
      const drawn = it.closest("label") ?? it;
      // A link in running text is as high as its line, so the minimum size does not apply to it.
      const isInText = it.matches("a, button") && getComputedStyle(it).display === "inline";
      const { x, y, right, bottom } = drawn.getBoundingClientRect();
      return {
        name: (it.ariaLabel ?? drawn.textContent ?? "").trim(),
        x,
        y,
        right,
        bottom,
        isInText,
        cut: it.scrollWidth - it.clientWidth,
      };
    });
  });

for (const { name, width, height } of [
  { name: "200 % of 1280 px", width: 640, height: 512 },
  { name: "320 px", width: 320, height: 640 },
]) {
  test(`at ${name} no view scrolls sideways, and no control overlaps another or is cut off`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await serveFeed(page, EVENTS);
    for (const view of VIEWS) {
      await open(page, `/?view=${view}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), view).toBeLessThanOrEqual(0);
      const found = await controls(page, ".header, .zone-picker, .toolbar, .filter");
      expect(found.length).toBeGreaterThan(10);
      for (const [index, one] of found.entries()) {
        expect(one.x, `${view}: ${one.name} begins on the page`).toBeGreaterThanOrEqual(0);
        expect(one.right, `${view}: ${one.name} ends on the page`).toBeLessThanOrEqual(width);
        expect(one.cut, `${view}: ${one.name} is whole`).toBeLessThanOrEqual(1);
        for (const other of found.slice(index + 1)) {
          const apart =
            one.right <= other.x + 1 ||
            other.right <= one.x + 1 ||
            one.bottom <= other.y + 1 ||
            other.bottom <= one.y + 1;
          expect(apart, `${view}: ${one.name} beside ${other.name}`).toBe(true);
        }
      }
    }
  });

  test(`at ${name} an opened event fits, and can be closed`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await serveFeed(page, EVENTS);
    await open(page, "/?view=week&event=call/20261125T140000Z");
    const dialog = page.getByRole("dialog");
    const box = (await dialog.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(await dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
  });
}

test("on a phone the hours stay beside the last day of a week", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await serveFeed(page, EVENTS);
  await open(page, "/?view=week&date=2026-11-29");
  const left = (selector: string) => page.locator(selector).evaluate((it) => it.getBoundingClientRect().left);
  expect((await left(".time-grid-axis")) - (await left(".time-grid-frame"))).toBeLessThan(2);
  expect((await left(".time-grid-axis")) - (await left(".time-grid-frame"))).toBeGreaterThanOrEqual(0);
});

test("on a phone every target is at least 24 px in both directions, in each view", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await serveFeed(page, EVENTS);
  for (const address of [
    ...VIEWS.map((view) => `/?view=${view}`),
    "/?view=day&event=call/20261125T140000Z",
    "/?event=call/20261125T140000Z",
  ]) {
    await open(page, address);
    await page.locator("details").evaluateAll((all) => all.forEach((it) => ((it as HTMLDetailsElement).open = true)));
    const found = await controls(page, "[data-calendar]");
    expect(found.length).toBeGreaterThan(15);
    const small = found.filter(
      ({ isInText, x, y, right, bottom }) => !isInText && (right - x < 23.9 || bottom - y < 23.9),
    );
    expect(small, address).toEqual([]);
  }
});
