// A tab that is left open: over midnight, over a daylight-saving change, and while the machine sleeps.
import { type Page } from "@playwright/test";
import { event, expect, feed, open, serveFeed, test } from "./page";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

const title = (page: Page) => page.locator("#calendar-title");
const today = (page: Page) => page.getByRole("grid").locator('[aria-current="date"] time');
const timer = (page: Page) => page.getByRole("region", { name: "Next meeting" }).getByRole("timer");

/** The position of the line for the current time, in rows of the time axis. */
const line = (page: Page) =>
  page.locator(".time-grid-now").evaluate((line) => {
    const hours = document.querySelector(".time-grid-axis")!;
    const { top, height } = hours.getBoundingClientRect();
    return (line.getBoundingClientRect().top - top) / (height / hours.children.length);
  });

test.describe("over midnight", () => {
  test.use({ now: new Date("2026-11-30T22:30:00Z") });

  const EVENTS = feed(
    ...event("late", "SUMMARY:Late call", "DTSTART:20261130T213000Z", "DURATION:PT75M"),
    ...event("early", "SUMMARY:Early call", "DTSTART:20261201T080000Z", "DURATION:PT1H"),
  );

  test("every view moves on to the new day, and to its month", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, "/?view=month");
    await page.clock.pauseAt(new Date("2026-11-30T22:59:30Z"));
    await expect(title(page)).toHaveText("November 2026");
    await expect(today(page)).toHaveText([/^Monday,? 30 November 2026, today/]);
    await page.clock.runFor(31_000);
    await expect(title(page)).toHaveText("December 2026");
    await expect(today(page)).toHaveText([/^Tuesday,? 1 December 2026, today/]);
    await expect(page.getByRole("gridcell", { selected: true })).toHaveAttribute("id", "day-2026-12-01");
    await page.getByRole("button", { name: "Day", exact: true }).click();
    await expect(title(page)).toHaveText(/^Tuesday,? 1 December 2026$/);
    await page.clock.fastForward(24 * 3_600_000);
    await expect(title(page)).toHaveText(/^Wednesday,? 2 December 2026$/);
    await expect(page.locator(".time-grid-now")).toHaveCount(1);
    await page.getByRole("button", { name: "Agenda", exact: true }).click();
    await expect(page.locator(".agenda")).toHaveCount(0);
  });

  test("the agenda drops the day that is over and counts down to the next event", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page);
    await page.clock.pauseAt(new Date("2026-11-30T22:44:50Z"));
    const days = page.locator(".agenda-day");
    await expect(days).toHaveText([/^Monday,? 30 November.*today/i, /^Tuesday,? 1 December.*tomorrow/i]);
    await expect(timer(page)).toContainText("ends in 1 minute");
    await page.clock.runFor(11_000);
    await expect(timer(page)).toContainText("in 9 hours");
    await page.clock.runFor(15 * 60_000);
    await expect(days).toHaveText([/^Tuesday,? 1 December.*today/i]);
    await expect(timer(page)).toContainText("in 9 hours");
  });

  test("a day from the address stays shown, no longer as today", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, "/?view=day&date=2026-11-30");
    await page.clock.pauseAt(new Date("2026-11-30T22:59:30Z"));
    await expect(page.locator(".time-grid-now")).toHaveCount(1);
    await page.clock.runFor(31_000);
    await expect(page.locator(".time-grid-now")).toHaveCount(0);
    await expect(title(page)).toHaveText(/^Monday,? 30 November 2026$/);
  });

  test("focus on another day of the month stays there", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, "/?view=month");
    await page.clock.pauseAt(new Date("2026-11-30T22:59:30Z"));
    await page.locator("#day-2026-11-30").focus();
    await page.keyboard.press("ArrowLeft");
    await page.clock.runFor(50);
    await expect(page.locator("#day-2026-11-29")).toBeFocused();
    await page.clock.runFor(31_000);
    await expect(today(page)).toHaveText([/^Tuesday,? 1 December 2026, today/]);
    await page.clock.runFor(50);
    await expect(page.locator("#day-2026-11-29")).toBeFocused();
    // Focus on today moves along with it.
    await page.getByRole("button", { name: "Today" }).click();
    await page.locator("#day-2026-12-01").focus();
    await page.clock.fastForward(24 * 3_600_000);
    await page.clock.runFor(50);
    await expect(page.locator("#day-2026-12-02")).toBeFocused();
  });
});

for (const { name, zone, now, offsets, rows } of [
  {
    name: "clocks go back in Berlin",
    zone: "Europe/Berlin",
    // If the clock is long before the build, the page shows no next meeting.
    now: "2027-10-31T00:15:00Z",
    offsets: ["(UTC+2)", "(UTC+1)"],
    rows: 1,
  },
  {
    name: "clocks go back in New York",
    zone: "America/New_York",
    now: "2026-11-01T05:15:00Z",
    offsets: ["(UTC−4)", "(UTC−5)"],
    rows: 1,
  },
  // The skipped hour still has a row in the grid.
  {
    name: "clocks go forward in Berlin",
    zone: "Europe/Berlin",
    now: "2027-03-28T00:15:00Z",
    offsets: ["(UTC+1)", "(UTC+2)"],
    rows: 2,
  },
]) {
  test.describe(`while ${name}`, () => {
    test.use({ timezoneId: zone, now: new Date(now) });

    test("the line for the current time, the countdown and the offset are right before and after", async ({ page }) => {
      const after = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000);
      const start = after(375)
        .toISOString()
        .replace(/[-:]|\.000/g, "");
      await serveFeed(page, feed(...event("call", "SUMMARY:Call", `DTSTART:${start}`, "DURATION:PT1H")));
      await open(page, "/?view=day");
      await page.clock.pauseAt(after(15));
      await expect(page.locator(".zone-picker-shown")).toContainText(offsets[0]);
      await expect(timer(page)).toContainText("in 6 hours");
      const before = await line(page);
      await page.clock.runFor(3_600_000);
      await expect(page.locator(".zone-picker-shown")).toContainText(offsets[1]);
      await expect(timer(page)).toContainText("in 5 hours");
      expect((await line(page)) - before).toBeCloseTo(rows, 1);
    });
  });
}

test.describe("while the machine sleeps", () => {
  const EVENTS = feed(
    ...event("call", "SUMMARY:Call", "DTSTART:20261125T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"),
    ...event("tea", "SUMMARY:Tea", "DTSTART:20261125T160000Z", "DURATION:PT1H"),
  );

  /** Sets the clock forward while no timer runs, then reports the page as visible again. */
  async function sleepUntil(page: Page, time: string) {
    await page.clock.setSystemTime(new Date(time));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  }

  test("a few hours are caught up with at once", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, "/?view=day");
    await page.clock.pauseAt(new Date("2026-11-25T08:30:00Z"));
    await expect(timer(page)).toContainText("in 90 minutes");
    const before = await line(page);
    await sleepUntil(page, "2026-11-25T15:30:00Z");
    await expect(page.getByRole("region", { name: "Next meeting" })).toContainText("Tea");
    await expect(timer(page)).toContainText("in 30 minutes");
    expect((await line(page)) - before).toBeCloseTo(7, 1);
  });

  test("so is a night, in a month and in the agenda", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, "/?view=month");
    await page.clock.pauseAt(new Date("2026-11-25T08:30:00Z"));
    await sleepUntil(page, "2026-11-27T09:30:00Z");
    await expect(today(page)).toHaveText([/^Friday,? 27 November 2026, today/]);
    await expect(timer(page)).toContainText("in 30 minutes");
    await page.getByRole("button", { name: "Agenda", exact: true }).click();
    await sleepUntil(page, "2026-11-28T09:30:00Z");
    await expect(page.locator(".agenda-day-heading").first()).toHaveText(/^Saturday,? 28 November.*today$/i);
    await expect(title(page)).toHaveText(/^28 November\s*–\s*\d+ December 2026$/);
  });

  test("without a visibility change, the next tick is enough", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, "/?view=week");
    await page.clock.pauseAt(new Date("2026-11-25T08:30:00Z"));
    await page.clock.fastForward(98 * 3_600_000);
    await expect(page.locator('.time-grid-head[aria-current="date"]')).toHaveText(/Sunday,? 29 November 2026, today/);
    await expect(timer(page)).toContainText("ends in 30 minutes");
  });
});
