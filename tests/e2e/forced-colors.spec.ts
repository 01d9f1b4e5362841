// Forced colors, as in high contrast mode: backgrounds carry no information there, so outlines and borders have to.
import { type Locator } from "@playwright/test";
import { event, expect, feed, open, serveFeed, test } from "./page";

const EVENTS = feed(
  ...event("call", "SUMMARY:Weekly call", "DTSTART;TZID=Europe/Berlin:20261125T150000", "DURATION:PT1H"),
  ...event(
    "off",
    "SUMMARY:Office hours",
    "DTSTART;TZID=Europe/Berlin:20261126T110000",
    "DURATION:PT1H",
    "STATUS:CANCELLED",
  ),
  ...event("days", "SUMMARY:Days of code", "DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261128"),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB", viewport: { width: 1280, height: 900 } });

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await serveFeed(page, EVENTS);
});

/** The outline and border of an element. */
const lines = (element: Locator) =>
  element.evaluate((element) => {
    const { outlineStyle, outlineWidth, borderStyle, borderWidth } = getComputedStyle(element);
    return [outlineStyle !== "none" && outlineWidth, borderStyle !== "none" && borderWidth].join(" ");
  });

const struckOut = (element: Locator) => element.evaluate((element) => getComputedStyle(element).textDecorationLine);

test("an event of several days has a border on all of them", async ({ page }) => {
  for (const [view, bar] of [
    ["month", ".month-bar"],
    ["week", ".time-grid-bar"],
  ]) {
    await open(page, `/?view=${view}`);
    await expect(page.locator(`${bar} > .chip`).first()).toHaveCSS("border-bottom-width", "1px");
  }
});

test("today has an outline in a month, a week and a day", async ({ page }) => {
  await open(page, "/?view=month&date=2026-11-10");
  const number = (day: string) => page.locator(`#day-${day} .month-number`);
  expect(await lines(number("2026-11-25"))).not.toBe(await lines(number("2026-11-24")));
  for (const view of ["week", "day"]) {
    await open(page, `/?view=${view}`);
    await expect(page.locator(".time-grid-now")).toHaveCSS("border-top-width", "2px");
  }
  await open(page, "/?view=week");
  const head = (name: RegExp) => page.getByRole("button", { name }).locator("strong");
  expect(await lines(head(/25 November 2026, today/))).not.toBe(await lines(head(/24 November 2026/)));
});

test("the selected day of a month differs from the others", async ({ page }) => {
  await open(page, "/?view=month&date=2026-11-10");
  const day = (day: string) => page.locator(`#day-${day}`);
  expect(await lines(day("2026-11-10"))).not.toBe(await lines(day("2026-11-11")));
});

test("the selected view differs from the others", async ({ page }) => {
  for (const [view, name] of [
    ["agenda", "Agenda"],
    ["month", "Month"],
    ["week", "Week"],
    ["day", "Day"],
  ]) {
    await open(page, `/?view=${view}`);
    const views = page.getByRole("group", { name: "View" });
    const [shown, other] = [
      views.getByRole("button", { name, exact: true }),
      views.getByRole("button", { pressed: false }).first(),
    ];
    expect(await lines(shown), name).not.toBe(await lines(other));
  }
});

test("cancelled events are struck through in every view", async ({ page }) => {
  await open(page);
  await expect.poll(() => struckOut(page.getByText("Office hours", { exact: true }).first())).toBe("line-through");
  for (const view of ["month", "week", "day"]) {
    await open(page, `/?view=${view}&date=2026-11-26`);
    expect(await struckOut(page.locator('.chip[data-status="cancelled"]')), view).toBe("line-through");
  }
});

test("an event of a time grid has a border", async ({ page }) => {
  await open(page, "/?view=day");
  expect(await lines(page.getByRole("button", { name: /Weekly call/ }))).toContain("1px");
});
