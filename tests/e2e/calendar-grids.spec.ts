// What the grids show: whole titles, short meetings, what is out of sight; and the visitor's own hours and weeks.
import { event, expect, feed, open, openFilter, openMenu, serveFeed, test } from "./page";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB", viewport: { width: 1280, height: 900 } });

const call = (uid: string, title: string, start: string, length: string) =>
  event(uid, `SUMMARY:${title}`, `DTSTART:${start}`, `DURATION:${length}`);

test("the month leaves out what all titles begin with, and minutes on the hour", async ({ page }) => {
  await serveFeed(
    page,
    feed(
      ...call("a", "Hearth: Storage working group", "20261126T140000Z", "PT1H"),
      ...call("b", "Hearth: Office hours", "20261127T143000Z", "PT1H"),
    ),
  );
  await open(page, "/?view=month");
  const chips = page.locator(".month .chip");
  await expect(chips.locator(".chip-title")).toHaveText(["Storage working group", "Office hours"]);
  await expect(chips.first()).toHaveAccessibleName(/^15:00 Hearth: Storage working group/);
  expect(
    await chips.locator(".chip-title").evaluateAll((all: HTMLElement[]) => all.map((it) => it.dataset.time)),
  ).toEqual(["15", "15:30"]);
});

test("an event across midnight is on both days, and names the other day", async ({ page }) => {
  await serveFeed(page, feed(...call("a", "Late call", "20261126T220000Z", "PT2H")));
  for (const view of ["month", "week"]) {
    await open(page, `/?view=${view}&date=2026-11-26`);
    const chips = page.locator(".chip");
    await expect(chips).toHaveCount(2);
    await expect(chips.first()).toHaveAccessibleName(/^23:00 Late call until Fri,? 27 Nov,? (at )?0?1:00$/);
    await expect(chips.last()).toHaveAccessibleName(/^Thu,? 26 Nov,? (at )?23:00 Late call until 01:00$/);
    await expect(chips.last().locator(".chip-title")).toHaveAttribute("data-time", "–01:00");
  }
});

test("a click on a day's number opens the day, which has the focus", async ({ page }) => {
  await open(page, "/?view=month");
  await page.locator("#day-2026-11-26 .month-number").click();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "day");
  await expect(page.locator("#calendar-title")).toBeFocused();
});

test("Back closes an event that was opened over a grid, and closing it leaves no entry in the history", async ({
  page,
}) => {
  await open(page, "/?view=agenda");
  await page.getByRole("button", { name: "Month", exact: true }).click();
  const dialog = page.locator("#event-dialog");
  const chip = page.locator(".month .chip").first();
  await chip.click();
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "month");
  await chip.click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\?view=month$/);
  await page.goBack();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "agenda");
});

test("closing an event after another choice keeps that choice, and the event can be opened again", async ({ page }) => {
  await open(page, "/?view=month");
  const dialog = page.locator("#event-dialog");
  const chip = page.locator(".month .chip").first();
  await chip.click();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("asia/tokyo");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Tokyo");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Tokyo");
  await expect(page).not.toHaveURL(/event=/);
  await chip.click();
  await expect(dialog).toBeVisible();
  // Its title closes it too, and leaves no entry in the history.
  await dialog.locator("summary").first().press("Enter");
  await expect(dialog).toBeHidden();
  await page.goBack();
  await page.goBack();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Europe/Berlin");
});

test("another period closes the event that is open in the agenda", async ({ page }) => {
  await open(page, "/?view=agenda");
  await page.locator(".agenda summary").first().click();
  await expect(page).toHaveURL(/event=/);
  await page.getByRole("button", { name: "Later", exact: true }).click();
  await expect(page).not.toHaveURL(/event=/);
  await expect(page.locator(".linked-event")).toHaveCount(0);
});

test("another view closes the event that is open in the agenda", async ({ page }) => {
  await open(page, "/?view=agenda");
  await page.locator(".agenda summary").first().click();
  await expect(page).toHaveURL(/event=/);
  await page.getByRole("button", { name: "Week", exact: true }).click();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "week");
  await expect(page).not.toHaveURL(/event=/);
  await expect(page.locator("#event-dialog")).toBeHidden();
});

test("with Alt, arrows are the browser's also in the month", async ({ page }) => {
  await open(page, "/?view=month");
  const day = page.getByRole("gridcell", { selected: true });
  await day.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.locator("#day-2026-11-25")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await expect(page.locator("#day-2026-11-18")).toHaveAttribute("aria-selected", "true");
});

test("a swipe turns the month", async ({ page }) => {
  await open(page, "/?view=month");
  const swipe = (from: number, to: number, fingers = 1) =>
    page.locator("#month").evaluate(
      (month, [from, to, fingers]) => {
        const at = (type: string, clientX: number, isPrimary = true) =>
          month.dispatchEvent(
            new PointerEvent(type, { pointerType: "touch", isPrimary, clientX, clientY: 300, bubbles: true }),
          );
        at("pointerdown", from);
        if (fingers > 1) at("pointerdown", from, false);
        at("pointerup", to);
      },
      [from, to, fingers],
    );
  await swipe(300, 180);
  await expect(page.locator("#calendar-title")).toHaveText("December 2026");
  await swipe(180, 300);
  await expect(page.locator("#calendar-title")).toHaveText("November 2026");
  await swipe(300, 180, 2);
  await swipe(300, 280);
  await expect(page.locator("#calendar-title")).toHaveText("November 2026");
});

test("short meetings that touch are below each other, and their text is not cut", async ({ page }) => {
  await serveFeed(
    page,
    feed(
      ...call("a", "Stand-up", "20261125T090000Z", "PT15M"),
      ...call("b", "Triage", "20261125T091500Z", "PT15M"),
      ...call("c", "Planning of the next release", "20261125T093000Z", "PT45M"),
    ),
  );
  await open(page, "/?view=week");
  const blocks = page.locator(".time-grid-block");
  await expect(blocks).toHaveCount(3);
  const boxes = await blocks.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBe(1);
  for (const { height } of boxes) expect(height).toBeGreaterThanOrEqual(24);
  // Each line of text is wholly inside its block.
  const cut = await blocks.evaluateAll((all) =>
    all.filter((block) => {
      const range = document.createRange();
      range.selectNodeContents(block.querySelector(".chip-title")!);
      const title = block.querySelector(".chip-title")!.getBoundingClientRect();
      return title.bottom > block.getBoundingClientRect().bottom + 0.5;
    }),
  );
  expect(cut.length).toBe(0);
});

test("an hour shows its whole title in the columns of a tablet", async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await serveFeed(
    page,
    feed(
      ...call("a", "Storage working group", "20261123T150000Z", "PT1H"),
      ...call("b", "Community call", "20261125T150000Z", "PT1H"),
      ...call("c", "Newcomers' hour", "20261127T170000Z", "PT1H"),
    ),
  );
  await open(page, "/?view=week");
  const titles = page.locator(".time-grid-block .chip-title");
  await expect(titles).toHaveCount(3);
  const cut = await titles.evaluateAll((all) =>
    all.filter((title) => title.scrollWidth > title.clientWidth || title.scrollHeight > title.clientHeight),
  );
  expect(cut.length).toBe(0);
});

test("the week shows most meetings at once, and tells of those out of sight", async ({ page }) => {
  await serveFeed(
    page,
    feed(
      ...call("night", "Night call", "20261125T000000Z", "PT1H"),
      ...call("a", "Call", "20261126T150000Z", "PT1H"),
      ...call("b", "Other call", "20261127T160000Z", "PT1H"),
    ),
  );
  await open(page, "/?view=week");
  await page.locator("#calendar-title").evaluate((title) => title.scrollIntoView());
  await expect(page.locator(".chip").filter({ hasText: "Other call" })).toBeInViewport();
  const hint = page.getByRole("button", { name: "1 earlier" });
  await expect(hint).toBeVisible();
  await hint.click();
  await expect(page.locator(".chip").filter({ hasText: "Night call" })).toBeInViewport();
  await expect(page.getByRole("button", { name: "2 later" })).toBeVisible();
});

test("the visitor's own hours and first day of the week are kept", async ({ page }) => {
  await open(page, "/?view=week");
  await openMenu(page);
  await page.getByLabel("Clock").selectOption("12");
  await page.getByLabel("Week starts on").selectOption("7");
  await expect(page.locator(".time-grid-mark").nth(13)).toHaveText(/^0?1:00\s?pm$/i);
  await expect(page.locator(".time-grid-head").first()).toContainText("Sun");
  await page.reload();
  await expect(page.locator(".time-grid-head").first()).toContainText("Sun");
  await page.goto("/");
  await expect(page.locator(".next-event-when")).toContainText(/pm/i);
});

test("the filter offers the next meeting after these days", async ({ page }) => {
  await open(page);
  await openFilter(page);
  await page.getByRole("searchbox").fill("bug night");
  await expect(page.locator(".filter-next")).toContainText(
    /Not in these days\. Next: Sample: Bug night, Saturday 12 December/,
  );
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(page.locator(".linked-event, .agenda").getByText("Sample: Bug night").first()).toBeVisible();
});

test("a category of the legend filters, and pressed again shows all", async ({ page }) => {
  await open(page);
  const all = await page.locator(".occurrence").count();
  const help = page.getByRole("list", { name: "Categories" }).getByRole("button", { name: "Help" });
  await help.click();
  await expect(help).toHaveAttribute("aria-pressed", "true");
  const announcement = page.locator("[data-announcer]");
  await expect(announcement).toHaveText(/^\d+ events shown$/);
  for (const one of await page.locator(".occurrence").all()) await expect(one).toHaveAttribute("data-hue", "2");
  await help.click();
  await expect(page.locator(".occurrence")).toHaveCount(all);
  await expect(announcement).toHaveText("All events are shown");
});

test("what is open in the dialog of an event stays open from one minute to the next", async ({ page }) => {
  await open(page, "/?view=month");
  await page.locator(".chip", { hasText: "Community call" }).last().click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByText("Add to calendar").click();
  await expect(dialog.getByRole("link", { name: "Google" }).first()).toBeVisible();
  await dialog.getByRole("button", { name: ".ics file" }).first().click();
  await expect(dialog.getByRole("status")).toHaveText("The calendar file is saved");
  await page.clock.runFor(130_000);
  await expect(dialog.getByRole("link", { name: "Google" }).first()).toBeVisible();
});

test("arrow keys on an event of a month go from its own day, and a day of a week opens with the focus", async ({
  page,
}) => {
  await open(page, "/?view=month");
  const chip = page.locator("#day-2026-11-11 .chip").first();
  await chip.focus();
  await chip.press("ArrowRight");
  await expect(page.locator("#day-2026-11-12")).toBeFocused();
  await open(page, "/?view=week");
  await page.locator(".time-grid-head").first().click();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "day");
  await expect(page.locator("#calendar-title")).toBeFocused();
});

test.describe("one calendar system: in", () => {
  const locales = ["am-ET", "ar-EG", "ar-SA", "bn-BD", "de-DE", "en-US", "fa-AF", "fa-IR", "he-IL"].concat([
    "hi-IN",
    "ja-JP",
    "ko-KR",
    "mr-IN",
    "ta-IN",
    "tr-TR",
    "ru-RU",
    "pt-BR",
    "th-TH",
    "uz-AF",
    "zh-TW",
  ]);
  for (const locale of locales) {
    test.describe(locale, () => {
      test.use({ locale });

      test("the number of each day of a month is the one in its words", async ({ page }) => {
        await page.route("/?view=month", async (route) => {
          const response = await route.fetch();
          const body = (await response.text()).replace(/<html lang="?en"?/, `<html lang="${locale}"`);
          await route.fulfill({ response, body });
        });
        await open(page, "/?view=month");
        const days = page.locator(".month-day");
        await expect(page.locator("#calendar-title")).toHaveAttribute("lang", locale);
        const shown = await days.evaluateAll((all) =>
          all.map((day) => ({
            number: day.querySelector(".month-number")!.textContent!.trim(),
            words: day.querySelector("time")!.textContent!,
            date: day.querySelector("time")!.dateTime,
          })),
        );
        const inGregorian = (options: Intl.DateTimeFormatOptions) =>
          new Intl.DateTimeFormat(locale, { ...options, calendar: "gregory", timeZone: "UTC" });
        const digits = new Intl.NumberFormat(locale, { useGrouping: false });
        expect(shown.length).toBeGreaterThan(27);
        for (const { number, words, date } of shown) {
          const day = new Date(date).getUTCDate();
          expect(number, date).toContain(digits.format(day));
          expect(words, date).toContain(digits.format(day));
        }
        const title = await page.locator("#calendar-title").textContent();
        expect(title).toBe(inGregorian({ month: "long", year: "numeric" }).format(new Date("2026-11-25")));
      });
    });
  }
});
