// The calendar in languages with long words, other scripts, other digits and other first days of the week.
import { expect, open, test } from "./page";

for (const [locale, zone] of [
  ["de-DE", "Europe/Berlin"],
  ["ja-JP", "Asia/Tokyo"],
  ["ar-EG", "Africa/Cairo"],
]) {
  test.describe(locale, () => {
    test.use({ locale, timezoneId: zone });

    test("every view is in the language and fits", async ({ page }) => {
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        for (const [view, options] of [
          ["month", { month: "long", year: "numeric" }],
          ["day", { weekday: "long", day: "numeric", month: "long", year: "numeric" }],
        ] as [string, Intl.DateTimeFormatOptions][]) {
          await open(page, `/?view=${view}`);
          const expected = await page.evaluate(
            (options) => new Intl.DateTimeFormat(navigator.languages, options).format(new Date()),
            options,
          );
          await expect(page.locator("#calendar-title")).toHaveText(expected);
          await expect(page.locator("#calendar-title")).toHaveAttribute("lang", new RegExp(`^${locale.slice(0, 2)}`));
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${view} ${width}`).toBeLessThanOrEqual(0);
        }
        await open(page, "/?view=week");
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `week ${width}`).toBeLessThanOrEqual(0);
      }
    });
  });
}
