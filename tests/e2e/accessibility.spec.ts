// axe-core finds no violations, in light and dark, at three widths, in every state that looks different.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { event, expect, feed, open, openFilter, openMenu, serveFeed, test } from "./page";

async function findsNothing(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(told).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 768, 1440]) {
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 }, timezoneId: "Asia/Kolkata", reducedMotion: "reduce" });

      test("the page with all details open", async ({ page }) => {
        await open(page);
        const openAll = () =>
          page
            .locator("details:not(.menu)")
            .evaluateAll((all) => all.forEach((it) => ((it as HTMLDetailsElement).open = true)));
        await openAll();
        // In the details of each event are others.
        await expect(page.locator(".event-details").last()).toBeVisible();
        await openAll();
        await findsNothing(page);
      });

      test("the menus, and the filter", async ({ page }) => {
        await open(page);
        await openFilter(page);
        await openMenu(page);
        await expect(page.getByLabel("Week starts on")).toBeVisible();
        await findsNothing(page);
        await page.locator(".next-event .menu > summary").click();
        await expect(page.getByRole("list", { name: "The whole series" })).toBeVisible();
        await findsNothing(page);
      });

      test("the page as built", async ({ page }) => {
        page.removeAllListeners("console");
        page.removeAllListeners("pageerror");
        await page.route("**/*.wasm", (route) => route.abort());
        await page.goto("/");
        await findsNothing(page);
      });

      test("the page without scripts", async ({ page }) => {
        // axe is itself a script: the page's scripts and policy are removed, and its `(scripting: none)` styles are
        // applied.
        await page.route("http://127.0.0.1:4173/", async (route) => {
          const response = await route.fetch();
          const html = (await response.text())
            .replace(/<script(?! (type="application|id=)).*?<\/script>/gs, "")
            .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
            .replaceAll("(scripting: none)", "all");
          await route.fulfill({ response, body: html });
        });
        await page.goto("/");
        await expect(page.getByText("Without scripts, times stay in UTC")).toBeVisible();
        await findsNothing(page);
      });

      test("the page with a stale feed that has problems", async ({ page }) => {
        await serveFeed(
          page,
          feed(
            "X-COMMUNITY-FETCHED:20260101T000000Z",
            ...event("a", "DTSTART;TZID=Mars/Base:20261126T140000", "SUMMARY:Call", "RRULE:FREQ=NEVER"),
          ),
        );
        await open(page);
        await page.locator(".feed-problems summary").click();
        await findsNothing(page);
      });

      test("the page with a feed without coming events", async ({ page }) => {
        await serveFeed(page, feed(...event("a", "DTSTART:20200101T140000Z", "SUMMARY:Long ago")));
        await page.goto("/");
        await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "empty");
        await findsNothing(page);
      });

      test("the page when the feed is missing", async ({ page }) => {
        await page.route("**/calendar.ics*", (route) => route.fulfill({ status: 404 }));
        await page.goto("/");
        await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "failed");
        await findsNothing(page);
      });

      test("the list of zones", async ({ page }) => {
        await open(page);
        await page.getByRole("button", { name: "Change time zone" }).click();
        // A part of the 400 similar options is enough to check.
        await page.getByRole("combobox").fill("asia");
        await expect(page.getByRole("option", { name: "Asia/Tokyo" })).toBeVisible();
        await findsNothing(page);
      });

      if (width < 900) {
        test("the menu", async ({ page }) => {
          await open(page);
          await page.getByRole("button", { name: "Menu" }).click();
          await findsNothing(page);
        });
      }
    });
  }
}
