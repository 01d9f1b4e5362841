// What a visitor presses, types and chooses before the app is there is answered at once, and replayed in order.
import AxeBuilder from "@axe-core/playwright";
import { test as inRealTime } from "@playwright/test";
import { expect, openMenu, test, type Page, withholdWasm } from "./page";

test.use({ touchesControl: false, timezoneId: "Europe/Berlin", locale: "en-GB" });
// The app takes longer to load than in other tests.
test.describe.configure({ timeout: 60_000 });

const app = (page: Page) => page.locator("html");
const calendar = (page: Page) => page.locator("[data-calendar]");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
// It is hidden until the filter is opened.
const search = (page: Page) => page.locator("#filter-words");
const openTheFilter = (page: Page) => press(page, "Filter events");
const note = (page: Page) => page.getByRole("status").getByText("Loading the calendar…");
const palette = (page: Page) => page.getByRole("dialog", { name: "Find anything on this page" });
const paletteField = (page: Page) => palette(page).getByRole("combobox");

/** Opens the page, does something on it, and lets the wasm through five seconds later. */
async function before(page: Page, act: () => Promise<void>, address = "/") {
  const letThrough = await withholdWasm(page);
  await page.goto(address);
  await act();
  await expect(app(page)).toHaveAttribute("data-app", "starting");
  await page.clock.runFor(5000);
  await expect(app(page)).toHaveAttribute("data-app", "starting");
  letThrough();
  await expect(app(page)).toHaveAttribute("data-app", "live", { timeout: 20_000 });
  await expect(app(page)).not.toHaveAttribute("data-pending", { timeout: 10_000 });
  await expect(page.locator("[aria-busy]")).toHaveCount(0);
}

/** Presses buttons, one after the other. */
async function press(page: Page, ...names: string[]) {
  // "Today" says that it is disabled until the app has moved away from today.
  for (const name of names) await button(page, name).click({ force: name === "Today" });
}

const sequences: [string[], string, string?][] = [
  [["Month"], "?view=month"],
  [["Month", "Later"], "?view=month&date=2026-12-25"],
  [["Later", "Later", "Month"], "?view=month&date=2026-12-23"],
  [["Month", "Later", "Later", "Earlier", "Week"], "?view=week&date=2026-12-25"],
  [["Later", "Today", "Month"], "?view=month"],
  [["Later", "Month"], "?view=month&date=2027-01-01", "/?view=week&date=2026-12-25"],
  [["Day", "Later"], "?view=day&date=2026-11-26", "/?view=week"],
];
for (const [names, query, address] of sequences) {
  test(`${names.join(", ")}${address ? ` at ${address}` : ""}: every press counts, in order`, async ({ page }) => {
    await before(page, () => press(page, ...names), address);
    expect(await page.evaluate(() => location.search)).toBe(query);
    const view = new URLSearchParams(query).get("view")!;
    await expect(calendar(page)).toHaveAttribute("data-view", view);
    const views = page.getByRole("group", { name: "View" });
    await expect(views.getByRole("button", { pressed: true })).toHaveText(new RegExp(`^${view}$`, "i"));
    await expect(views.getByRole("button", { pressed: false })).toHaveCount(3);
  });
}

test("a press on the title of the next meeting opens it", async ({ page }) => {
  await before(page, () => page.locator(".next-event-title a").click());
  const opened = page.locator(".occurrence:has(details[open])");
  await expect(opened).toHaveCount(1);
  await expect(opened).toContainText("Community call");
  await expect(opened).toBeInViewport();
  await expect(page).toHaveURL(/[?&]event=/);
});

test("a press is replayed only once", async ({ page }) => {
  await before(page, () => press(page, "Later"), "/?view=week&date=2026-11-25");
  await expect(page).toHaveURL(/date=2026-12-02/);
  await press(page, "Later");
  await expect(page).toHaveURL(/date=2026-12-09/);
});

test("a press is not lost if the app takes over long after it was loaded", async ({ page }) => {
  const letThrough = await withholdWasm(page);
  const isRunning = page.waitForRequest(/hearth-time_grid-/);
  await page.goto("/?view=week&date=2026-11-25");
  await press(page, "Later");
  // The app does not take over while a pointer is down.
  await page.getByRole("heading", { level: 1 }).hover();
  await page.mouse.down();
  letThrough();
  await isRunning;
  await page.clock.runFor(15_000);
  await expect(app(page)).toHaveAttribute("data-app", "starting");
  await page.mouse.up();
  await expect(page).toHaveURL(/date=2026-12-02/);
});

const openings: Record<string, (page: Page) => Promise<void>> = {
  "/": (page) => page.keyboard.press("/"),
  "Control+k": (page) => page.keyboard.press("Control+k"),
  "Control+k in another field": (page) => page.getByRole("radio", { name: /dark/i }).press("Control+k"),
  "the button": (page) => button(page, "Find").click(),
  "the button, pressed twice": (page) => button(page, "Find").dblclick(),
  "the button, pressed with a key": (page) => button(page, "Find").press("Enter"),
};
for (const [what, open] of Object.entries(openings)) {
  test(`${what} opens the palette, and what is typed then is in its field`, async ({ page }) => {
    await before(page, async () => {
      await open(page);
      await page.keyboard.type("mattrix");
      for (const _ of "trix") await page.keyboard.press("Backspace");
      await page.keyboard.type("rix c");
    });
    await expect(paletteField(page)).toHaveValue("matrix c");
    await expect(paletteField(page)).toBeFocused();
    for (const option of await palette(page).getByRole("option").all()) await expect(option).toContainText(/matrix/i);
    await expect(search(page)).toHaveValue("");
    await page.keyboard.type("h");
    await expect(paletteField(page)).toHaveValue("matrix ch");
  });
}

test("Enter after a word runs what the palette finds first", async ({ page }) => {
  await before(page, async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("dark theme");
    await page.keyboard.press("Enter");
  });
  await expect(palette(page)).toBeHidden();
  await expect(app(page)).toHaveAttribute("data-theme", "dark");
});

test("Escape cancels the palette, and nothing else", async ({ page }) => {
  await before(page, async () => {
    await press(page, "Month");
    await page.keyboard.press("/");
    await page.keyboard.type("mat");
    await page.keyboard.press("Escape");
    await expect(button(page, "Find")).not.toHaveAttribute("aria-busy");
    await expect(app(page)).toHaveAttribute("data-pending");
  });
  await expect(calendar(page)).toHaveAttribute("data-view", "month");
  await expect(palette(page)).toBeHidden();
});

test("Escape leaves nothing pending if nothing else was pressed", async ({ page }) => {
  const letThrough = await withholdWasm(page);
  await page.goto("/");
  await page.keyboard.press("/");
  await expect(app(page)).toHaveAttribute("data-pending");
  await page.keyboard.press("Escape");
  await expect(app(page)).not.toHaveAttribute("data-pending");
  await page.clock.runFor(2000);
  await expect(note(page)).toHaveCount(0);
  letThrough();
  await expect(app(page)).toHaveAttribute("data-app", "live");
  await expect(palette(page)).toBeHidden();
});

test("a press outside of the palette closes it, as in the app", async ({ page }) => {
  await before(page, async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("mat");
    await press(page, "Month");
  });
  await expect(calendar(page)).toHaveAttribute("data-view", "month");
  await expect(palette(page)).toBeHidden();
});

test("a city typed after the button that changes the zone is searched for", async ({ page }) => {
  await before(page, async () => {
    await press(page, "Change time zone");
    await page.keyboard.type("tokyo");
  });
  await expect(page.getByRole("dialog", { name: "Time zone" }).getByRole("option").first()).toHaveText(/Tokyo/);
});

test("text typed before the app is there is searched for", async ({ page }) => {
  await before(page, async () => {
    await openTheFilter(page);
    await page.keyboard.type("coffee break");
  });
  await expect(search(page)).toHaveValue("coffee break");
  await expect(search(page)).toBeFocused();
  await expect(page.locator("[data-occurrence]").first()).toContainText(/coffee break/i);
  for (const title of await page.locator(".occurrence-title").allTextContents()) expect(title).toMatch(/coffee break/i);
});

test("text and presses are replayed in turn", async ({ page }) => {
  await before(page, async () => {
    await openTheFilter(page);
    await page.keyboard.type("coffee");
    await press(page, "Month");
    await search(page).press("End");
    await search(page).pressSequentially(" break");
    await press(page, "Later");
  });
  await expect(search(page)).toHaveValue("coffee break");
  const query = () => decodeURIComponent(new URL(page.url()).search.replaceAll("+", " "));
  expect(query()).toBe("?view=month&date=2026-12-25&q=coffee break");
  // Each press adds an entry to the history; text changes the current entry.
  await page.goBack();
  await expect.poll(query).toBe("?view=month&q=coffee break");
  await page.goBack();
  await expect.poll(query).toBe("?q=coffee");
});

test("a menu, the filter, a press and a theme are replayed in order", async ({ page }) => {
  await before(page, async () => {
    await openMenu(page);
    await expect(page.locator(".toolbar .menu-panel")).toBeVisible();
    await openTheFilter(page);
    await press(page, "Later");
    await page.getByRole("radio", { name: /dark/i }).check();
    await expect(app(page), "the theme is applied at once").toHaveAttribute("data-theme", "dark");
  });
  await expect(page).toHaveURL(/\?date=2026-12-09$/);
  await expect(page.getByLabel("Go to date")).toHaveValue("2026-12-09");
  await expect(page.getByRole("radio", { name: /dark/i })).toBeChecked();
  expect(await page.evaluate(() => localStorage.getItem("hearth.theme"))).toBe("dark");
  await expect(page.getByLabel("Hide cancelled events")).toBeVisible();
  // The list of series is computed once the app is there.
  await expect(page.getByRole("group", { name: "Series" })).toBeVisible();
});

test("a field keeps what was typed when the app takes over", async ({ page }) => {
  // The visitor types on between the mount and the replay.
  await page.addInitScript(() => {
    addEventListener("mounted", () => {
      // The controls are mounted after the events.
      if (document.documentElement.dataset.app !== "live") return;
      // After the page's own listeners.
      queueMicrotask(() => {
        const field = document.querySelector<HTMLInputElement>("[type=search]")!;
        field.value += " break";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
    });
  });
  await before(page, async () => {
    await openTheFilter(page);
    await page.keyboard.type("coffee");
  });
  await expect(search(page)).toHaveValue("coffee break");
});

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 360, height: 780 } });
  test("the menu and a link work by themselves", async ({ page }) => {
    await withholdWasm(page);
    await page.goto("/");
    await press(page, "Menu");
    const nav = page.getByRole("navigation", { name: "Sections" });
    await nav.getByRole("link", { name: "Contributing" }).click();
    await expect(nav).toBeHidden();
    await expect(page).toHaveURL(/#contributing/);
    await expect(app(page)).not.toHaveAttribute("data-pending");
  });
});

test("a press is answered at once, and after a second in words", async ({ page }) => {
  await before(page, async () => {
    // Read in the same task as the event.
    const answers = await button(page, "Month").evaluate((month: HTMLElement) => {
      month.click();
      const pressed = [...month.parentElement!.children].map((it) => it.getAttribute("aria-pressed"));
      return [month.getAttribute("aria-busy"), ...pressed, document.documentElement.hasAttribute("data-pending")];
    });
    expect(answers).toEqual(["true", "false", "true", "false", "false", true]);
    await press(page, "Week");
    await expect(button(page, "Week")).toHaveAttribute("aria-pressed", "true");
    await expect(button(page, "Month")).toHaveAttribute("aria-pressed", "false");
    const line = () =>
      page.evaluate(() => {
        const { borderTopStyle, borderTopWidth, animationName } = getComputedStyle(document.body, "::before");
        return [borderTopStyle, borderTopWidth, animationName];
      });
    expect(await line()).toEqual(["solid", "3px", "pending"]);
    await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
    expect(await line()).toEqual(["solid", "3px", "none"]);
    await page.emulateMedia({ reducedMotion: null, forcedColors: null });
    await page.clock.runFor(1000);
    await expect(note(page)).toBeInViewport();
    await expect(note(page)).toHaveCSS("position", "fixed");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
  await expect(note(page)).toHaveCount(0);
});

test("if the app cannot come, nothing stays pending", async ({ page }) => {
  page.removeAllListeners("console");
  let refuse = () => {};
  const awaited = new Promise<void>((resolve) => (refuse = resolve));
  await page.route("**/*.wasm", async (route) => {
    await awaited;
    await route.abort();
  });
  await page.goto("/");
  await press(page, "Month", "Later");
  await page.keyboard.press("/");
  await page.clock.runFor(1000);
  await expect(note(page)).toBeVisible();
  refuse();
  await expect(app(page)).toHaveAttribute("data-app", "static");
  await expect(app(page)).not.toHaveAttribute("data-pending");
  await expect(page.locator("[aria-busy]")).toHaveCount(0);
  await expect(page.locator(".toolbar-view[aria-pressed=true]")).toHaveText("Agenda");
  await expect(note(page)).toHaveCount(0);
  await page.keyboard.press("/");
  await expect(app(page)).not.toHaveAttribute("data-pending");
});

inRealTime("on a slow connection a press is answered within 100 ms, and replayed", async ({ page }) => {
  inRealTime.setTimeout(90_000);
  await page.addInitScript(() => {
    addEventListener("click", ({ timeStamp }) => performance.mark("pressed", { startTime: timeStamp }), true);
    new MutationObserver(() => performance.mark("answered")).observe(document, {
      subtree: true,
      attributeFilter: ["aria-busy"],
    });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 400e3 / 8,
    uploadThroughput: 400e3 / 8,
  });
  await page.goto("/", { waitUntil: "domcontentloaded" });
  await button(page, "Month").click();
  await expect(app(page)).toHaveAttribute("data-app", "starting");
  const [pressed, answered] = await page.evaluate(() =>
    ["pressed", "answered"].map((name) => performance.getEntriesByName(name)[0].startTime),
  );
  expect(answered - pressed).toBeLessThan(100);
  await expect(note(page)).toBeVisible();
  await expect(calendar(page)).toHaveAttribute("data-view", "month", { timeout: 60_000 });
  await expect(app(page)).not.toHaveAttribute("data-pending");
});
