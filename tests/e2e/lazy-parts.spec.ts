// Parts of the app that are loaded when they are first needed.
import { detailsOf, expect, open, openFilter, summaryOf, test, type Page, withhold } from "./page";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

/** The requests for parts, by the names of the parts. */
function requestedParts(page: Page): string[] {
  const names: string[] = [];
  page.on("request", (request) => {
    const [, name] = /\/hearth-(\w+)-[0-9a-f]{16}\.wasm$/.exec(request.url()) ?? [];
    if (name) names.push(name);
  });
  return names;
}

/** Withholds a part until the returned function is called. */
const withholdPart = (page: Page, part: string) => withhold(page, `**/hearth-${part}-*.wasm`);

const view = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const option = (page: Page, name: RegExp) => page.getByRole("option", { name }).first();

test("each part comes in one request with the action that needs it", async ({ page }) => {
  const requested = requestedParts(page);
  await open(page);
  expect(requested.splice(0)).toEqual(["controls"]);

  const first = page.locator(".agenda [data-occurrence]").first();
  await summaryOf(first).click();
  await expect(detailsOf(first).getByText("Why this time")).toBeVisible();
  expect(requested.splice(0).sort()).toEqual(["engine", "event_details"]);

  await detailsOf(first).getByText("Add to calendar").click();
  await expect(detailsOf(first).getByText("Subscribe to the calendar")).toBeVisible();
  expect(requested.splice(0)).toEqual(["add_event"]);
  await page.keyboard.press("Escape");
  await summaryOf(first).press("Enter");

  await openFilter(page);
  await expect(page.getByRole("group", { name: "Series" })).toBeVisible();
  expect(requested.splice(0)).toEqual(["facets"]);

  await view(page, "Month").click();
  await expect(page.getByRole("grid")).toBeVisible();
  expect(requested.splice(0)).toEqual(["month"]);

  await view(page, "Week").click();
  await expect(page.locator(".time-grid")).toBeVisible();
  await view(page, "Day").click();
  await expect(page.locator(".time-grid")).toBeVisible();
  expect(requested.splice(0)).toEqual(["time_grid"]);

  await page.keyboard.press("/");
  await expect(option(page, /Month view/)).toBeVisible();
  expect(requested.splice(0)).toEqual(["palette_search"]);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Change time zone" }).click();
  await expect(option(page, /Berlin/)).toBeVisible();
  expect(requested.splice(0)).toEqual(["zone_search"]);
});

test("the app takes over with the part of the view in the address", async ({ page }) => {
  const requested = requestedParts(page);
  const letThrough = await withholdPart(page, "month");
  await page.goto("/?view=month");
  await expect.poll(() => requested).toContain("month");
  await expect(page.locator("html")).toHaveAttribute("data-app", "starting");
  letThrough();
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await expect(page.getByRole("grid")).toBeVisible();
});

test("a part of the address that is slow does not hold the app back for long", async ({ page }) => {
  const requested = requestedParts(page);
  const letThrough = await withholdPart(page, "month");
  await page.goto("/?view=month");
  await expect.poll(() => requested).toContain("month");
  await expect(async () => {
    await page.clock.runFor(1000);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live", { timeout: 100 });
  }).toPass();
  await expect(page.locator(".days > .lazy-part")).toHaveText("Loading…");
  await page.clock.runFor(10_000);
  await expect(page.locator("html")).not.toHaveAttribute("data-stopped");
  letThrough();
  await expect(page.getByRole("grid")).toBeVisible();
});

test("a part that is slow is told at once by a line, and in words after a second", async ({ page }) => {
  await open(page);
  const letThrough = await withholdPart(page, "month");
  await view(page, "Month").click();
  await expect(view(page, "Month")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("html")).toHaveAttribute("data-loading", "");
  await page.clock.runFor(1000);
  await expect(page.locator(".loading-note")).toHaveText("Loading…");
  letThrough();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-loading");
  await expect(page.locator(".loading-note")).toBeEmpty();
});

test("what is typed while the search is loading is kept", async ({ page }) => {
  await open(page);
  const letThrough = await withholdPart(page, "palette_search");
  await page.keyboard.press("/");
  await page.keyboard.type("week view");
  await expect(page.locator("#palette")).toContainText("Loading…");
  await page.keyboard.press("Enter");
  letThrough();
  await expect(page.locator(".time-grid")).toBeVisible();
  await expect(page.locator("#palette")).toBeHidden();
});

test("the dialogs search as well when they are opened again", async ({ page }) => {
  await open(page);
  for (let time = 0; time < 2; time++) {
    await page.keyboard.press("/");
    await page.keyboard.type("month");
    await expect(option(page, /Month view/)).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Change time zone" }).click();
    await page.keyboard.type("tokyo");
    await expect(option(page, /Tokyo/)).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("a host that does not know the content type of wasm serves the parts too", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "text/plain" } });
  });
  await open(page);
  await view(page, "Week").click();
  await expect(page.locator(".time-grid")).toBeVisible();
  await view(page, "Month").click();
  await expect(page.getByRole("grid")).toBeVisible();
});

// The browser reports the failed requests on the console.
const failing = test.extend({ silent: async ({}, use) => use() });

failing("a part that could not be fetched comes at the next input", async ({ page }) => {
  await open(page);
  const ofMonth = /hearth-month-[0-9a-f]+\.wasm$/;
  await page.route(ofMonth, (route) => route.abort("internetdisconnected"));
  await view(page, "Month").click();
  await expect(page.getByRole("alert").filter({ hasText: "This could not be loaded." })).toBeVisible();
  await page.unroute(ofMonth);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("grid")).toBeVisible();
});

failing("a part that was asked for offline comes when the connection is back", async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await view(page, "Month").click();
  await expect(page.getByRole("alert").filter({ hasText: "This could not be loaded." })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await context.setOffline(false);
  await expect(page.getByRole("grid")).toBeVisible();
});

for (const [what, status] of [
  ["is missing", 404],
  ["differs from the built one", 200],
] as const) {
  failing(`a part that ${what} is told, and can be tried again`, async ({ page }) => {
    await open(page);
    const broken = (url: URL) => /(month|palette_search)-[0-9a-f]+\.wasm$/.test(url.pathname);
    await page.route(broken, (route) => route.fulfill({ status, contentType: "application/wasm", body: "gone" }));

    await view(page, "Month").click();
    const sentence = page.getByRole("alert").filter({ hasText: "This could not be loaded." });
    await expect(sentence).toBeVisible();
    await expect(page.locator("html")).not.toHaveAttribute("data-loading");
    await page.keyboard.press("/");
    await expect(page.locator("#palette")).toContainText("The list could not be loaded.");
    await page.keyboard.press("Escape");
    await expect(page.locator("html")).not.toHaveAttribute("data-stopped");

    await page.unroute(broken);
    await sentence.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("grid")).toBeVisible();
    await page.keyboard.press("/");
    await expect(option(page, /Month view/)).toBeVisible();
  });
}
