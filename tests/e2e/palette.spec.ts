// The palette: one list of the sections, channels, links, events, views, zones and themes of the page.
import AxeBuilder from "@axe-core/playwright";
import { NOW, detailsOf, event, expect, feed, open, openFilter, serveFeed, summaryOf, test } from "./page";

const EVENTS = feed(
  ...event("call", "SUMMARY:Community call", "DTSTART:20261126T140000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2"),
  ...event("party", "SUMMARY:Release party", "DTSTART:20261127T180000Z", "DURATION:PT1H"),
);

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB", reducedMotion: "reduce" });

type Page = import("@playwright/test").Page;
const palette = (page: Page) => page.getByRole("dialog", { name: "Find anything on this page" });
const options = (page: Page) => palette(page).getByRole("option");

/** Opens the palette with a key and types into it. */
async function find(page: Page, words: string, key = "/") {
  await page.keyboard.press(key);
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type(words);
}

for (const key of ["/", "Control+k", "Meta+k"]) {
  test(`«${key}» opens it, arrow keys move in it, and Escape returns the focus`, async ({ page }) => {
    await open(page);
    const before = page.getByRole("list", { name: "Channels" }).getByRole("link").first();
    await before.focus();
    await find(page, "", key);
    await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await expect(options(page).nth(1)).toHaveAttribute("aria-selected", "true");
    await expect(palette(page).getByRole("combobox")).toHaveAttribute(
      "aria-activedescendant",
      (await options(page).nth(1).getAttribute("id")) ?? "",
    );
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await expect(before).toBeFocused();
  });
}

test("the button opens it, and a click outside closes it", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(palette(page)).toBeVisible();
  await page.mouse.click(5, 400);
  await expect(palette(page)).toBeHidden();
});

test("the number of results is announced once typing pauses, and not at each letter", async ({ page }) => {
  await open(page);
  await find(page, "");
  const status = palette(page).getByRole("status").first();
  await status.evaluate((region) => {
    const heard = (window.heard = [] as string[]);
    new MutationObserver(() => heard.push(region.textContent!)).observe(region, {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await page.clock.pauseAt(new Date(NOW.getTime() + 600_000));
  await page.clock.runFor(2000);
  await status.evaluate(() => window.heard!.splice(0));
  await page.keyboard.type("offi");
  await page.clock.runFor(2000);
  const count = await options(page).count();
  expect(count).toBeGreaterThan(0);
  expect(await status.evaluate(() => window.heard)).toEqual([`${count} found`]);
});

test("choosing a section moves the focus there", async ({ page }) => {
  await open(page);
  await find(page, "matrix");
  await page.keyboard.press("Enter");
  await expect(page.locator("#matrix-heading")).toBeFocused();
  await expect(page.locator("#matrix-heading")).toBeInViewport();
  await expect(page).toHaveURL(/#matrix$/);
});

test("«Subscribe» moves the focus to the addresses of the calendar", async ({ page }) => {
  await open(page);
  await find(page, "subscribe");
  await page.keyboard.press("Enter");
  await expect(page.locator("#official-calendar-heading")).toBeFocused();
});

test("a date without a year is the next one, and 3/4 may be either of two", async ({ page }) => {
  await open(page);
  await find(page, "3/4");
  await expect(options(page).first()).toHaveText(/^Go to Saturday,? 3 April 2027/);
  await expect(options(page).nth(1)).toHaveText(/^Go to Thursday,? 4 March 2027/);
  await page.keyboard.press("Enter");
  await expect(page.locator("#calendar-title")).toContainText("3 April 2027");
});

test("channels and links are found by their text, ignoring case and accents", async ({ page }) => {
  await open(page);
  await find(page, "LIBERA");
  await expect(options(page)).toHaveText([
    /^Prometheus on Libera.Chat/,
    /^Copy the address of Prometheus on Libera.Chat/,
  ]);
  await page.route("https://**", (route) => route.fulfill({ body: "there" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/libera\.chat/);
});

test("a section is found by its initials", async ({ page }) => {
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type("coc");
  await expect(page.getByRole("option").first()).toContainText("Code of Conduct");
});

test("a date is shown at the top of the page, with the focus on its title", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type("march 2027");
  await page.keyboard.press("Enter");
  const title = page.locator("#calendar-title");
  await expect(title).toHaveText("March 2027");
  await expect(title).toBeFocused();
  const { y } = (await title.boundingBox())!;
  expect(y).toBeGreaterThan(60);
  expect(y).toBeLessThan(200);
});

test("an event opens in place in the agenda, and in a dialog over a grid", async ({ page }) => {
  await serveFeed(page, EVENTS);
  await open(page);
  await find(page, "party");
  await page.keyboard.press("Enter");
  const party = page.locator('[data-occurrence^="party/"]');
  await expect(detailsOf(party)).toHaveAttribute("open", "");
  await expect(summaryOf(party)).toBeFocused();
  await expect(page).toHaveURL(/event=party\//);
  await page.goto("/?view=month");
  await open(page, "/?view=month");
  await find(page, "call 26");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").filter({ hasText: "Community call" })).toBeVisible();
});

test("views, zones and themes are chosen", async ({ page }) => {
  await open(page);
  await find(page, "month view");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid")).toBeVisible();
  await find(page, "tokyo");
  await options(page).filter({ hasText: "Times in Asia/Tokyo" }).click();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Tokyo");
  await find(page, "dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("radio", { name: "Dark theme" })).toBeChecked();
});

test("no match is reported, and Enter does nothing then", async ({ page }) => {
  await open(page);
  await find(page, "xyzzy");
  await expect(palette(page).getByText("Nothing on this page has these words.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeVisible();
});

test("a slash typed into a field stays a slash; an embedded page has no palette", async ({ page }) => {
  await open(page);
  await openFilter(page);
  await page.getByRole("searchbox").fill("a");
  await page.getByRole("searchbox").press("/");
  await expect(page.getByRole("searchbox")).toHaveValue("a/");
  await open(page, "/embed.html");
  await page.keyboard.press("/");
  await expect(palette(page)).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test("axe finds nothing in it, and it fits", async ({ page }) => {
        await open(page);
        await find(page, "m");
        await expect(options(page).first()).toBeVisible();
        const report = await new AxeBuilder({ page }).analyze();
        expect(report.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(", ")}`)).toEqual(
          [],
        );
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
