// Deploys while the page is open, and network errors: the app still loads, or the page says that it could not.
import type { Page } from "@playwright/test";
import { build, Host, remove } from "./builds";
import { expect, test as watched, touch } from "./page";

/** These tests cause console errors on purpose, so the console is not checked. */
const test = watched.extend({ silent: async ({}, use) => use() });

test.use({ touchesControl: false, timezoneId: "Europe/Berlin", locale: "en-GB" });

/** Answers the first request for the page as an earlier build did, whose files are gone. */
async function serveOldBuildOnce(page: Page, changed = (html: string) => html) {
  let requests = 0;
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const body = changed(await response.text());
    requests += 1;
    await route.fulfill({ response, body: requests === 1 ? body.replaceAll(/hearth-[0-9a-f]+/g, "hearth-0") : body });
  });
}

/** Touches a control until the app is live, also on a page that is loaded meanwhile. */
async function becomesLive(page: Page) {
  await expect(async () => {
    await touch(page);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live", { timeout: 1000 });
  }).toPass();
}

test("a page whose files are gone reloads itself", async ({ page }) => {
  await serveOldBuildOnce(page);
  await page.goto("/");
  await becomesLive(page);
});

test("a page reloads itself on a host that sends HTML for files that are gone, and leaves out quotes", async ({
  page,
}) => {
  await serveOldBuildOnce(page, (html) =>
    html.replace('type="importmap"', "type=importmap").replace(/data-build="(\w+)"/, "data-build=$1"),
  );
  await page.route(/hearth-0/, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto("/");
  await becomesLive(page);
});

test("Back after a deploy leads to a page that works", async ({ page }) => {
  const builds = ["one", "two"].map((name) => build(name));
  const host = await Host.of(builds[0]!);
  try {
    await page.goto(host.address);
    await page.goto("about:blank");
    host.deploy(builds[1]!);
    await page.goBack();
    await becomesLive(page);
    await expect(page.locator("html")).toHaveAttribute("data-script", "two");
  } finally {
    await host.stop();
    builds.forEach(remove);
  }
});

test("if something was pressed, the page offers to reload, and nothing is lost", async ({ page }) => {
  await serveOldBuildOnce(page);
  await page.goto("/");
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
  const offer = page.locator(".new-version > p");
  await expect(offer).toBeVisible();
  await offer.getByRole("button").first().click();
  await becomesLive(page);
});

for (const [what, files] of [
  ["script", /hearth-[0-9a-f]+\.js/],
  ["wasm", /_bg\.wasm/],
] as const) {
  test(`a network error of the ${what} is retried once`, async ({ page }) => {
    let requests = 0;
    await page.route(files, (route) => {
      requests += 1;
      return requests === 1 ? route.abort("connectionreset") : route.continue();
    });
    await page.goto("/");
    await touch(page);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    expect(requests).toBe(2);
  });

  test(`a ${what} that fails twice is tried again when the visitor does something`, async ({ page }) => {
    let isBack = false;
    await page.route(files, (route) => (isBack ? route.continue() : route.abort("connectionreset")));
    await page.goto("/");
    await touch(page);
    await expect(page.locator("html")).toHaveAttribute("data-app", "static");
    await expect(page.locator(".notice:visible")).toHaveText(/^The live calendar could not start/);
    isBack = true;
    await page.keyboard.press("Tab");
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    await expect(page.locator(".notice:visible")).toHaveCount(0);
    await page.getByRole("button", { name: "Month", exact: true }).click();
    await expect(page.getByRole("grid")).toBeVisible();
  });
}

test("without service workers, the offer to reload works", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "serviceWorker", { value: undefined }));
  await serveOldBuildOnce(page);
  await page.goto("/");
  await page.getByRole("button", { name: "Month", exact: true }).click();
  const offer = page.locator(".new-version > p");
  await offer.getByRole("button", { name: "Not now" }).click();
  await expect(offer).toBeHidden();
  await page.evaluate("offerNewVersion()");
  await offer.getByRole("button", { name: "Reload" }).click();
  await becomesLive(page);
});

test("a host that does not answer whether there is a newer build does not keep the page waiting", async ({ page }) => {
  await page.goto("/");
  await page.route("/", () => {});
  await page.route(/hearth-[0-9a-f]+\.js/, (route) => route.abort("connectionreset"));
  await touch(page);
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
  await expect(page.locator(".notice:visible")).toHaveText(/^The live calendar could not start/);
});

test("styles of the app that fail are requested again, and the controls do not wait for styles without an end", async ({
  page,
}) => {
  let requests = 0;
  await page.route("**/views.css", (route) => (++requests === 1 ? route.abort("connectionreset") : undefined));
  await page.goto("/");
  await touch(page);
  await expect.poll(() => requests).toBe(2);
  await expect(page.locator("html")).toHaveAttribute("data-controls", "live", { timeout: 15_000 });
});

test("while something is pressed for long, the page says that it could not start, and one app starts at the end", async ({
  page,
}) => {
  const requested: string[] = [];
  page.on("request", (request) => /hearth-\w+\.(js|wasm)$/.test(request.url()) && requested.push(request.url()));
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).hover();
  await page.mouse.down();
  await touch(page);
  const notice = page.locator(".notice:visible");
  await expect(async () => {
    await page.clock.runFor(5000);
    await expect(notice).toHaveText(/^The live calendar could not start/, { timeout: 500 });
  }).toPass();
  await page.mouse.up();
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await expect(notice).toHaveCount(0);
  expect(requested).toEqual([...new Set(requested)]);
});

test("an app that cannot read the page's data is not live, and the page keeps saying so", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => document.querySelector("#page-data")!.remove());
  await touch(page);
  const notice = page.locator(".notice:visible");
  await expect(notice).toHaveText(/^The live calendar could not start/);
  await page.keyboard.press("Tab");
  await page.clock.runFor(1000);
  await expect(page.locator("html")).toHaveAttribute("data-app", "static");
  await expect(notice).toHaveText(/^The live calendar could not start/);
});

for (const [what, files] of [
  ["script", /hearth-[0-9a-f]+\.js/],
  ["wasm", /_bg\.wasm/],
] as const) {
  test(`a ${what} that does not come has words after a while, and a time limit`, async ({ page }) => {
    await page.route(files, () => {});
    await page.goto("/");
    await touch(page);
    await expect(page.locator("html")).toHaveAttribute("data-app", "starting");
    await page.clock.runFor(6_000);
    await expect(page.locator(".loading-note")).toHaveText("Loading the calendar…");
    await page.clock.runFor(61_000);
    await expect(page.locator("html")).toHaveAttribute("data-app", "static");
    await expect(page.locator(".notice:visible")).toHaveText(/^The live calendar could not start/);
  });
}

test("a browser that cannot compile a stream compiles the whole", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(WebAssembly, "compileStreaming"));
  await page.goto("/");
  await touch(page);
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
});
