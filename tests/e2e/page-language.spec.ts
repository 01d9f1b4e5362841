// One page speaks one language, and its dates and times read the same before the app is there and after.
import { Host, buildPage, remove } from "./builds";
import { expect, test, withholdWasm, type Page, touch } from "./page";

const LOCALES = ["en-US", "en-GB", "de-DE", "fr-FR", "ja-JP", "zh-CN", "ar-EG", "fa-IR", "pt-BR", "hi-IN"];
const ZONES: Record<string, string> = {
  "en-US": "America/New_York",
  "en-GB": "Europe/London",
  "de-DE": "Europe/Berlin",
  "fr-FR": "Europe/Paris",
  "ja-JP": "Asia/Tokyo",
  "zh-CN": "Asia/Shanghai",
  "ar-EG": "Africa/Cairo",
  "fa-IR": "Asia/Tehran",
  "pt-BR": "America/Sao_Paulo",
  "hi-IN": "Asia/Calcutta",
};

/** The text of each time, by where it is and which instant it is of. Times below the heading of their day only: the app
 * lists others below another heading. */
async function texts(page: Page): Promise<Record<string, string>> {
  return page.locator("[data-calendar]").evaluate((calendar) => {
    const found: Record<string, string> = {};
    const isoDate = new Intl.DateTimeFormat("sv", {
      timeZone: (calendar as HTMLElement).dataset.zone,
      dateStyle: "short",
    });
    for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
      const heading = time.closest(".agenda-day")?.querySelector("time")?.dateTime;
      const isDate = time.dateTime.length === 10 || "floating" in time.dataset;
      const ends = [time.dateTime, time.dataset.until ?? time.dateTime].map((end) => new Date(end));
      const date = (at: Date) => (isDate ? at.toISOString().slice(0, 10) : isoDate.format(at));
      const isCard = time.closest(".next-event") !== null;
      if (time.dataset.local === "time" && !isCard && ends.some((end) => date(end) !== heading)) continue;
      const around = time.closest<HTMLElement>("[data-occurrence], .next-event, .toolbar, .feed-status, .agenda-more");
      const where = around?.dataset.occurrence ?? around?.className ?? "heading";
      const at =
        time.dateTime.length === 10 ? time.dateTime : isDate ? time.dateTime.slice(0, 19) : String(ends[0].getTime());
      found[`${where} ${time.className} ${time.dataset.local} ${at}`] = (
        time.querySelector("bdi") ?? time
      ).textContent!;
    }
    for (const countdown of document.querySelectorAll(".next-event-countdown"))
      found[`next-event countdown ${countdown.closest(".next-event")!.querySelector("time")!.dateTime}`] =
        countdown.textContent!;
    return found;
  });
}

for (const language of ["en", "de", "ja", "ar", "fa"]) {
  test.describe(`a page in ${language}`, () => {
    test.describe.configure({ mode: "serial" });
    test.use({ touchesControl: false });
    let host: Host;
    let folder: string;
    test.beforeAll(async () => {
      folder = buildPage({ language });
      host = await Host.of(folder);
    });
    test.afterAll(async () => {
      await host.stop();
      remove(folder);
    });

    for (const locale of LOCALES) {
      test.describe(`for ${locale}`, () => {
        test.use({ locale, timezoneId: ZONES[locale] });

        test("times read the same before the app is there and after, in the page's language", async ({ page }) => {
          const letThrough = await withholdWasm(page);
          await page.goto(host.address);
          await expect(page.locator("[data-calendar]")).not.toHaveAttribute("data-zone", "UTC");
          const zone = page.locator(".zone-picker-shown strong").first();
          const [before, zoneBefore] = [await texts(page), await zone.textContent()];
          await touch(page);
          letThrough();
          await expect(page.locator("html")).toHaveAttribute("data-app", "live");
          await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
          const after = await texts(page);
          const shared = Object.keys(before).filter((key) => key in after);
          expect(shared.length).toBeGreaterThan(12);
          for (const part of ["heading", "next-event", "toolbar", "feed-status", "@"])
            expect(shared.join("\n"), part).toContain(part);
          for (const key of shared) expect(after[key], key).toBe(before[key]);
          expect(await zone.textContent()).toBe(zoneBefore);

          const isOfPage = locale.startsWith(language);
          const languages = await page
            .locator("[data-calendar] :is(time, time bdi, h3, h4)[lang]")
            .evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLElement).lang))]);
          expect(languages).toEqual([isOfPage ? locale : language]);
          // Nothing is left of the visitor's own language, and the hours go as the visitor is used to.
          const hours = await page.evaluate(
            ([own, shown]) => {
              const options = { hour: "numeric", minute: "2-digit" } as const;
              const { hourCycle } = new Intl.DateTimeFormat(own, options).resolvedOptions();
              return new Intl.DateTimeFormat(shown, { timeStyle: "short", hourCycle, timeZone: "UTC" }).format(
                new Date(0),
              );
            },
            [locale, isOfPage ? locale : language],
          );
          await page.goto(`${host.address}?view=day&zone=UTC`);
          await expect(page.locator(".time-grid-mark").first()).toHaveText(hours);
        });
      });
    }
  });
}

for (const [language, locale, timezoneId] of [
  ["de", "de-DE", "Europe/Berlin"],
  ["ja", "ja-JP", "Asia/Tokyo"],
  ["ar", "ar-EG", "Africa/Cairo"],
]) {
  test.describe(`a page in ${language} for ${locale}`, () => {
    test.use({ locale, timezoneId });

    test("every view is in the language and fits", async ({ page }) => {
      const folder = buildPage({ language });
      const host = await Host.of(folder);
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        for (const view of ["month", "day", "week"]) {
          await page.goto(`${host.address}?view=${view}`);
          await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
          await expect(page.locator("#calendar-title")).toHaveAttribute("lang", locale);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
            `${view} ${width}`,
          ).toBeLessThanOrEqual(0);
        }
      }
      await host.stop();
      remove(folder);
    });
  });
}

test.describe("what is English in a page of another language", () => {
  test.use({ touchesControl: false, locale: "ar-EG", timezoneId: "Africa/Cairo" });

  /** The marked language and direction of the smallest elements with these texts. */
  const marks = (page: Page, texts: string[]) =>
    page.evaluate((texts) => {
      const all = [...document.body.querySelectorAll("*:not(script)")];
      const marksOf = (text: string) => {
        const found = all.findLast((one) => one.textContent!.replace(/\s+/g, " ").includes(text));
        const nearest = (name: string) => found?.closest(`[${name}]`)?.getAttribute(name);
        return [text, nearest("lang"), nearest("dir")];
      };
      return texts.map(marksOf);
    }, texts);

  test("is marked as English, and the community's texts inside of it as theirs", async ({ page }) => {
    const folder = buildPage({ language: "ar" });
    const host = await Host.of(folder);
    const isMarked = async () => {
      expect(
        await marks(page, [
          "Skip to the content",
          "Next meeting",
          "These meetings are examples",
          "Last updated",
          "the official calendar, below, is always current.",
        ]),
      ).toEqual([
        ["Skip to the content", "en", "ltr"],
        ["Next meeting", "en", "ltr"],
        ["These meetings are examples", "en", "ltr"],
        ["Last updated", "en", "ltr"],
        ["the official calendar, below, is always current.", "en", "ltr"],
      ]);
      for (const word of ["Find", "Print", "Month", "For: ", "Add to calendar"])
        expect((await marks(page, [word]))[0].slice(0, 2)).toEqual([word, "en"]);
      expect((await marks(page, ["Slack channel"]))[0].slice(0, 2)).toEqual(["Slack channel", "ar"]);
      await expect(page.locator(".next-event-title bdi")).toHaveAttribute("lang", "ar");
      await expect(page.locator(".occurrence-title-words").first()).toHaveAttribute("lang", "ar");
      await expect(page.locator("[data-calendar]")).not.toHaveAttribute("dir");
    };
    await page.goto(host.address);
    await isMarked();
    await touch(page);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", /^(live|stale)$/);
    await isMarked();
    await page.keyboard.press("/");
    await page.keyboard.type("slack");
    const option = page.getByRole("option");
    await expect(option.first().locator("bdi").first()).toHaveAttribute("lang", "ar");
    await expect(page.getByRole("dialog")).toHaveAttribute("lang", "en");
    await host.stop();
    remove(folder);
  });

  test("needs no mark in an English page", async ({ page }) => {
    await page.goto("/");
    await touch(page);
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    await expect(
      page.locator("[lang]:is(.calendar, .next-events, .skip-link, .header *, .occurrence-title-words)"),
    ).toHaveCount(0);
  });
});
