// The app starts and works in a document that translators, extensions or proxies have changed before.
import { expect, open, test, type Page, touch, withControls, withhold, withholdWasm } from "./page";

test.use({ touchesControl: false, timezoneId: "Europe/Berlin", locale: "en-GB" });

declare global {
  /** All nodes of a kind in the body; the changes run in the page, where `startsAfter` defines it. */
  var nodesOf: <T extends Node>(kind: number) => T[];
}

const changes: Record<string, () => void> = {
  "a translator has wrapped every text": () => {
    for (const text of nodesOf<Text>(NodeFilter.SHOW_TEXT)) {
      if (!text.data.trim() || text.parentElement!.closest("script, style")) continue;
      const font = document.createElement("font");
      font.append(document.createElement("font"));
      font.firstElementChild!.textContent = text.data;
      text.replaceWith(font);
    }
  },
  "an extension has put an element first": () => document.body.prepend(document.createElement("div")),
  "an extension has put an element beside each field": () => {
    for (const field of document.querySelectorAll("input")) field.after(document.createElement("span"));
  },
  "texts are split": () => {
    for (const text of nodesOf<Text>(NodeFilter.SHOW_TEXT)) if (text.length > 1) text.splitText(1);
  },
  "comments are removed": () => {
    for (const comment of nodesOf<Comment>(NodeFilter.SHOW_COMMENT)) comment.remove();
  },
  "the channels are removed": () => document.querySelector(".channel-links")!.remove(),
  "dialogs are removed": () => document.querySelectorAll("dialog").forEach((dialog) => dialog.remove()),
};

/** Translates each text into capitals. Translators leave out what is not to be translated. */
const translate = () => {
  for (const text of nodesOf<Text>(NodeFilter.SHOW_TEXT)) {
    if (!text.data.trim() || text.parentElement!.closest("script, style, [translate=no]")) continue;
    const font = document.createElement("font");
    font.textContent = text.data.toUpperCase();
    text.replaceWith(font);
  }
};

const defineNodesOf = () => {
  globalThis.nodesOf = <T extends Node>(kind: number) => {
    const walker = document.createTreeWalker(document.body, kind);
    const nodes: T[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as T);
    return nodes;
  };
};

async function startsAfter(page: Page, change: () => void, act = async () => {}) {
  const letThrough = await withholdWasm(page);
  await page.addInitScript(defineNodesOf);
  await page.goto("/");
  await page.evaluate(change);
  await act();
  await touch(page);
  letThrough();
  await expect(page.locator("html")).toHaveAttribute("data-app", "live");
  await expect(page.locator("html")).not.toHaveAttribute("data-stopped");
}

async function expectAllToWork(page: Page) {
  await page.getByRole("button", { name: "Month", exact: true }).click();
  await expect(page.locator("#calendar-title")).toHaveText("November 2026");
  await page.getByRole("button", { name: "Later", exact: true }).click();
  await expect(page.locator("#calendar-title")).toHaveText("December 2026");
  await page.getByRole("radio", { name: /dark/i }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Find anything on this page" })).toBeVisible();
}

for (const [what, change] of Object.entries(changes)) {
  test(`${what}: the calendar, the palette and the theme work`, async ({ page }) => {
    await startsAfter(page, change);
    const calendar = page.locator("[data-calendar]");
    await expect(calendar).toHaveAttribute("data-feed", "live");
    await expect(calendar.locator(".occurrence-time time").first()).toHaveText("16:00–17:00");
    await expectAllToWork(page);
  });
}

test.describe("after the app has taken over", () => {
  const openLive = async (page: Page) => {
    await page.addInitScript(defineNodesOf);
    await page.goto("/");
    await touch(page);
    await withControls(page);
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  };

  for (const [what, change] of Object.entries(changes)) {
    if (/^(comments|dialogs) /.test(what)) {
      test(`${what}: a notice offers to reload`, async ({ page }) => {
        await openLive(page);
        await page.evaluate(change);
        await page.getByRole("button", { name: "Month", exact: true }).click();
        await page.locator('[data-shown-when="stopped"]').getByRole("link", { name: "Reload" }).click();
        await touch(page);
        await expect(page.locator("html")).toHaveAttribute("data-app", "live");
        await expect(page.locator("#calendar-title")).toHaveText("November 2026");
      });
    } else {
      test(`${what}: the calendar, the palette and the theme work`, async ({ page }) => {
        await openLive(page);
        await page.evaluate(change);
        await expectAllToWork(page);
      });
    }
  }

  test("if the calendar is removed, a notice offers to reload", async ({ page }) => {
    await openLive(page);
    await page.locator("[data-calendar]").evaluate((calendar) => calendar.remove());
    await page.clock.fastForward("01:00");
    const notice = page.getByRole("alert");
    await expect(notice).toHaveText("The calendar of this page is missing. Reload");
    await notice.getByRole("link", { name: "Reload" }).click();
    await expect(page.locator("[data-calendar]")).toHaveCount(1);
  });
});

test("a press on a button whose words are translated is replayed", async ({ page }) => {
  await startsAfter(page, translate, () => page.getByRole("button", { name: "MONTH", exact: true }).click());
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-view", "month");
});

test("after a translation, words that change are replaced", async ({ page }) => {
  const letThrough = await withhold(page, "**/calendar.ics*");
  await startsAfter(page, () => {});
  const status = page.locator(".feed-status");
  const label = page.locator(".next-event-label");
  await expect(status).toContainText("newer ones are loading");
  await expect(label).toContainText("Next meeting");
  await page.evaluate(translate);
  await expect(status).toContainText("NEWER ONES");
  letThrough();
  await expect(status).toHaveText(/^Last updated [^;]*$/);
  await page.clock.fastForward("07:10:00");
  await expect(label).toHaveText(/^Happening now/);
});

test("after a translation, times and the name of their zone change together", async ({ page }) => {
  await startsAfter(page, () => {});
  await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
  await page.evaluate(translate);
  const zone = page.locator(".zone-picker-shown strong").first();
  await page.evaluate(() => history.replaceState(null, "", "?zone=Asia/Tokyo"));
  await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
  await expect(zone).toHaveText("Asia/Tokyo");
  await expect(page.locator(".occurrence-time time").first()).toHaveText("00:00–01:00");
  await expect(page.locator(".next-event-when time").first()).toContainText("00:00");
  // The words of the buttons are translated.
  await page.locator(".toolbar-view").nth(1).click();
  await page.getByRole("button", { name: "Later", exact: true }).click();
  await expect(page.locator("#calendar-title")).toHaveText("December 2026");
  await expect(page.locator("#day-2026-12-10 .month-number")).toHaveText("10");
});

test.describe("without the calendar", () => {
  const place = (page: Page) =>
    page.evaluate(() => Math.round(document.querySelector("#irc")!.getBoundingClientRect().top));

  /** Opens the page, scrolls to a section, removes the calendar, and lets the app start. Returns where the section is. */
  const start = async (page: Page) => {
    const letThrough = await withholdWasm(page);
    await page.goto("/");
    await page.evaluate(() => document.querySelector("[data-calendar]")!.remove());
    await touch(page);
    await page.evaluate(() => document.querySelector("#irc")!.scrollIntoView({ behavior: "instant" }));
    const before = await place(page);
    letThrough();
    return before;
  };

  test("the page is rendered anew, and the section that is being read stays in its place", async ({ page }) => {
    const before = await start(page);
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-feed", "live");
    expect(Math.abs((await place(page)) - before)).toBeLessThan(3);
    await page.getByRole("button", { name: "Month", exact: true }).click();
    await expect(page.locator("#calendar-title")).toHaveText("November 2026");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await page.keyboard.type("matrix");
    await expect(page.getByRole("option").first()).toContainText(/matrix/i);
  });

  test("what was focused and chosen before stays so in the page that is rendered anew", async ({ page }) => {
    const letThrough = await withholdWasm(page);
    await page.goto("/");
    await page.evaluate(() => document.querySelector("[data-calendar]")!.remove());
    await page.getByRole("radio", { name: /dark/i }).check();
    const link = page.locator("#slack-channel a").first();
    await link.focus();
    letThrough();
    await expect(page.locator("html")).toHaveAttribute("data-app", "live");
    await expect(page.getByRole("radio", { name: /dark/i })).toBeChecked();
    await expect(link).toBeFocused();
  });

  test("if it cannot be rendered anew, a notice says so, and the rest works", async ({ page }) => {
    await page.route("**/community.json", (route) => route.fulfill({ body: "{}" }));
    const before = await start(page);
    const notice = page.getByRole("alert");
    await expect(notice).toHaveText("The calendar of this page is missing. Reload");
    expect(Math.abs((await place(page)) - before)).toBeLessThan(3);
    await page.getByRole("radio", { name: /dark/i }).check();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await notice.getByRole("link", { name: "Reload" }).click();
    await expect(page.locator("[data-calendar]")).toHaveCount(1);
    await expect(notice).toHaveCount(0);
  });
});

for (const address of ["/", "/embed.html"]) {
  test(`${address} is the same when the browser renders all of it`, async ({ page }) => {
    const content = async (parameter: string) => {
      await open(page, `${address}?${parameter}`);
      // The controls too.
      await touch(page);
      await withControls(page);
      // Comments hold places of what may be inserted. The order of attributes means nothing.
      return page.evaluate(() => {
        const written = (node: Node): string => {
          if (node instanceof Text) return node.data;
          if (!(node instanceof Element)) return "";
          const attributes = [...node.attributes].map(({ name, value }) => `${name}="${value}"`);
          return `<${[node.localName, ...attributes.sort()].join(" ")}>${[...node.childNodes].map(written).join("")}\n`;
        };
        const data = document.querySelector("#page-data");
        return [...document.body.children].filter((it) => data!.compareDocumentPosition(it) === 2).map(written);
      });
    };
    const built = await content("view=agenda");
    expect(built.join("").length).toBeGreaterThan(10_000);
    expect(await content("view=agenda&render=client")).toEqual(built);
  });
}
