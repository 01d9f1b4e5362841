// What the Content-Security-Policy forbids, tested in the browser.
import { test as plain } from "@playwright/test";
import { expect, open, test } from "./page";

const policy = (html: string) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";

test("the policy allows inline scripts and styles by digest, and nothing from other hosts", async ({
  page,
  request,
}) => {
  const stated = policy(await (await request.get("/")).text());
  for (const part of [
    "default-src 'none'",
    "connect-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "'wasm-unsafe-eval'",
  ]) {
    expect(stated).toContain(part);
  }
  expect(stated).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  // The page runs under this policy: a violation would appear in the console, which every test expects to stay empty.
  for (const view of ["agenda", "month", "week", "day"]) await open(page, `/?view=${view}`);
  await page.keyboard.press("/");
  await expect(page.getByRole("dialog", { name: "Find anything" })).toBeVisible();
});

plain("an injected script, style, frame or handler does nothing", async ({ page }) => {
  await page.route("http://127.0.0.1:4173/", async (route) => {
    const response = await route.fetch();
    const put = `<script>window.ran = "script"</script>
      <img src="missing.png" onerror="window.ran = 'handler'"><style>body { outline: 7px solid red }</style>
      <script src="https://elsewhere.example/a.js"></script><iframe src="https://elsewhere.example/"></iframe>
      <base href="https://elsewhere.example/">`;
    await route.fulfill({ response, body: (await response.text()).replace("</main>", `${put}</main>`) });
  });
  const hosts: string[] = [];
  page.on("response", (one) => hosts.push(new URL(one.url()).host));
  const blocked: string[] = [];
  await page.addInitScript(() => {
    Object.assign(window, { blocked: [] });
    addEventListener("securitypolicyviolation", (event) =>
      (window as unknown as { blocked: string[] }).blocked.push(event.effectiveDirective),
    );
  });
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  blocked.push(...(await page.evaluate(() => (window as unknown as { blocked: string[] }).blocked)));
  expect(await page.evaluate(() => (window as unknown as { ran?: string }).ran)).toBeUndefined();
  expect(await page.evaluate(() => getComputedStyle(document.body).outlineStyle)).toBe("none");
  for (const directive of ["script-src-elem", "script-src-attr", "style-src-elem", "frame-src", "base-uri"]) {
    expect(blocked).toContain(directive);
  }
  expect([...new Set(hosts)].filter((host) => host !== "127.0.0.1:4173")).toEqual([]);
});

plain("trusted types refuse text as script or markup", async ({ page }) => {
  await page.goto("/");
  const refused = await page.evaluate(() => {
    const attempts = [
      () => {
        document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>";
      },
      // Not even harmless markup, unless it is in the app.
      () => {
        document.createElement("div").innerHTML = "<b>words</b>";
      },
      () => {
        document.createElement("script").text = "alert(1)";
      },
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return "done";
      } catch {
        return "refused";
      }
    });
  });
  expect(refused).toEqual(["refused", "refused", "refused"]);
});
