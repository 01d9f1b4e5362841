// A deploy while the page waits, and connections that break: the app comes all the same, or the page says so.
import type { Page } from "@playwright/test";
import { expect, test as watched } from "./page";

/** These tests cause console errors on purpose, so the console is not checked. */
const test = watched.extend({ silent: async ({}, use) => use() });

test.use({ stirs: false, timezoneId: "Europe/Berlin", locale: "en-GB" });

/** Answers the first request for the page as an earlier build did, whose files are gone. */
async function serveOldBuildOnce(page: Page) {
  let requests = 0;
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    requests += 1;
    await route.fulfill({ response, body: requests === 1 ? body.replaceAll(/hearth-[0-9a-f]+/g, "hearth-0") : body });
  });
}

test("a page whose files are gone is loaded anew by itself", async ({ page }) => {
  await serveOldBuildOnce(page);
  await page.goto("/");
  await page.mouse.move(20, 20);
  await expect(async () => {
    await page.mouse.move(30, 30);
    await page.mouse.move(20, 20);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live", { timeout: 1000 });
  }).toPass();
});

test("if something was pressed, a new page is offered, and nothing is lost", async ({ page }) => {
  await serveOldBuildOnce(page);
  await page.goto("/");
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
  const offer = page.locator(".new-version > p");
  await expect(offer).toBeVisible();
  await offer.getByRole("button").first().click();
  await page.mouse.move(20, 20);
  await expect(async () => {
    await page.mouse.move(30, 30);
    await page.mouse.move(20, 20);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live", { timeout: 1000 });
  }).toPass();
});

test("a connection that breaks once does not keep the app away", async ({ page }) => {
  let requests = 0;
  await page.route("**/*.wasm", (route) => {
    requests += 1;
    return requests === 1 ? route.abort("connectionreset") : route.continue();
  });
  await page.goto("/");
  await page.mouse.move(20, 20);
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  expect(requests).toBe(2);
});

test("an app that does not arrive in time is not waited for", async ({ page }) => {
  await page.route("**/*.wasm", () => {});
  await page.goto("/");
  await page.mouse.move(20, 20);
  await expect(page.locator("html")).toHaveAttribute("data-app", "starting");
  await page.clock.runFor(61_000);
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
  await expect(page.locator(".notice:visible")).toHaveText(/^The live calendar could not start/);
});

test("a browser that cannot compile a stream compiles the whole", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(WebAssembly, "compileStreaming"));
  await page.goto("/");
  await page.mouse.move(20, 20);
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
});
