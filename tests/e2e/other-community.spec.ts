// Another community's page: the same app, without any text of the first community.
import { expect, open, openFilter, test } from "./page";

test.use({ baseURL: "http://127.0.0.1:4175" });

test("it has its own accent, sections and logos", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page);
  await expect(page).toHaveTitle("Tidepool, together");
  const accent = () =>
    page
      .locator(".intro a")
      .first()
      .evaluate((link) => getComputedStyle(link).color);
  expect(await accent()).toBe("rgb(11, 122, 117)");
  const ids = await page.locator("main section[id]").evaluateAll((sections) => sections.map((section) => section.id));
  expect(ids).toEqual(["harbour-calls", "talk", "code", "home-port"]);
  for (const image of await page.locator("img").all()) {
    // An image for the other color scheme is hidden; the visible ones are loaded lazily, near the viewport.
    if (await image.isVisible()) await image.scrollIntoViewIfNeeded();
    else await image.evaluate((image: HTMLImageElement) => (image.loading = "eager"));
    await expect.poll(() => image.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
});

test("nothing that is served names another community or a channel that this one does not have", async ({ page }) => {
  const texts: Promise<string>[] = [];
  page.on("response", (response) => {
    // The icons cover all kinds of channels, for every community.
    if (!/\.wasm$|icons\.svg$/.test(response.url())) texts.push(response.text());
  });
  await open(page);
  texts.push(page.content());
  for (const file of ["404.html", "sitemap.xml", "robots.txt", "community.toml"]) {
    texts.push(page.request.get(`/${file}`).then((answer) => answer.text()));
  }
  expect(texts.length).toBeGreaterThan(6);
  for (const text of await Promise.all(texts)) expect(text).not.toMatch(/prometheus|\bmatrix\b/i);
});

test("visitors can filter by calendar, and subscribe to each one", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { name: "The official calendars" })).toBeVisible();
  for (const name of ["harbour", "releases"]) {
    await expect(page.locator(`a[href="webcal://calendars.tidepool.example/${name}.ics"]`)).toBeVisible();
  }
  await expect(page.locator("[data-occurrence]").filter({ hasText: "Harbour call" }).first()).toBeVisible();
  await openFilter(page);
  await page.getByRole("checkbox", { name: /^Releases/ }).check();
  await expect(page.locator("[data-occurrence]").filter({ hasText: "Harbour call" })).toHaveCount(0);
  await expect(page.locator("[data-occurrence]").filter({ hasText: "Freeze" }).first()).toBeVisible();
});
