// Month, week and day: what they show, and navigation between them.
import AxeBuilder from "@axe-core/playwright";
import { event, expect, feed, open, serveFeed, test } from "./page";

const EVENTS = feed(
  ...event(
    "call",
    "SUMMARY:Weekly call",
    "DTSTART;TZID=Europe/Berlin:20261104T150000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
  ),
  ...event("days", "SUMMARY:Days of code", "DTSTART;VALUE=DATE:20261113", "DTEND;VALUE=DATE:20261118"),
  ...[9, 10, 11, 12, 13].flatMap((hour) =>
    event(
      `full-${hour}`,
      `SUMMARY:Full ${hour}`,
      `DTSTART;TZID=Europe/Berlin:20261120T${String(hour).padStart(2, "0")}0000`,
      "DURATION:PT90M",
    ),
  ),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

const title = "#calendar-title";

test("the agenda is the first view, and back undoes each change of view", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page);
  const calendar = page.locator("[data-calendar]");
  await expect(calendar).toHaveAttribute("data-view", "agenda");
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(calendar).toHaveAttribute("data-view", "month");
  await expect(page).toHaveURL(/\?view=month$/);
  await page.getByRole("button", { name: "Week", exact: true }).click();
  await page.getByRole("button", { name: "Later" }).click();
  await expect(page).toHaveURL(/view=week/);
  await expect(page).toHaveURL(/date=2026-12-02/);
  await expect(page.locator(title)).toHaveText(/30 November\s*–\s*6 December 2026/);
  await page.goBack();
  await expect(page.locator(title)).toHaveText(/23\s*–\s*29 November 2026/);
  await page.goBack();
  await page.goBack();
  await expect(calendar).toHaveAttribute("data-view", "agenda");
  await expect(page).toHaveURL(/\/$/);
});

test("the address sets the view and the date, and invalid values are ignored", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=day&date=2026-11-20");
  await expect(page.locator(title)).toHaveText(/^Friday,? 20 November 2026$/);
  await open(page, "/?view=year&date=2026-02-31");
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "agenda");
});

test("«Later» goes on after the last day of the agenda", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=agenda");
  await page.getByRole("button", { name: "Show four more weeks" }).click();
  const last = page.locator("#calendar-title time");
  const until = await last.getAttribute("data-until");
  await page.getByRole("button", { name: "Later", exact: true }).click();
  const next = new Date(Date.parse(until!) + 24 * 3_600_000).toISOString().slice(0, 10);
  await expect(page).toHaveURL(new RegExp(`date=${next}`));
});

test("an address with a view leads to the calendar, and one without it to the top", async ({ browser, baseURL }) => {
  // With the clock of the other tests, the browser does not tell how the page was opened.
  const page = await browser.newPage();
  const heading = page.getByRole("heading", { name: "Calendar for public events" });
  const scrolled = () => page.evaluate(() => window.scrollY);
  await page.goto(`${baseURL}/?view=month`);
  await expect(heading).toBeInViewport();
  await expect.poll(scrolled).toBeGreaterThan(100);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement!.closest("section")?.id)).toBe("calendar-for-public-events");
  // A reload keeps the place.
  await page.evaluate(() => window.scrollTo(0, 50));
  await page.reload();
  await expect.poll(scrolled).toBe(50);
  for (const address of ["/", "/?zone=Asia/Tokyo", "/?view=month#top"]) {
    await page.goto(baseURL + address);
    await expect(page.locator("html")).toHaveAttribute("data-listed", "");
    expect(await scrolled(), address).toBe(0);
  }
  await page.close();
});

test("a month has bars for multi-day events, chips for the others, and a button for those that do not fit", async ({
  page,
}) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month");
  const grid = page.getByRole("grid", { name: "November 2026" });
  await expect(grid.getByRole("columnheader")).toHaveText(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
  await expect(grid.getByRole("gridcell")).toHaveCount(42);
  await expect(grid.locator(".month-bar")).toHaveCount(2);
  await expect(grid.locator('[aria-current="date"]')).toContainText(/Wednesday,? 25 November 2026, today, 1 event/);
  const full = grid.getByRole("gridcell", { name: /Friday,? 20 November 2026, 5 events/ });
  await expect(full.locator(".chip")).toHaveCount(3);
  await full.getByRole("button", { name: "+2 more" }).click();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "day");
  await expect(page.locator(title)).toHaveText(/^Friday,? 20 November 2026$/);
});

test("keys move through a month by day, week and month", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month");
  await page.locator("#day-2026-11-25").focus();
  for (const [key, day] of [
    ["ArrowRight", "2026-11-26"],
    ["ArrowDown", "2026-12-03"],
    ["ArrowUp", "2026-11-26"],
    ["ArrowLeft", "2026-11-25"],
    ["Home", "2026-11-23"],
    ["End", "2026-11-29"],
    ["PageDown", "2026-12-29"],
    ["PageUp", "2026-11-29"],
    ["Shift+PageUp", "2025-11-29"],
    ["Shift+PageDown", "2026-11-29"],
  ]) {
    await page.keyboard.press(key);
    await page.clock.runFor(50);
    await expect(page.locator(`#day-${day}`), key).toBeFocused();
    await expect(page.locator('[role="gridcell"][tabindex="0"]')).toHaveCount(1);
  }
  await page.keyboard.press("Enter");
  await expect(page.locator(title)).toHaveText(/^Sunday,? 29 November 2026$/);
});

test("the number of a day in a month opens the day, and moves the focus there", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month");
  await page.locator("#day-2026-11-20 .month-number").click();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "day");
  await expect(page.locator(title)).toHaveText(/^Friday,? 20 November 2026$/);
  await page.clock.runFor(50);
  await expect(page.locator(title)).toBeFocused();
});

test("weeks begin on the locale's first day", async ({ browser }) => {
  for (const [locale, first] of [
    ["en-US", "Sun"],
    ["de-DE", "Mon"],
    ["ar-EG", "Sat"],
  ]) {
    const context = await browser.newContext({ locale, timezoneId: "Europe/Berlin" });
    const page = await context.newPage();
    await page.clock.install({ time: new Date("2026-11-25T08:00:00Z") });
    await serveFeed(page, EVENTS);
    await open(page, "/?view=month");
    await expect(page.getByRole("columnheader").first()).toHaveText(first);
    await context.close();
  }
});

test("overlapping events are side by side, and the line for the current time moves", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=day&date=2026-11-20");
  const boxes = await page
    .locator(".time-grid-block")
    .evaluateAll((blocks) => blocks.map((block) => block.getBoundingClientRect().toJSON()));
  expect(boxes).toHaveLength(5);
  for (const [index, box] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const apart =
        box.right <= other.left + 1 ||
        other.right <= box.left + 1 ||
        box.bottom <= other.top + 1 ||
        other.bottom <= box.top + 1;
      expect(apart, `${index}`).toBe(true);
    }
  }
  await expect(page.locator(".time-grid-now")).toHaveCount(0);
  await page.getByRole("button", { name: "Today" }).click();
  const line = page.locator(".time-grid-now");
  const before = (await line.boundingBox())!.y;
  await page.clock.runFor(60 * 60 * 1000);
  await expect.poll(async () => (await line.boundingBox())!.y - before).toBeGreaterThan(50);
});

test("days of 23 and 25 hours have their true length", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=day&date=2026-10-25");
  await expect(page.getByRole("note")).toHaveText(
    /^The clocks go back on Sun,? 25 Oct: one part of the day is repeated\.$/,
  );
  await expect(page.locator(".time-grid-mark")).toHaveCount(25);
  await expect(page.locator(".time-grid-mark[data-again]")).toHaveText(["02:00"]);
  await expect(page.locator(".time-grid-hole")).toHaveCount(0);
  await page.getByRole("button", { name: "Week", exact: true }).click();
  await expect(page.locator(".time-grid-hole")).toHaveCount(6);
  await open(page, "/?view=day&date=2027-03-28");
  await expect(page.locator(".time-grid-mark")).toHaveCount(24);
  await expect(page.locator(".time-grid-hole")).toHaveCount(1);
});

test("an event of a grid opens in a dialog, and closing it returns the focus", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=week");
  const chip = page.getByRole("button", { name: "15:00 Weekly call until 16:00" });
  await chip.press("Enter");
  const dialog = page.getByRole("dialog", { name: /Wednesday,? 25 November 2026/ });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "Weekly call", level: 5 })).toBeVisible();
  await expect(page).toHaveURL(/event=call\/20261125T140000Z/);
  await expect(dialog.getByText("Repeats")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(chip).toBeFocused();
  await expect(page).not.toHaveURL(/event=/);
});

test("a floating event opens and closes like any other", async ({ page }) => {
  await serveFeed(page, feed(...event("float", "SUMMARY:Floating", "DTSTART:20261125T120000", "DURATION:PT1H")));
  await open(page, "/?view=week");
  await page.getByRole("button", { name: "12:00 Floating until 13:00" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(/event=float\//);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(/\?view=week$/);
});

test("an address with a view and an event opens the event over the view", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month&event=call/20261118T140000Z");
  await expect(page.getByRole("dialog", { name: /Wednesday,? 18 November 2026/ })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(page).toHaveURL(/\?view=month$/);
});

test("moving between periods keeps the scroll position and announces the period", async ({ page }) => {
  await serveFeed(page, EVENTS);
  for (const view of ["agenda", "month", "week", "day"]) {
    await open(page, `/?view=${view}`);
    await page.getByRole("button", { name: "Later" }).scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await page.getByRole("button", { name: "Later" }).click();
    await expect(page.locator("[data-announcer]")).toHaveText(
      ((await page.locator(title).textContent()) ?? "-").trim(),
    );
    expect(await page.evaluate(() => scrollY), view).toBe(before);
  }
});

test("on a phone a month shows dots, and the events of the day below", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month");
  await page.locator("#day-2026-11-20").click();
  const list = page.locator(".month-list");
  await expect(list.locator("[data-occurrence]")).toHaveCount(5);
  await expect(page.locator("#day-2026-11-20 .month-dot")).toHaveCount(3);
  await expect(page.locator("#day-2026-11-20 .chip").first()).toBeHidden();
});

for (const scheme of ["light", "dark"] as const) {
  for (const width of [360, 768, 1440]) {
    test(`axe finds nothing in month, week, day and an opened event, ${scheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await serveFeed(page, EVENTS);
      for (const address of ["/?view=month", "/?view=week&date=2026-10-25", "/?view=day&date=2026-11-20"]) {
        await open(page, address);
        expect((await new AxeBuilder({ page }).include("[data-calendar]").analyze()).violations, address).toEqual([]);
      }
      await page.locator(".time-grid-block .chip").first().click();
      expect((await new AxeBuilder({ page }).include("#event-dialog").analyze()).violations).toEqual([]);
    });
  }
}
