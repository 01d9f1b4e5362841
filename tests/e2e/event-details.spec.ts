// The details of one event.
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { detailsOf, event, expect, feed, open, serveFeed, summaryOf, test } from "./page";

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

const NEW_YORK = event(
  "call@example.org",
  "DTSTART;TZID=America/New_York:20260107T100000",
  "DTEND;TZID=America/New_York:20260107T110000",
  "RRULE:FREQ=WEEKLY;COUNT=60",
  "SUMMARY:Storage call",
  "LOCATION:Room 5",
  "ORGANIZER;CN=Ada:mailto:ada@example.org",
  "DESCRIPTION:What is stored where.",
  "URL:https://meet.example.org/storage",
);
const BERLIN = event(
  "berlin",
  "DTSTART;TZID=Europe/Berlin:20260106T150000",
  "DTEND;TZID=Europe/Berlin:20260106T153000",
  "RRULE:FREQ=WEEKLY",
  "SUMMARY:Berlin call",
);
const FETCHED = "X-COMMUNITY-FETCHED:20261124T100000Z";

const occurrence = (page: Page, key: string) => page.locator(`[data-occurrence="${key}"]`);
const part = (page: Page, name: string) =>
  page.locator("details[open] .event-details-part", { has: page.getByRole("heading", { name, exact: true }) });
const actions = (page: Page) => page.locator("details[open] > .event-details-actions");
const folded = (page: Page, name: string) =>
  page.locator("details[open] .event-details-folded", { has: page.locator("summary", { hasText: name }) });

/** Unfolds a part of the open details that is folded at first. */
async function unfold(page: Page, name: string) {
  await expect(folded(page, name)).not.toHaveAttribute("open");
  await folded(page, name).locator("summary").click();
  await expect(folded(page, name)).toHaveAttribute("open", "");
  return folded(page, name);
}

/** Opens the menu that adds the open event to a calendar, and returns one of its lists. */
async function addMenu(page: Page) {
  await actions(page).locator(".menu > summary", { hasText: "Add to calendar" }).click();
  return (name: string) => actions(page).getByRole("list", { name, exact: true });
}

test.describe("daylight-saving changes on different dates", () => {
  test.use({ now: new Date("2026-10-22T08:00:00Z") });

  test("an occurrence that is earlier than last time says so, with both times", async ({ page }) => {
    await serveFeed(page, feed(...NEW_YORK, ...BERLIN));
    await open(page);
    const touched = occurrence(page, "call@example.org/20261028T140000Z");
    await expect(touched.locator("[data-clock-change]")).toContainText("One hour earlier for you than last time");
    await expect(touched.locator("[data-clock-change]")).toContainText(
      "Wed 28 Oct, 15:00; last time Wed 21 Oct, 16:00",
    );
    await expect(touched.locator("[data-clock-change] bdi").first()).toHaveAttribute("lang", "en-GB");
    const back = occurrence(page, "call@example.org/20261104T150000Z");
    await expect(back.locator("[data-clock-change]")).toContainText("One hour later for you than last time");
    await expect(page.locator("[data-clock-change]")).toHaveCount(2);
  });

  test("a notice above the days announces it for the coming weeks and links to the first occurrence", async ({
    page,
  }) => {
    await serveFeed(page, feed(...NEW_YORK, ...BERLIN));
    await open(page);
    const notice = page.locator("[data-clock-notice]");
    await expect(notice).toContainText(
      "Clocks change: one series comes one hour earlier for you from Wed 28 Oct on, and at its old time again from Wed 4 Nov on.",
    );
    await notice.getByRole("button", { name: "Show the first" }).click();
    const first = occurrence(page, "call@example.org/20261028T140000Z");
    await expect(detailsOf(first)).toHaveAttribute("open", "");
    await expect(first).toBeInViewport();
    await expect(page).toHaveURL(/[?&]event=call%40example\.org\/20261028T140000Z$/);
    await expect(await unfold(page, "Why this time")).toContainText(
      "The clocks in Berlin were changed in between, those in New York were not.",
    );
  });

  test("nothing is shown where the offset changes with the organiser's", async ({ page }) => {
    await serveFeed(page, feed(...NEW_YORK));
    await open(page, "/?zone=America/Toronto");
    await expect(page.locator("[data-occurrence]").first()).toBeVisible();
    await expect(page.locator("[data-clock-change], [data-clock-notice]")).toHaveCount(0);
  });

  test.describe("in a zone without daylight-saving time", () => {
    test.use({ timezoneId: "Asia/Kolkata" });
    test("the organiser's change is shown", async ({ page }) => {
      await serveFeed(page, feed(...NEW_YORK, ...BERLIN));
      await open(page);
      await expect(occurrence(page, "berlin/20261027T140000Z")).toContainText("One hour later for you than last time");
      await expect(page.locator("[data-clock-notice]")).toContainText(
        "2 series come one hour later for you from Tue 27 Oct on.",
      );
    });
  });
});

test("an opened event shows when it repeats, why it is at this time and who is awake", async ({ page }) => {
  await serveFeed(page, feed(FETCHED, ...NEW_YORK));
  await open(page);
  await expect(page.locator(".event-details")).toHaveCount(0);
  const call = occurrence(page, "call@example.org/20261125T150000Z");
  await summaryOf(call).click();
  await expect(call).toContainText("What is stored where.");
  await expect(call).toContainText("Organised by Ada");
  await expect(page.locator(".event-details")).toHaveCount(1);
  await expect(part(page, "Repeats")).toContainText("Every Wednesday, 60 times");
  await expect(part(page, "Next dates").locator("time")).toHaveText([
    "Wed 2 Dec, 16:00",
    "Wed 9 Dec, 16:00",
    "Wed 16 Dec, 16:00",
    "Wed 23 Dec, 16:00",
    "Wed 30 Dec, 16:00",
  ]);
  const why = await unfold(page, "Why this time");
  await expect(why.locator("li").first()).toBeVisible();
  await expect(why).toContainText("It is set for 10:00 in New York (UTC−5), which is 16:00 in Berlin (UTC+1).");
  await expect(why).toContainText("It is the 47th of 60 in its series.");
  await expect(why).toContainText("This is from the calendar as of 24 Nov 2026, 11:00.");
  const awake = (await unfold(page, "Who is awake")).getByRole("listitem");
  await expect(awake).toHaveCount(6);
  await expect(awake.filter({ hasText: "Berlin" })).toContainText("(you)");
  await expect(awake.filter({ hasText: "Los Angeles" })).toContainText("07:00");
  const tokyo = awake.filter({ hasText: "Tokyo" });
  await expect(tokyo).toHaveAttribute("data-hours", "night");
  await expect(tokyo).toContainText("00:00, Thu 26 Nov, at night");
});

test("an event or its series can be added to web calendars", async ({ page }) => {
  await serveFeed(page, feed(...NEW_YORK));
  await open(page, "/?event=call@example.org/20261125T150000Z");
  const list = await addMenu(page);
  const one = list("This meeting");
  await expect(one.getByRole("link", { name: "Google" })).toHaveAttribute(
    "href",
    /^https:\/\/calendar\.google\.com\/calendar\/render\?action=TEMPLATE&text=Storage%20call&dates=20261125T150000Z%2F20261125T160000Z&ctz=America%2FNew_York&/,
  );
  await expect(one.getByRole("link", { name: "Outlook" })).toHaveAttribute(
    "href",
    /^https:\/\/outlook\.live\.com\/.*&startdt=2026-11-25T15%3A00%3A00Z/,
  );
  await expect(one.getByRole("link", { name: "Microsoft 365" })).toHaveAttribute(
    "href",
    /^https:\/\/outlook\.office\.com\//,
  );
  await expect(one.getByRole("link", { name: "Yahoo" })).toHaveAttribute(
    "href",
    /^https:\/\/calendar\.yahoo\.com\/\?v=60&.*&st=20261125T150000Z/,
  );
  await expect(list("The whole series").getByRole("link", { name: "Google" })).toHaveAttribute(
    "href",
    /&dates=20260107T100000%2F20260107T110000&ctz=America%2FNew_York&recur=RRULE%3AFREQ%3DWEEKLY%3BCOUNT%3D60&/,
  );
});

test("calendar programs can subscribe to one series", async ({ page }) => {
  await open(page);
  const first = page.locator("[data-occurrence]").first();
  await summaryOf(first).click();
  const list = await addMenu(page);
  const link = list("The whole series").getByRole("link", { name: "Subscribe" });
  const address = (await link.getAttribute("href"))!;
  expect(address).toMatch(/^webcal:\/\/.*\/series\/[0-9a-f]{16}\.ics$/);
  const file = await page.request.get(address.slice(address.indexOf("/series/")));
  expect(file.status()).toBe(200);
  const [uid] = (await first.getAttribute("data-occurrence"))!.split("/");
  const text = await file.text();
  expect(text).toContain(`UID:${uid}\r\n`);
  expect(text).toContain("RRULE:");
});

test("the .ics files of one event and of its series are made in the page", async ({ page }) => {
  await serveFeed(page, feed(...NEW_YORK, ...BERLIN));
  await open(page, "/?event=call@example.org/20261125T150000Z");
  const list = await addMenu(page);
  const read = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      list(name).getByRole("button", { name: ".ics file" }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };
  const one = await read("This meeting");
  expect(one.name).toBe("storage-call-2026-11-25.ics");
  expect(one.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(one.text).toContain("DTSTART;TZID=America/New_York:20261125T100000\r\n");
  expect(one.text).not.toContain("RRULE:FREQ=WEEKLY");
  await expect(page.locator("[data-announcer]")).toContainText("The calendar file is saved");
  const all = await read("The whole series");
  expect(all.name).toBe("storage-call.ics");
  expect(all.text).toContain("RRULE:FREQ=WEEKLY;COUNT=60\r\n");
  expect(all.text).not.toContain("Berlin call");
  // The page reads the saved file again.
  await page.unroute("**/calendar.ics*");
  await serveFeed(page, all.text);
  await open(page, "/?event=call@example.org/20261125T150000Z");
  await expect(detailsOf(occurrence(page, "call@example.org/20261125T150000Z"))).toHaveAttribute("open", "");
});

test("an event is copied as text with both times, and as a link", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await serveFeed(page, feed(...NEW_YORK));
  await open(page, "/?zone=Europe/Madrid&event=call@example.org/20261125T150000Z");
  const passOn = actions(page);
  await passOn.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.locator("[data-announcer]")).toContainText("The event copied");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.replaceAll("\u00a0", " ").split("\n")).toEqual([
    "Storage call",
    "Wednesday 25 November, 16:00–17:00 in Madrid (UTC+1)",
    "Wednesday 25 November, 10:00–11:00 in New York (UTC−5)",
    "Where: Room 5",
    "Join: https://meet.example.org/storage",
    `Details: ${new URL(page.url()).origin}/?event=call%40example.org/20261125T150000Z`,
  ]);
  await passOn.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator("[data-announcer]")).toContainText("The link copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).search).toBe("?event=call%40example.org/20261125T150000Z");
});

test("an event is shared with the Web Share API where that is available", async ({ page }) => {
  await page.addInitScript(() => {
    const shared: unknown[] = [];
    Object.assign(window, { shared });
    Object.defineProperty(navigator, "share", {
      value: async (data: unknown) => void shared.push(data),
      configurable: true,
    });
  });
  await serveFeed(page, feed(...NEW_YORK));
  await open(page, "/?event=call@example.org/20261125T150000Z");
  await actions(page).getByRole("button", { name: "Share" }).click();
  const shared = await page.evaluate(
    () => (window as unknown as { shared: { title: string; text: string; url: string }[] }).shared,
  );
  expect(shared).toHaveLength(1);
  expect(shared[0].title).toBe("Storage call");
  expect(shared[0].url).toMatch(/\?event=call%40example\.org\/20261125T150000Z$/);
});

test.describe("the address names an event", () => {
  for (const timezoneId of ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia"]) {
    test.describe(timezoneId, () => {
      test.use({ timezoneId });
      test("it is opened and in the viewport in any zone", async ({ page }) => {
        await serveFeed(page, feed(...NEW_YORK, ...BERLIN));
        await open(page, "/?event=call%40example.org/20261202T150000Z");
        const call = occurrence(page, "call@example.org/20261202T150000Z");
        await expect(detailsOf(call)).toHaveAttribute("open", "");
        await expect(call).toBeInViewport();
        await expect(summaryOf(call)).toBeFocused();
        await expect(page.locator("details[open].occurrence-more")).toHaveCount(1);
      });
    });
  }

  test("an event outside of the listed days is in a card above them", async ({ page }) => {
    await serveFeed(page, feed(...NEW_YORK, ...BERLIN));
    for (const key of ["call@example.org/20270217T150000Z", "berlin/20260331T130000Z"]) {
      await open(page, `/?event=${key}`);
      const card = page.getByRole("complementary", { name: "Linked event" });
      await expect(detailsOf(card.locator(`[data-occurrence="${key}"]`))).toHaveAttribute("open", "");
      await expect(summaryOf(card)).toBeInViewport();
    }
    const card = page.getByRole("complementary", { name: "Linked event" });
    await expect(card.getByRole("heading", { level: 4 })).toContainText("Tuesday 31 March");
    await card.getByRole("button", { name: "Close" }).click();
    await expect(card).toHaveCount(0);
    await expect(page.locator("#calendar-title")).toBeFocused();
    expect(new URL(page.url()).search).toBe("");
  });

  test("floating and all-day events have one address for all zones", async ({ page }) => {
    await serveFeed(
      page,
      feed(
        ...event("float", "DTSTART:20261128T090000", "SUMMARY:Breakfast"),
        ...event("day", "DTSTART;VALUE=DATE:20261127", "SUMMARY:Day"),
      ),
    );
    await open(page, "/?zone=Asia/Tokyo&event=float/20261128T090000");
    await expect(detailsOf(page.locator('[data-occurrence^="float/"]'))).toHaveAttribute("open", "");
    await open(page, "/?zone=America/Los_Angeles&event=day/20261127");
    await expect(detailsOf(page.locator('[data-occurrence="day/20261127"]'))).toHaveAttribute("open", "");
  });

  test("a missing event is reported, and malformed values are ignored", async ({ page }) => {
    await serveFeed(page, feed(...NEW_YORK));
    for (const value of [
      "call@example.org/20261126T150000Z",
      "nobody/20261125T150000Z",
      "x",
      "/",
      "%3Cscript%3Ealert(1)%3C/script%3E",
      "%ff%fe",
      "é/20261125",
    ]) {
      await open(page, `/?event=${value}`);
      await expect(page.locator("[data-linked-event]")).toHaveText(
        "The event that this address leads to is not in the calendar, or not any more.",
      );
      await expect(page.locator("[data-linked-event]")).toHaveAttribute("role", "status");
      await expect(page.locator("[data-linked-event]")).toBeInViewport();
      await expect(page.locator("[data-occurrence]").first()).toBeVisible();
      await expect(page.locator("details[open].occurrence-more")).toHaveCount(0);
    }
    await open(page, "/?event=");
    await expect(page.locator("[data-linked-event]")).toBeEmpty();
  });

  test("opening and closing an event updates the address without adding history entries", async ({ page }) => {
    await serveFeed(page, feed(...NEW_YORK));
    await open(page);
    const steps = await page.evaluate(() => history.length);
    const call = occurrence(page, "call@example.org/20261125T150000Z");
    await summaryOf(call).click();
    await expect(page).toHaveURL(/\?event=call%40example\.org\/20261125T150000Z$/);
    const next = occurrence(page, "call@example.org/20261202T150000Z");
    await summaryOf(next).click();
    await expect(page).toHaveURL(/\?event=call%40example\.org\/20261202T150000Z$/);
    // The open details cover the middle of the row.
    await summaryOf(next).click({ position: { x: 8, y: 8 } });
    await expect.poll(() => new URL(page.url()).search).toBe("");
    expect(await page.evaluate(() => history.length)).toBe(steps);
    await expect(detailsOf(call)).toHaveAttribute("open", "");
  });

  test("back and forward show the event of each address", async ({ page }) => {
    await serveFeed(page, feed(...NEW_YORK));
    await open(page, "/?event=call@example.org/20261125T150000Z");
    await page.evaluate(() => history.pushState(null, "", "?event=call@example.org/20270217T150000Z"));
    await page.goBack();
    await page.goForward();
    await expect(page.getByRole("complementary", { name: "Linked event" })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("complementary", { name: "Linked event" })).toHaveCount(0);
    await expect(summaryOf(occurrence(page, "call@example.org/20261125T150000Z"))).toBeFocused();
  });

  test("when the feed cannot be loaded, the built-in list is used", async ({ page }) => {
    await page.route("**/calendar.ics*", (route) => route.fulfill({ status: 404 }));
    await page.goto("/?event=nobody/20261125T150000Z");
    await expect(page.locator("[data-linked-event]")).toHaveText(
      "The event that this address leads to could not be looked up.",
    );
    const first = page.locator("[data-occurrence]").first();
    await summaryOf(first).click();
    await expect(folded(page, "Why this time")).toBeVisible();
    await expect(part(page, "Repeats")).toHaveCount(0);
    await expect(actions(page).getByRole("button", { name: "Copy link" })).toBeVisible();
    await expect(page.locator("[data-linked-event]")).toBeEmpty();
  });
});

test("another zone keeps the event open and shows it in that zone", async ({ page }) => {
  await serveFeed(page, feed(...NEW_YORK));
  await open(page, "/?event=call@example.org/20261125T150000Z");
  await page.getByRole("button", { name: "Change time zone" }).click();
  await page.getByRole("combobox").fill("tokyo");
  await page.keyboard.press("Enter");
  const call = occurrence(page, "call@example.org/20261125T150000Z");
  await expect(detailsOf(call)).toHaveAttribute("open", "");
  await expect(await unfold(page, "Why this time")).toContainText("Thu 26 Nov, 0:00 in Tokyo (UTC+9)");
  await expect(page).toHaveURL(/event=call%40example\.org\/20261125T150000Z/);
});

test("everything can be reached and used with the keyboard alone", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await serveFeed(page, feed(...NEW_YORK));
  await open(page);
  await summaryOf(occurrence(page, "call@example.org/20261125T150000Z")).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".event-details")).toBeVisible();
  const reach = async (steps: number) => {
    const reached: string[] = [];
    for (let step = 0; step < steps; step++) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(() => (document.activeElement?.textContent ?? "").replace(/[\u2060\s]+/g, " ").trim()),
      );
    }
    return reached;
  };
  const away = " (external link)";
  expect(await reach(6)).toEqual([
    "Join Storage call on meet.example.org" + away,
    "Add to calendar",
    "Copy link",
    "Copy as text",
    "Why this time",
    "Who is awake",
  ]);
  await page.keyboard.press("Enter");
  await expect(folded(page, "Who is awake")).toHaveAttribute("open", "");
  expect(await reach(1)).toEqual(["Add a place"]);
  for (let step = 0; step < 3; step++) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-announcer]")).toContainText("The event copied");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  await expect(page.locator("[data-announcer]")).toContainText("The link copied");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(actions(page).locator(".menu")).toHaveAttribute("open", "");
  await expect(actions(page).getByRole("list", { name: "The whole series" })).toBeVisible();
  expect(await reach(9)).toEqual([
    ...["Google", "Outlook", "Microsoft 365", "Yahoo"].map((name) => name + away),
    ".ics file",
    "Subscribe",
    "Google" + away,
    ".ics file",
    "Subscribe to the calendar",
  ]);
  await page.keyboard.press("Escape");
  await expect(actions(page).locator(".menu")).not.toHaveAttribute("open");
  await expect(actions(page).locator(".menu > summary")).toBeFocused();
  await expect(page.locator(".event-details")).toBeVisible();
});

test("the dialog of an event stays open when its menu is closed by Escape, and when its scroll bar is pressed", async ({
  page,
}) => {
  await serveFeed(page, feed(...NEW_YORK));
  await open(page, "/?view=month&event=call@example.org/20261125T150000Z");
  const dialog = page.locator("#event-dialog");
  const menu = dialog.locator(".menu");
  await menu.locator("> summary").click();
  await expect(menu).toHaveAttribute("open", "");
  await page.keyboard.press("Escape");
  await expect(menu).not.toHaveAttribute("open");
  await expect(dialog).toBeVisible();
  const { x, y, width } = (await dialog.boundingBox())!;
  const press = (clientX: number) => dialog.dispatchEvent("pointerdown", { clientX, clientY: y + 20 });
  await press(x + width - 4);
  await expect(dialog).toBeVisible();
  await press(x + width + 4);
  await expect(dialog).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({
        colorScheme,
        viewport: { width, height: 900 },
        reducedMotion: "reduce",
        now: new Date("2026-10-22T08:00:00Z"),
      });
      test("axe finds nothing in an opened event, in a card, and for a missing event", async ({ page }) => {
        await serveFeed(page, feed(...NEW_YORK, ...BERLIN));
        for (const key of [
          "call@example.org/20261028T140000Z",
          "call@example.org/20270217T150000Z",
          "gone/20261028T140000Z",
        ]) {
          await open(page, `/?event=${key}`);
          await expect(page.locator(".event-details, [data-linked-event]:not(:empty)").first()).toBeVisible();
          const { violations } = await new AxeBuilder({ page }).include("[data-calendar]").analyze();
          expect(
            violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(" ")).join(", ")}`),
          ).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}

test("added cities are listed with who is awake, also on the next visit, and can be removed", async ({ page }) => {
  // This test opens the page four times and searches the time zones four times.
  test.slow();
  await serveFeed(page, feed(...NEW_YORK));
  for (const address of [
    "/?event=call@example.org/20261125T150000Z",
    "/?view=month&event=call@example.org/20261125T150000Z",
  ]) {
    await open(page, address);
    const awake = await unfold(page, "Who is awake");
    await expect(awake).not.toContainText("Kathmandu");
    // What is listed already is not added.
    await awake.getByRole("button", { name: "Add a place" }).click();
    await page.getByRole("combobox").fill("berlin");
    await page.keyboard.press("Enter");
    await expect(awake.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
    await awake.getByRole("button", { name: "Add a place" }).click();
    await page.getByRole("combobox").fill("kathmandu");
    await page.keyboard.press("Enter");
    await expect(awake.getByText("Kathmandu")).toBeVisible();
    await open(page, address);
    await expect(await unfold(page, "Who is awake")).toContainText("Kathmandu");
    await awake.getByRole("button", { name: "Remove Kathmandu" }).click();
    await expect(awake).not.toContainText("Kathmandu");
    await expect(awake.locator("summary")).toBeFocused();
  }
});
