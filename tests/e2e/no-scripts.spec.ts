// The page without scripts.
import { expect, test } from "@playwright/test";

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 780 }, reducedMotion: "reduce" });

test("the console stays empty", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto("/");
  await expect(page.locator("#acknowledgements")).toBeVisible();
  expect(said).toEqual([]);
});

test("everything is readable, and coming events are listed in UTC", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Prometheus community");
  await expect(page.locator("#matrix").getByText("#prometheus:matrix.org")).toBeVisible();
  await expect(page.getByRole("list", { name: "Channels" }).getByRole("link", { name: /^Matrix/ })).toBeVisible();
  const calendar = page.locator("[data-calendar]");
  await expect(calendar).toHaveAttribute("data-feed", "snapshot");
  await expect(calendar).toHaveAttribute("data-zone", "UTC");
  await expect(calendar).toHaveAttribute("data-view", "agenda");
  await expect(calendar).toContainText("Times in UTC");
  await expect(page.locator("[data-occurrence] time").first()).toBeVisible();
  await expect(page.locator(".feed-status")).toContainText("Last updated");
  const feed = await (await page.request.get("/calendar.ics")).text();
  await expect(page.locator("p[data-sample]")).toHaveCount(feed.includes("X-COMMUNITY-SAMPLE:TRUE") ? 1 : 0);
});

test("times are in UTC and say so", async ({ page }) => {
  await page.goto("/");
  const timed = await page.locator('[data-occurrence] time[datetime*="T"]').all();
  expect(timed.length).toBeGreaterThan(5);
  for (const time of timed) await expect(time).toHaveAttribute("datetime", /Z$/);
});

test("no control is shown that would do nothing", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: /Copy/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Change time zone" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Show four more weeks" })).toHaveCount(0);
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("the section list is there without a menu, its links work, and a deep link scrolls to its section", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Menu" })).toHaveCount(0);
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Contributing" }).click();
  await expect(page).toHaveURL(/#contributing$/);
  await page.goto("/#github");
  await expect(page.locator("#github-heading")).toBeInViewport();
});

test("descriptions can be opened", async ({ page }) => {
  await page.goto("/");
  const details = page.locator("[data-occurrence] .occurrence-more").first();
  await details.locator("> summary").click();
  await expect(details.locator(".occurrence-description")).toBeVisible();
});
