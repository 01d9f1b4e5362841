// Injection attempts in every text of a feed that the page shows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, open, openFilter, serveFeed, test } from "./page";

const TEXTS: string[] = JSON.parse(readFileSync(join(__dirname, "../fixtures/hostile-texts.json"), "utf8"));

const escaped = (text: string) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
const HARMLESS = /^(https?:|mailto:|webcal:|#)/i;

/** Each text in every property that can have one; fifteen events a day, so that every view has some. */
const FEED = [
  "BEGIN:VCALENDAR",
  `X-WR-CALNAME:${escaped(TEXTS[0])}`,
  ...TEXTS.flatMap((text, place) => {
    const words = escaped(text);
    const day = String(20261125 + Math.floor(place / 15));
    return [
      "BEGIN:VEVENT",
      `UID:hostile-${place}${words}`,
      `DTSTART:${day}T${String(8 + (place % 15)).padStart(2, "0")}0000Z`,
      "DURATION:PT30M",
      ...["SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "COMMENT"].map((name) => `${name}:${words}`),
      `ORGANIZER;CN="${text.replace(/["\u0000-\u001f]/g, "")}":mailto:a@example.org`,
      `URL:${words}`,
      "RRULE:FREQ=WEEKLY;COUNT=2",
      "END:VEVENT",
    ];
  }),
  "END:VCALENDAR",
].join("\r\n");

test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

type Page = import("@playwright/test").Page;

/** Nothing has run, a description has added only text, breaks and links, and links have allowed schemes. */
async function isHarmless(page: Page, where: string) {
  const found = await page.evaluate(() => {
    const calendar = document.querySelector("[data-calendar]")!;
    const made =
      "script, style, iframe, img, object, embed, form:not([method=dialog]), meta, base, link, textarea, math, template, noscript";
    const hrefs = [...calendar.querySelectorAll("a:not(.notice *)")].map((link) => link.getAttribute("href") ?? "");
    const handlers = [...calendar.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on")),
    );
    return {
      ran: (window as unknown as { ran?: number }).ran,
      made: calendar.querySelectorAll(made).length,
      hrefs,
      handlers,
    };
  });
  expect(found.ran, where).toBeUndefined();
  expect(found.made, where).toBe(0);
  expect(found.handlers, where).toEqual([]);
  expect(
    found.hrefs.filter((href) => !HARMLESS.test(href)),
    where,
  ).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBeLessThanOrEqual(0);
}

test("every view, an opened event, the filter, the palette and the print view show them as text", async ({ page }) => {
  test.setTimeout(90_000);
  expect(TEXTS.length).toBeGreaterThanOrEqual(60);
  page.on("dialog", () => expect("a dialog").toBe("none"));
  await serveFeed(page, FEED);
  await open(page);
  await openFilter(page);
  await expect(page.locator(".filter-facet").nth(60)).toBeAttached();
  await isHarmless(page, "the agenda with its filter");
  for (const view of ["month", "week", "day"]) {
    await open(page, `/?view=${view}&date=2026-11-26`);
    await expect(page.locator(".chip").first()).toBeVisible();
    await isHarmless(page, view);
  }
  await page.locator(".chip").first().click();
  await expect(page.getByRole("dialog").locator(".event-details")).toBeVisible();
  await isHarmless(page, "the dialog");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("window");
  await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
  await isHarmless(page, "the list over everything");
  await page.keyboard.press("Escape");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator(".print-view [data-occurrence]").first()).toBeAttached();
  await isHarmless(page, "the paper");
});

test("a link shows its address, and bidi or invisible characters make no link", async ({ page }) => {
  await serveFeed(page, FEED);
  await open(page, "/?q=evil.example");
  const links = await page.locator("[data-feed-words] a").evaluateAll((all: HTMLAnchorElement[]) =>
    all.map((link) => ({
      href: link.href,
      words: link.textContent!.replace(" (external link)", ""),
    })),
  );
  expect(links.length).toBeGreaterThan(3);
  for (const { href, words } of links) {
    expect(href).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/);
    if (/https?:\/\/|www\./i.test(words))
      expect(href.startsWith(words.trim()) || href === `${words.trim()}/`, `${words} → ${href}`).toBe(true);
  }
});
