// The page with a keyboard alone, and on a phone.
import { expect, open, test } from "./page";

test.describe("with a keyboard alone", () => {
  test.use({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, timezoneId: "America/New_York" });

  test("the first tab stop skips to the content", async ({ page }) => {
    await open(page);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await page.keyboard.press("Tab");
    // The first link in the content is the title of the next meeting.
    await expect(page.locator("main a").first()).toBeFocused();
    await expect(page.locator(".next-event-title a").first()).toBeFocused();
  });

  test("a link to a section moves the focus there", async ({ page }) => {
    await open(page);
    await page.getByRole("navigation").getByRole("link", { name: "Slack" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("#slack-channel-heading")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Link to «Slack channel»" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Copy address of Prometheus on CNCF Slack" })).toBeFocused();
  });

  test("a zone is chosen, and details are opened", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Change time zone" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("sydney");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-calendar]")).toHaveAttribute("data-zone", "Australia/Sydney");
    await expect(page.getByRole("button", { name: "Change time zone" })).toBeFocused();
    const summary = page.locator("[data-occurrence] summary").first();
    await summary.focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-occurrence] details").first()).toHaveAttribute("open", "");
  });

  test("a chosen theme takes the place of the one in the address", async ({ page }) => {
    await open(page, "/?theme=dark&view=week");
    await page.getByRole("radio", { name: "Light theme" }).check({ force: true });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await expect(page).toHaveURL(/\?view=week$/);
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  });

  test("a theme is chosen with the arrow keys", async ({ page }) => {
    await open(page);
    await page.getByRole("radio", { name: "Theme of the system" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });

  test("everything that takes the focus shows it", async ({ page }) => {
    await open(page);
    for (let stop = 0; stop < 30; stop += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const outlined = (it: Element) => {
          const style = getComputedStyle(it);
          return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        };
        return outlined(element) || (element.parentElement !== null && outlined(element.parentElement));
      });
      expect(seen, `stop ${stop + 1}`).toBe(true);
    }
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" });

  test("the menu opens, goes to a section and closes", async ({ page }) => {
    await open(page);
    const nav = page.getByRole("navigation", { name: "Sections" });
    await expect(nav).toBeHidden();
    await page.getByRole("button", { name: "Menu" }).tap();
    await expect(nav).toBeVisible();
    await nav.getByRole("link", { name: "Calendar" }).tap();
    await expect(nav).toBeHidden();
    await expect(page).toHaveURL(/#calendar-for-public-events$/);
    await expect(page.locator("#calendar-for-public-events-heading")).toBeInViewport();
  });

  test("the menu closes with Escape and returns the focus", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Menu" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("navigation", { name: "Sections" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Menu" })).toBeFocused();
  });

  test("every target is at least 24 px in both directions", async ({ page }) => {
    await open(page);
    const small = await page
      .locator("button:visible, .button-link:visible, .theme-switch-option, summary:visible")
      .evaluateAll((targets) =>
        targets
          .map((target) => ({ words: target.textContent, box: target.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 24 || box.height < 24)
          .map(({ words }) => words),
      );
    expect(small).toEqual([]);
  });
});
