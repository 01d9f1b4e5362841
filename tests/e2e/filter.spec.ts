// Filtering events by text, by series and category, and by whether they are cancelled.
import AxeBuilder from "@axe-core/playwright";
import { event, expect, feed, open, openFilter, serveFeed, test } from "./page";

const EVENTS = feed(
  ...event(
    "call",
    "SUMMARY:Community call",
    "DTSTART:20261102T140000Z",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
    "CATEGORIES:Open",
    "LOCATION:Café Zürich",
  ),
  ...event(
    "call",
    "RECURRENCE-ID:20261130T140000Z",
    "DTSTART:20261130T140000Z",
    "SUMMARY:Community call",
    "STATUS:CANCELLED",
  ),
  ...event(
    "hours",
    "SUMMARY:Office hours",
    "DTSTART:20261103T100000Z",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
    "CATEGORIES:Help",
    "ORGANIZER;CN=Zoë:mailto:x@example.org",
  ),
  ...event("once", "SUMMARY:Release party", "DTSTART:20261204T180000Z", "DESCRIPTION:Music and cake"),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

const titles = (page: import("@playwright/test").Page) => page.locator(".agenda .occurrence-title-words");

test("on a phone, the filter of many series is no longer than the screen", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const series = Array.from({ length: 30 }, (_, index) =>
    event(`${index}`, `SUMMARY:Working group ${index}`, "DTSTART:20261126T140000Z", "RRULE:FREQ=WEEKLY"),
  );
  await serveFeed(page, feed(...series.flat()));
  await open(page);
  await openFilter(page);
  const filter = page.locator("#filter");
  await expect(filter.getByRole("checkbox", { name: "Working group 29" })).toBeAttached();
  expect((await filter.boundingBox())!.height).toBeLessThan(740);
});

test("at most a hundred series are listed, and the others are found by words", async ({ page }) => {
  const series = Array.from({ length: 120 }, (_, index) =>
    event(`${index}`, `SUMMARY:Working group ${index}`, "DTSTART:20261126T140000Z", "RRULE:FREQ=WEEKLY"),
  );
  await serveFeed(page, feed(...series.flat()));
  await open(page);
  await openFilter(page);
  await expect(page.locator("#filter fieldset").getByRole("checkbox")).toHaveCount(100);
  await expect(page.locator("#filter fieldset")).toContainText("Not listed: 20 more.");
  await page.getByRole("searchbox", { name: "Filter events by words" }).fill("group 99");
  await expect(titles(page).first()).toHaveText("Working group 99");
});

test("the button closes the filter, which stays set, and a category of the legend is chosen in its place", async ({
  page,
}) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=agenda&q=call");
  const button = page.getByRole("button", { name: /^Filter events/ });
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await expect(page.locator("#filter")).toBeHidden();
  await expect(page.locator(".filter-count")).toContainText(/^\d events/);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.locator(".filter-count")).toHaveCount(0);
  const category = page.locator(".legend-item").first();
  const before = await category.boundingBox();
  await category.click();
  await expect(category).toHaveAttribute("aria-pressed", "true");
  expect((await category.boundingBox())!.y).toBe(before!.y);
});

test("an address that hides cancelled events opens the filter, which shows that", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?cancelled=hidden");
  await expect(page.getByRole("checkbox", { name: "Hide cancelled events" })).toBeChecked();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByRole("checkbox", { name: "Hide cancelled events" })).not.toBeChecked();
  await expect(page.locator("#calendar-title")).toBeFocused();
});

test("text is found in titles, descriptions, locations and organisers, ignoring case and accents", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page);
  await openFilter(page);
  const box = page.getByRole("searchbox", { name: "Filter events by words" });
  for (const [words, expected] of [
    ["OFFICE", ["Office hours", "Office hours"]],
    ["zurich", ["Community call"]],
    ["zoe off", ["Office hours", "Office hours"]],
    ["cake", ["Release party"]],
  ] as const) {
    await box.fill(words);
    await expect(titles(page)).toHaveText([...expected]);
  }
  await expect(page).toHaveURL(/\?q=cake$/);
  await expect(page.locator("[data-announcer]")).toHaveText("1 event shown");
  await box.fill("nothing like it");
  await expect(page.getByText("No meeting in these days passes the filter.")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(titles(page)).toHaveCount(5);
  await expect(page).toHaveURL(/\/$/);
});

test("series and categories are toggles with counts, kept in the address and applied to every view", async ({
  page,
}) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=month");
  await openFilter(page);
  await page.getByRole("checkbox", { name: "Office hours 5" }).check();
  await expect(page.locator(".month .chip:visible")).toHaveCount(5);
  await expect(page).toHaveURL(/series=hours/);
  await page.getByRole("checkbox", { name: "Open 4" }).check();
  await expect(page.locator(".month .chip:visible")).toHaveCount(0);
  await page.goBack();
  await expect(page.locator(".month .chip:visible")).toHaveCount(5);
  await open(page, "/?category=Help,Open&series=nobody");
  await expect(page.getByText("No meeting in these days")).toBeVisible();
});

test("cancelled events are struck through, and hidden on request", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page);
  await expect(page.locator('.agenda [data-status="cancelled"]')).toHaveCount(1);
  await openFilter(page);
  await page.getByRole("checkbox", { name: "Hide cancelled events" }).check();
  await expect(page.locator('.agenda [data-status="cancelled"]')).toHaveCount(0);
  await expect(page).toHaveURL(/cancelled=hidden/);
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing in the filter, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await serveFeed(page, EVENTS);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await open(page, "/?q=call");
      await openFilter(page);
      expect((await new AxeBuilder({ page }).include("[data-calendar]").analyze()).violations).toEqual([]);
    }
  });
}
