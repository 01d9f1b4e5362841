// The sections and the navigation between them.
import { expect, open, test, withholdWasm } from "./page";

const SECTIONS = [
  "calendar-for-public-events",
  "community-connections",
  "slack-channel",
  "irc",
  "matrix",
  "user-mailing-lists",
  "discourse-forum",
  "social",
  "github",
  "project-governance",
  "contributing",
  "code-of-conduct",
  "legal-umbrella",
  "acknowledgements",
];

test.use({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 } });

test("a visitor who has scrolled away from the section of the address stays there when the app starts", async ({
  page,
}) => {
  const letThrough = await withholdWasm(page);
  await page.goto("/#irc");
  await expect(page.locator("#irc-heading")).toBeInViewport();
  const calendar = page.locator("[data-calendar]");
  await calendar.evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
  const before = await page.evaluate(() => scrollY);
  letThrough();
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  // The page is scrolled again after some time if the section is held.
  await page.clock.runFor(1000);
  expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(3);
});

test("every section has the id that existing links point to", async ({ page }) => {
  await open(page);
  const ids = await page.locator("main section[id]").evaluateAll((sections) => sections.map((it) => it.id));
  expect(ids).toEqual(SECTIONS);
});

test("a click scrolls to the section, marks it, updates the address and moves the focus", async ({ page }) => {
  await open(page);
  const nav = page.getByRole("navigation", { name: "Sections" });
  await nav.getByRole("link", { name: "Matrix" }).click();
  await expect(page).toHaveURL(/#matrix$/);
  await expect(page.locator("#matrix-heading")).toBeFocused();
  await expect(page.locator("#matrix-heading")).toBeInViewport();
  await nav.getByRole("link", { name: "Contributing" }).click();
  await expect(nav.getByRole("link", { name: "Contributing" })).toHaveAttribute("aria-current", "location");
  await expect(nav.locator("[aria-current]")).toHaveCount(1);
});

test("back and forward go through the sections", async ({ page }) => {
  await open(page);
  const nav = page.getByRole("navigation", { name: "Sections" });
  await nav.getByRole("link", { name: "IRC" }).click();
  await nav.getByRole("link", { name: "Social" }).click();
  await expect(page.locator("#social-heading")).toBeInViewport();
  await page.goBack();
  await expect(page).toHaveURL(/#irc$/);
  await expect(page.locator("#irc-heading")).toBeInViewport();
  await page.goForward();
  await expect(page).toHaveURL(/#social$/);
  await expect(page.locator("#social-heading")).toBeInViewport();
});

test("of sections side by side the chosen one is marked, also at the end of the page", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  const nav = page.getByRole("navigation", { name: "Sections" });
  for (const name of ["Slack", "Matrix", "IRC", "Thanks", "Code of Conduct"]) {
    await nav.getByRole("link", { name }).click();
    await expect(nav.locator("[aria-current]")).toHaveText(name);
  }
});

test("scroll spy marks the current section", async ({ page }) => {
  await open(page);
  const nav = page.getByRole("navigation", { name: "Sections" });
  // If sections are side by side, the first one is marked.
  for (const [id, name] of [
    ["user-mailing-lists", "Mailing lists"],
    ["social", "Social"],
    ["calendar-for-public-events", "Calendar"],
  ]) {
    await page.locator(`#${id}`).evaluate((section) => {
      window.scrollTo(0, section.getBoundingClientRect().top + window.scrollY - 80);
    });
    await expect(nav.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "location");
  }
});

for (const id of ["slack-channel", "github", "legal-umbrella"]) {
  test(`a deep link to ${id} lands below the header, also after the calendar has grown`, async ({ page }) => {
    await open(page, `/#${id}`);
    await page.clock.runFor(3000);
    const header = await page.locator(".header").boundingBox();
    const atEnd = await page.evaluate(
      () => Math.ceil(window.scrollY + window.innerHeight) >= document.documentElement.scrollHeight - 1,
    );
    await expect
      .poll(async () => {
        const top = (await page.locator(`#${id}-heading`).boundingBox())?.y ?? -1;
        return top >= (header?.height ?? 0) && (atEnd || top < (header?.height ?? 0) + 160);
      })
      .toBe(true);
  });
}

test("a heading's link copies its address and says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await page.getByRole("link", { name: "Link to «IRC»" }).click();
  await expect(page.locator("[data-announcer]")).toHaveText("Link copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("http://127.0.0.1:4173/#irc");
});

test("a channel's address is copied, and the button confirms it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  const button = page.getByRole("button", { name: "Copy address of Prometheus on Matrix" });
  await button.click();
  await expect(button).toContainText("Copied");
  await expect(page.locator("[data-announcer]")).toContainText("copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("#prometheus:matrix.org");
  await page.clock.runFor(5000);
  await expect(button).toContainText("Copy");
});

test("a browser that does not allow copying is reported", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await open(page);
  const button = page.getByRole("button", { name: "Copy address of Prometheus on Matrix" });
  await button.click();
  await expect(button).toHaveAttribute("data-copying", "refused");
});

test("links to other sites are marked in text, and send no referrer", async ({ page }) => {
  await open(page);
  const away = page.locator('main a[href^="http"]');
  expect(await away.count()).toBeGreaterThan(20);
  for (const link of await away.all()) {
    await expect(link).toContainText("(external link)");
    await expect(link).toHaveAttribute("rel", /noreferrer/);
  }
});

test("a chosen theme is kept, and applied before the app loads", async ({ page }) => {
  await open(page);
  await page.getByRole("radio", { name: "Dark theme" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.route("**/*.wasm", () => {});
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.goto("/", { waitUntil: "domcontentloaded" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await background()).toBe(dark);
});

test("the theme follows the system until one is chosen, and again afterwards", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.getByRole("radio", { name: "Light theme" }).check();
  expect(await background()).not.toBe(dark);
  await page.getByRole("radio", { name: "Theme of the system" }).check();
  expect(await background()).toBe(dark);
});

test("the page describes itself to search engines and link previews", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle("Prometheus community");
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", "https://prometheus.io/community/");
  await expect(page.locator('meta[name="description"]')).toHaveAttribute("content", /\w+/);
  for (const property of ["og:title", "og:description", "og:url", "og:type", "og:image", "og:image:alt"]) {
    await expect(page.locator(`meta[property="${property}"]`)).toHaveAttribute("content", /\w+/);
  }
  const organization = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "")[
    "@graph"
  ][0];
  expect(organization).toMatchObject({ "@type": "Organization", name: "Prometheus" });
  for (const file of ["preview.png", "sitemap.xml", "robots.txt", "404.html"]) {
    expect((await page.request.get(`/${file}`)).ok(), file).toBe(true);
  }
  const icon = await page.locator('link[rel="icon"]').getAttribute("href");
  expect((await page.request.get(`/${icon}`)).ok()).toBe(true);
});

test("the CNCF logo has its name as text, and a version for each color scheme", async ({ page }) => {
  await open(page);
  const mark = page.getByRole("img", { name: "Cloud Native Computing Foundation" });
  await expect(mark).toHaveCount(1);
  await expect(mark).toHaveAttribute("src", /light/);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(mark).toHaveAttribute("src", /dark/);
});

for (const width of [320, 360, 768, 1440, 2560]) {
  test(`nothing is cut off or scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
}

test("the print has texts and addresses, but no controls", async ({ page }) => {
  await open(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeHidden();
  await expect(page.locator("#irc-heading")).toBeVisible();
  await expect(page.locator(".copy-button").first()).toBeHidden();
  const printed = (link: Element) => getComputedStyle(link, "::after").content;
  expect(await page.locator('#irc a[href^="https"]').first().evaluate(printed)).toContain("libera.chat");
});

test("scrolling is smooth, and instant with reduced motion", async ({ page }) => {
  await open(page);
  const behaviour = () => page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await behaviour()).toBe("smooth");
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await behaviour()).toBe("auto");
});

test("below a path of a host everything works as at its root", async ({ page }) => {
  const failed: string[] = [];
  page.on("response", (response) => {
    if (!response.ok()) failed.push(response.url());
  });
  await open(page, "http://127.0.0.1:4174/a/b/#irc");
  await expect(page.locator("#irc-heading")).toBeInViewport();
  await page.getByRole("navigation").getByRole("link", { name: "Matrix" }).click();
  await expect(page).toHaveURL("http://127.0.0.1:4174/a/b/#matrix");
  expect(failed).toEqual([]);
});

test("a visit requests nothing from another host", async ({ page }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await open(page);
  expect([...hosts]).toEqual(["127.0.0.1:4173"]);
});

test("the 404 page is styled under its policy, and links back", async ({ page }) => {
  await page.goto("/404.html");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await expect(page.locator("main")).not.toHaveCSS("margin-top", "0px");
  await expect(page.getByRole("link")).toHaveAttribute("href", /^https:/);
});

test("a window that grows while the menu is open keeps its layout", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.locator("[popovertarget=section-menu]").click();
  await page.setViewportSize({ width: 1280, height: 844 });
  expect((await page.locator("#content").boundingBox())!.width).toBeGreaterThan(800);
});
