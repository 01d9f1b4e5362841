// Times in the visitor's zone and language, compared with the browser's own `Intl`.
import AxeBuilder from "@axe-core/playwright";
import { event, expect, feed, formatted, open, serveFeed, test, type Page, withhold } from "./page";

const VISITORS = [
  { timezoneId: "Europe/Berlin", locale: "de-DE" },
  { timezoneId: "America/New_York", locale: "en-US" },
  { timezoneId: "Asia/Kolkata", locale: "en-IN" },
  { timezoneId: "Pacific/Apia", locale: "en-NZ" },
  { timezoneId: "Australia/Lord_Howe", locale: "fr-FR" },
];

const TIMES = [
  { name: "in winter", now: new Date("2026-11-25T08:00:00Z") },
  { name: "while only America has changed its offset", now: new Date("2027-03-20T08:00:00Z") },
  { name: "while only Europe has changed its offset", now: new Date("2027-10-31T08:00:00Z") },
];

for (const visitor of VISITORS) {
  for (const time of TIMES) {
    test.describe(`${visitor.timezoneId} in ${visitor.locale} ${time.name}`, () => {
      test.use({ ...visitor, now: time.now });

      test("every time is right, in the visitor's zone and language", async ({ page }) => {
        await open(page);
        await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", visitor.timezoneId);
        const shown = await page.locator("[data-occurrence]").evaluateAll((items) =>
          items.map((item) => {
            const first = item.querySelector("time")!;
            const words = (first.querySelector("bdi") ?? first).textContent!;
            return { key: item.dataset.occurrence!, datetime: first.dateTime, until: first.dataset.until, words };
          }),
        );
        expect(shown.length).toBeGreaterThan(10);
        const parts = new Intl.DateTimeFormat("sv-SE", {
          timeZone: visitor.timezoneId,
          dateStyle: "short",
          timeStyle: "medium",
        });
        const timed = shown.filter(({ datetime }) => datetime.includes("T"));
        for (const { key, datetime } of timed) {
          expect(datetime.slice(0, 19), key).toBe(parts.format(new Date(datetime)).replace(" ", "T"));
        }
        const ranges = timed.map(({ datetime, until = datetime }) => {
          const isShort = Date.parse(until) - Date.parse(datetime) < 24 * 60 * 60 * 1000;
          const isUntilMidnight = isShort && until.slice(11, 16) === "00:00";
          const isOneDay = isUntilMidnight || datetime.slice(0, 10) === until.slice(0, 10);
          return { start: datetime, end: until, isOneDay };
        });
        const expected = await formatted(page, ranges, [visitor.locale, visitor.timezoneId]);
        expect(timed.map(({ words }) => words)).toEqual(expected);
        expect(timed.length).toBeGreaterThan(8);
        expect(new Set(shown.map((item) => item.key)).size, "no occurrence is shown twice").toBe(shown.length);
      });
    });
  }
}

test.describe("the chosen zone", () => {
  test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

  test("is found by typing, selected with the keyboard, and kept in the address and for the next visit", async ({
    page,
  }) => {
    await open(page);
    const calendar = page.locator("[data-calendar]");
    await page.getByRole("button", { name: "Change time zone" }).click();
    const input = page.getByRole("combobox");
    await expect(input).toBeFocused();
    await input.fill("tokyo");
    await expect(page.getByRole("option")).toHaveCount(1);
    await expect(page.getByRole("option")).toContainText("UTC+9");
    await input.press("Enter");
    await expect(calendar).toHaveAttribute("data-zone", "Asia/Tokyo");
    await expect(page).toHaveURL(/\?zone=Asia\/Tokyo$/);
    await expect(page.locator("[data-occurrence] time").first()).toHaveAttribute(
      "datetime",
      /(\+09:00|^\d{4}-\d\d-\d\d)$/,
    );
    await open(page, "/");
    await expect(calendar).toHaveAttribute("data-zone", "Asia/Tokyo");
    await page.getByRole("button", { name: "Back to mine: Europe/Berlin" }).click();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
    await open(page, "/");
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
  });

  test("is one of a list with offsets, which the arrow keys move through", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Change time zone" }).click();
    const options = page.getByRole("option");
    await expect(options.nth(400)).toBeAttached();
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await page.getByRole("combobox").press("ArrowDown");
    await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("combobox")).toHaveAttribute("aria-activedescendant", "zone-option-1");
    await page.getByRole("combobox").fill("new york");
    await expect(options.first()).toContainText("America/New York");
    await page.getByRole("combobox").fill("xyzzy");
    await expect(page.getByText("No place or zone has this name.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("combobox")).toBeHidden();
    await expect(page.getByRole("button", { name: "Change time zone" })).toBeFocused();
  });

  test("in the address applies to whoever opens it, and is not stored", async ({ page }) => {
    await open(page, "/?zone=America/Sao_Paulo");
    const calendar = page.locator("[data-calendar]");
    await expect(calendar).toHaveAttribute("data-zone", "America/Sao_Paulo");
    await open(page, "/");
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
  });

  for (const unknown of ["Mars/Olympus", "%3Cscript%3E", "EST5EDT4", "BST", "", "../.."]) {
    test(`is ignored, with a word, when it is «${unknown}»`, async ({ page }) => {
      await open(page, `/?zone=${unknown}`);
      await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Europe/Berlin");
      const notice = page.getByText("This browser does not know the time zone");
      if (unknown) await expect(notice).toContainText(decodeURIComponent(unknown));
      else await expect(notice).toHaveCount(0);
    });
  }

  test("is named when it is an unknown second one", async ({ page }) => {
    await open(page, "/?zone2=Mars/Base");
    await expect(page.getByText("This browser does not know the time zone Mars/Base")).toBeVisible();
  });

  test("by an old name is shown by its current name", async ({ page }) => {
    await open(page, "/?zone=Asia/Calcutta");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Kolkata");
  });

  test("is announced and leaves the focus on the page, however it is changed", async ({ page }) => {
    await open(page);
    const announcement = page.locator("[data-announcer]");
    const change = page.getByRole("button", { name: "Change time zone" });
    // By the palette, opened while nothing has the focus.
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("asia tokyo");
    await page.getByRole("combobox").press("Enter");
    await expect(announcement).toHaveText("Times are now in Asia/Tokyo");
    await expect(change).toBeFocused();
    // By a button that goes away with it.
    await page.getByRole("button", { name: "Back to mine" }).click();
    await expect(announcement).toHaveText("Times are now in Europe/Berlin");
    await expect(change).toBeFocused();
    // By the dialog, which returns the focus.
    await page.getByRole("button", { name: "Add a second time zone" }).click();
    await page.getByRole("combobox").fill("nairobi");
    await page.getByRole("combobox").press("Enter");
    await expect(announcement).toHaveText("Times in Africa/Nairobi are shown too");
    await expect(page.getByRole("button", { name: "Change the second time zone" })).toBeFocused();
    await page.getByRole("button", { name: "Remove the second time zone" }).click();
    await expect(announcement).toHaveText("The second time zone was removed");
    await expect(change).toBeFocused();
  });

  test("follows back and forward", async ({ page }) => {
    await open(page);
    const calendar = page.locator("[data-calendar]");
    await page.getByRole("button", { name: "Change time zone" }).click();
    await page.getByRole("combobox").fill("nairobi");
    await page.getByRole("option").click();
    await expect(calendar).toHaveAttribute("data-zone", "Africa/Nairobi");
    await page.getByRole("button", { name: "Back to mine" }).click();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
    await page.goBack();
    await expect(calendar).toHaveAttribute("data-zone", "Africa/Nairobi");
    await page.goBack();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
    await page.goForward();
    await page.goForward();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
  });

  test("entries before the choice of a zone keep their zone", async ({ page }) => {
    await open(page, "/?view=agenda");
    const calendar = page.locator("[data-calendar]");
    await page.getByRole("button", { name: "Month", exact: true }).click();
    await page.getByRole("button", { name: "Change time zone" }).click();
    await page.getByRole("combobox").fill("nairobi");
    await page.getByRole("option").click();
    await expect(calendar).toHaveAttribute("data-zone", "Africa/Nairobi");
    for (const view of ["month", "agenda"]) {
      await page.goBack();
      await expect(calendar).toHaveAttribute("data-view", view);
      await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
    }
    // The choice is stored for the next visit, where the visitor's own zone has to be named.
    await open(page, "/?view=agenda");
    await expect(calendar).toHaveAttribute("data-zone", "Africa/Nairobi");
    await page.getByRole("button", { name: "Back to mine" }).click();
    await expect(calendar).toHaveAttribute("data-zone", "Europe/Berlin");
    await page.goBack();
    await expect(calendar).toHaveAttribute("data-zone", "Africa/Nairobi");
  });
});

const dialog = (page: Page, name = "Time zone") => page.getByRole("dialog", { name, exact: true });
const options = (page: Page) => page.getByRole("option");

/** Opens the zone dialog, and waits for its list. */
async function choose(page: Page, button = "Change time zone") {
  await page.getByRole("button", { name: button }).click();
  await expect(options(page).first()).toBeVisible();
}

test("Enter waits for the places, so that an abbreviation is not taken for a part of a name", async ({ page }) => {
  const letThrough = await withhold(page, "**/zone-places.json");
  await open(page);
  await choose(page);
  await page.getByRole("combobox").fill("IST");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
  letThrough();
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Kolkata");
});

test("zones have their present names, not those of 1970", async ({ page }) => {
  await open(page);
  await choose(page);
  await page.getByRole("combobox").fill("moscow");
  await expect(options(page).filter({ hasText: "Europe/Moscow" })).toHaveCount(1);
  await expect(options(page).filter({ hasText: /Kyiv|Riga|Chisinau/ })).toHaveCount(0);
});

test.describe("a zone is found by", () => {
  test.use({ timezoneId: "Europe/Berlin", locale: "en-GB" });

  for (const [what, cases] of Object.entries({
    "an abbreviation": [
      ["EST", ["America/New York"]],
      ["PDT", ["America/Los Angeles"]],
      ["IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]],
      ["CST", ["America/Chicago", "Asia/Shanghai"]],
      ["BST", ["Europe/London", "Asia/Dhaka"]],
      ["gmt", ["Europe/London", "UTC"]],
      ["Eastern", ["America/New York"]],
      ["pacific", ["America/Los Angeles"]],
    ],
    "a country or a state": [
      ["india", ["Asia/Kolkata"]],
      ["Brazil", ["America/Sao Paulo"]],
      ["USA", ["America/New York", "America/Los Angeles"]],
      ["UK", ["Europe/London"]],
      ["Czechia", ["Europe/Prague"]],
      ["holland", ["Europe/Amsterdam"]],
      ["texas", ["America/Chicago"]],
    ],
    "a large city": [
      ["San Francisco", ["America/Los Angeles"]],
      ["Beijing", ["Asia/Shanghai"]],
      ["münchen", ["Europe/Berlin"]],
      ["Bengaluru", ["Asia/Kolkata"]],
      ["NYC", ["America/New York"]],
      ["rio de janeiro", ["America/Sao Paulo"]],
      ["São Paulo", ["America/Sao Paulo"]],
    ],
    "an old name": [
      ["Calcutta", ["Asia/Kolkata"]],
      ["Kiev", ["Europe/Kyiv"]],
      ["Saigon", ["Asia/Ho Chi Minh"]],
      ["Rangoon", ["Asia/Yangon"]],
      ["Bombay", ["Asia/Kolkata"]],
      ["Asia/Calcutta", ["Asia/Kolkata"]],
    ],
    "a misspelled name": [
      ["austrailia", ["Australia/Sydney"]],
      ["mexcio", ["America/Mexico City"]],
      ["braizl", ["America/Sao Paulo"]],
    ],
    "an offset": [
      ["+0530", ["Asia/Kolkata", "Asia/Colombo"]],
      ["+05:30", ["Asia/Kolkata", "Asia/Colombo"]],
      ["+5:30", ["Asia/Kolkata", "Asia/Colombo"]],
      ["5:30", ["Asia/Kolkata", "Asia/Colombo"]],
      ["utc-3", ["America/Sao Paulo"]],
      ["−3", ["America/Sao Paulo"]],
    ],
  } as Record<string, [string, string[]][]>)) {
    test(what, async ({ page }) => {
      await open(page);
      await choose(page);
      for (const [typed, expected] of cases) {
        await page.getByRole("combobox").fill(typed);
        for (const [index, zone] of expected.entries()) {
          await expect(options(page).nth(index), typed).toContainText(zone);
        }
      }
    });
  }

  test("an offset with a prefix, and all that are found have it", async ({ page }) => {
    await open(page);
    await choose(page);
    for (const typed of ["GMT+2", "UTC+2", "UTC+02:00", "utc +2"]) {
      await page.getByRole("combobox").fill(typed);
      await expect(options(page).filter({ hasText: "Europe/Athens" }), typed).toHaveCount(1);
      const offsets = await options(page).locator(".finder-option-hint").allTextContents();
      expect(new Set(offsets), typed).toEqual(new Set(["UTC+2"]));
    }
  });

  test("its name alone while the places cannot be fetched, which the next opening tries again", async ({ page }) => {
    let isDown = true;
    await page.route("**/zone-places.json", (route) => (isDown ? route.abort() : route.continue()));
    await open(page);
    await choose(page);
    await page.getByRole("combobox").fill("san francisco");
    await expect(options(page)).toHaveCount(0);
    await page.getByRole("combobox").fill("new york");
    await expect(options(page).first()).toContainText("America/New York");
    await page.keyboard.press("Escape");
    isDown = false;
    await choose(page);
    await page.getByRole("combobox").fill("san francisco");
    await expect(options(page).first()).toContainText("America/Los Angeles");
  });

  test("places, which are fetched once, when the dialog or the palette is opened first", async ({ page }) => {
    const fetched: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/zone-places.json")) fetched.push(request.url());
    });
    await open(page);
    expect(fetched).toHaveLength(0);
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("san francisco");
    const zone = options(page).filter({ hasText: "Times in America/Los Angeles" });
    await expect(zone).toContainText("San Francisco");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "America/Los_Angeles");
    await choose(page);
    await page.getByRole("combobox").fill("osaka");
    await expect(options(page)).toHaveCount(1);
    expect(fetched).toHaveLength(1);
  });
});

test.describe("the list of zones", () => {
  test.use({ timezoneId: "Europe/Berlin", locale: "en-GB", now: new Date("2026-11-25T08:00:00Z") });

  test("shows the time there, the offset, and the name that was found if it is not in the zone's", async ({ page }) => {
    await open(page);
    await choose(page);
    const first = options(page).first();
    await expect(first).toHaveText(/^Europe\/Berlin \(shown now\)\s*0?9:00\s*UTC\+1$/);
    await page.getByRole("combobox").fill("san francisco");
    await expect(first).toHaveText(/^America\/Los Angeles\s+San Francisco\s*0?0:00\s*UTC−8$/);
    await page.getByRole("combobox").fill("los angeles");
    await expect(first).toHaveText(/^America\/Los Angeles\s*0?0:00\s*UTC−8$/);
    await page.clock.runFor("01:00");
    await expect(first, "the time goes on").toHaveText(/0?0:01/);
  });

  test("begins with the visitor's own, those chosen last, and the usual ones of the community", async ({ page }) => {
    await open(page);
    for (const [button, name] of [
      ["Change time zone", "nairobi"],
      ["Add a second time zone", "lima"],
      ["Change time zone", "apia"],
    ] as const) {
      await choose(page, button);
      await page.getByRole("combobox").fill(name);
      await page.keyboard.press("Enter");
      await expect(dialog(page)).toBeHidden();
    }
    await open(page, "/");
    await choose(page);
    const first = ["Europe/Berlin", "Pacific/Apia", "America/Lima", "Africa/Nairobi"];
    for (const [index, zone] of first.entries()) await expect(options(page).nth(index)).toContainText(zone);
    const rest = (await options(page).locator(".finder-option-words > bdi").allTextContents()).slice(first.length);
    const usual = ["America/Los Angeles", "America/New York", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"];
    expect(rest.slice(0, usual.length)).toEqual(usual);
    expect(new Set([...first, ...rest]).size, "no zone is listed twice").toBe(first.length + rest.length);
  });

  test("keeps the last five that were chosen", async ({ page }) => {
    const names = ["a", "b", "c", "d", "e"].map((name) => `Etc/${name}`).join(",");
    await page.addInitScript((names) => localStorage.setItem("hearth.zones", names), names);
    await open(page);
    await choose(page);
    await page.getByRole("combobox").fill("tokyo");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Asia/Tokyo");
    const stored = await page.evaluate(() => localStorage.getItem("hearth.zones"));
    expect(stored).toBe("Asia/Tokyo,Etc/a,Etc/b,Etc/c,Etc/d");
  });

  test("is called after what is chosen, and leaves out the first zone for the second", async ({ page }) => {
    await open(page);
    await choose(page);
    await expect(dialog(page)).toBeVisible();
    await expect(dialog(page).getByRole("heading", { name: "Time zone" })).toBeVisible();
    await page.keyboard.press("Escape");
    await choose(page, "Add a second time zone");
    await expect(dialog(page, "Second time zone")).toBeVisible();
    await page.getByRole("combobox").fill("berlin");
    await expect(options(page).filter({ hasText: "Europe/Berlin" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await serveFeed(page, feed(...event("call", "SUMMARY:Call", "DTSTART:20261126T140000Z", "DURATION:PT1H")));
    await open(page, "/?event=call/20261126T140000Z");
    await page.getByText("Who is awake").click();
    await choose(page, "Add a place");
    await expect(dialog(page, "Add a place")).toBeVisible();
  });

  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 320, height: 640 },
  ]) {
    test(`keeps its height when nothing is found, and fits in ${viewport.width} px`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await open(page);
      await choose(page);
      const before = (await dialog(page).boundingBox())!;
      expect(before.x).toBeGreaterThanOrEqual(0);
      expect(before.x + before.width).toBeLessThanOrEqual(viewport.width);
      await page.getByRole("combobox").fill("xyzzy");
      const nothing = page.getByText(
        "No place or zone has this name. Try a large city in the same zone, or an offset such as +5:30.",
      );
      await expect(nothing).toBeVisible();
      expect(await dialog(page).boundingBox()).toEqual(before);
      for (const typed of ["buenos aires", "+13:45", "san francisco"]) {
        await page.getByRole("combobox").fill(typed);
        await expect(options(page).first()).toBeVisible();
        const cut = await dialog(page).evaluate((dialog) => {
          const edges = dialog.getBoundingClientRect();
          const parts = [
            ...dialog.querySelectorAll<HTMLElement>("input, button, .finder-option-end, .finder-option bdi"),
          ];
          return parts
            .filter((part) => {
              const { left, right } = part.getBoundingClientRect();
              const isCut = getComputedStyle(part).overflowX === "hidden" && part.scrollWidth > part.clientWidth + 1;
              return left < edges.left || right > edges.right || isCut;
            })
            .map((part) => part.textContent);
        });
        expect(cut, typed).toEqual([]);
        expect(await dialog(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
      }
      const report = await new AxeBuilder({ page }).analyze();
      expect(report.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(", ")}`)).toEqual([]);
    });
  }
});
