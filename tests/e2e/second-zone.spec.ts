// A second zone: as a second time in the agenda, as a second axis in the grids.
import AxeBuilder from "@axe-core/playwright";
import { event, expect, feed, open, serveFeed, test } from "./page";

const EVENTS = feed(
  ...event("call", "SUMMARY:Community call", "DTSTART:20261125T160000Z", "DURATION:PT1H"),
  ...event("day", "SUMMARY:Holiday", "DTSTART;VALUE=DATE:20261126"),
  ...event("float", "SUMMARY:Coffee", "DTSTART:20261127T100000", "DURATION:PT30M"),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

type Page = import("@playwright/test").Page;
const occurrence = (page: Page, uid: string) => page.locator(`.agenda [data-occurrence^="${uid}/"]`);
const second = (page: Page) => page.locator(".time-grid-mark[data-second-clock]");

test("it is chosen by typing, shown beside each time, and kept in the address and for the next visit", async ({
  page,
}) => {
  await serveFeed(page, EVENTS);
  await open(page);
  await page.getByRole("button", { name: "Add a second time zone" }).click();
  await page.getByRole("combobox").fill("kolkata");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?zone2=Asia\/Kolkata$/);
  await expect(page.locator(".zone-picker-shown")).toContainText("and in Asia/Kolkata (UTC+5:30)");
  await expect(occurrence(page, "call").locator(".occurrence-time")).toContainText("17:00");
  await expect(occurrence(page, "call").locator("[data-second-time]")).toHaveText(/21:30\s*–\s*22:30 in Kolkata/);
  for (const everywhere of ["day", "float"]) {
    await expect(occurrence(page, everywhere).locator("[data-second-time]")).toHaveCount(0);
  }
  await open(page, "/");
  await expect(occurrence(page, "call").locator("[data-second-time]")).toBeVisible();
  await page.getByRole("button", { name: "Remove the second time zone" }).click();
  await expect(page.locator("[data-second-time]")).toHaveCount(0);
  await open(page, "/");
  await expect(page.locator("[data-second-time]")).toHaveCount(0);
});

test("a different date in the second zone is shown", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?zone2=Asia/Tokyo");
  await expect(occurrence(page, "call").locator("[data-second-time]")).toHaveText(
    /Thu 26 Nov, 01:00\s*–\s*02:00 in Tokyo/,
  );
});

test("a week has a second axis, and the accessible name of each event has its second time", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?view=week&zone2=Asia/Kolkata");
  await expect(second(page)).toHaveCount(24);
  await expect(second(page).nth(0)).toHaveText("04:30");
  await expect(second(page).nth(20)).toHaveText("00:30+1");
  await expect(page.locator(".time-grid-places")).toHaveText("KolkataBerlin");
  await expect(page.getByRole("button", { name: /Community call/ })).toHaveAccessibleName(
    /21:30\s*–\s*22:30 in Kolkata/,
  );
  const [first, other] = await Promise.all([
    page.locator(".time-grid-mark").nth(9).boundingBox(),
    second(page).nth(9).boundingBox(),
  ]);
  expect(Math.abs(first!.y - other!.y), "both scales are level").toBeLessThan(4);
});

test.describe("in a week in which only New York's offset changes", () => {
  test.use({ now: new Date("2026-10-28T08:00:00Z") });
  test("the axis is that of the selected day, and says when it changes", async ({ page }) => {
    await serveFeed(page, EVENTS);
    await open(page, "/?view=week&zone2=America/New_York");
    await expect(second(page).nth(12)).toHaveText("07:00");
    await expect(
      page.getByText("The times in New York are those of Wed 28 Oct; they differ on Sun 1 Nov."),
    ).toBeVisible();
    await open(page, "/?view=day&date=2026-11-01&zone2=America/New_York");
    await expect(second(page).nth(12)).toHaveText("06:00");
  });
});

test("back and forward go through it, and an unknown zone is ignored", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?zone2=Mars/Base");
  await expect(page.locator("[data-second-time]")).toHaveCount(0);
  await page.getByRole("button", { name: "Add a second time zone" }).click();
  await page.getByRole("combobox").fill("nairobi");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-second-time]").first()).toContainText("Nairobi");
  await page.getByRole("button", { name: "Change the second time zone" }).click();
  await page.getByRole("combobox").fill("lima");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-second-time]").first()).toContainText("Lima");
  await page.goBack();
  await expect(page.locator("[data-second-time]").first()).toContainText("Nairobi");
});

test("the same zone twice counts as one", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page, "/?zone=Asia/Tokyo&zone2=Asia/Tokyo");
  await expect(page.locator("[data-second-time]")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 768, 1440]) {
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      test("axe finds nothing in two zones, and nothing scrolls sideways", async ({ page }) => {
        await serveFeed(page, EVENTS);
        for (const view of ["agenda", "week"]) {
          await open(page, `/?view=${view}&zone2=America/Argentina/Buenos_Aires`);
          const report = await new AxeBuilder({ page }).include("[data-calendar]").analyze();
          expect(report.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(", ")}`)).toEqual(
            [],
          );
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}
