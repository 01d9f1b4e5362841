// The calendar alone, in a frame of another page.
import AxeBuilder from "@axe-core/playwright";
import { expect, open, test } from "./page";

test("only the calendar is shown, with view, zone and theme from the address", async ({ page }) => {
  await open(page, "/embed.html?view=month&zone=Asia/Tokyo&theme=dark");
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Tokyo");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.getByRole("contentinfo")).toHaveCount(0);
  // The heading of the page is there for screen readers alone.
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Prometheus community");
  await expect(heading).toHaveCSS("clip-path", "inset(50%)");
  // Links and sentences of the calendar lead there.
  await expect(page.locator(".subscribe")).toBeVisible();
  await expect(page.locator(".subscribe .embed")).toBeHidden();
  await expect(page.locator(".calendar-foot")).toBeVisible();
  await expect(page.locator(".section")).toHaveCount(1);
  // Links open outside of the frame.
  expect(await page.evaluate(() => document.querySelector("base")?.target)).toBe("_blank");
  expect((await new AxeBuilder({ page }).include("[data-calendar]").analyze()).violations).toEqual([]);
});

test("it works inside a frame, and the page shows the markup to embed it", async ({ page, context }) => {
  await open(page);
  const markup = await page.locator(".embed code").textContent();
  expect(markup).toMatch(/^<iframe src="https:\/\/[^"]+\/embed\.html" title="Calendar"/);
  const host = await context.newPage();
  await host.clock.install({ time: new Date("2026-11-25T08:00:00Z") });
  await host.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: '<!doctype html><title>Host</title><iframe src="/embed.html" width="700" height="600"></iframe>',
    }),
  );
  await host.goto("/host.html");
  const frame = host.frameLocator("iframe");
  await frame.getByRole("button", { name: "Week", exact: true }).click();
  await expect(frame.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  await expect(frame.locator(".time-grid")).toBeVisible();
  await expect(frame.getByRole("banner")).toHaveCount(0);
});

for (const [width, height, view, what] of [
  [760, 720, "month", ".month"],
  [360, 500, "agenda", ".agenda"],
] as const) {
  test(`in a frame of ${width} × ${height} the ${view} begins at once`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.setViewportSize({ width, height });
    await open(page, `/embed.html?view=${view}`);
    const box = (await page.locator(what).boundingBox())!;
    expect(box.y).toBeLessThanOrEqual(120);
    if (view === "month") expect(box.y + box.height).toBeLessThanOrEqual(height);
    else {
      const bottoms = await page
        .locator(".occurrence-title")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
      expect(bottoms[2]).toBeLessThanOrEqual(height);
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    }
  });
}

test("frames that ask for the calendar with a parameter get its own document", async ({ page }) => {
  await open(page, "/?embed=calendar&view=week");
  expect(new URL(page.url()).pathname).toBe("/embed.html");
  await expect(page.locator(".time-grid")).toBeVisible();
});

test("an unknown theme is ignored", async ({ page }) => {
  await open(page, "/?theme=plaid&embed=everything");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await expect(page.getByRole("banner")).toBeVisible();
});
