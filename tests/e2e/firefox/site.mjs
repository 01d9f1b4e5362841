// Serves the built page on the loopback interface, with a small feed in place of the bundled one.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));

/** The small feed. */
export const FEED = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//test//EN",
  ...event(
    "call",
    "SUMMARY:Weekly call",
    "DTSTART;TZID=Europe/Berlin:20261104T150000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
  ),
  ...event("days", "SUMMARY:Days of code", "DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261129"),
  ...event("cake", "SUMMARY:Release party", "DTSTART:20261127T180000Z", "DURATION:PT2H", "DESCRIPTION:Music and cake"),
  "END:VCALENDAR",
  "",
].join("\r\n");

function event(uid, ...lines) {
  return ["BEGIN:VEVENT", `UID:${uid}`, "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT"];
}

/**
 * Serves the built page.
 *
 * @returns its address, a map from paths to handlers that answer instead of files, and a function that stops the server.
 */
export async function serve() {
  const files = sirv(DIST, { dev: true });
  const overrides = new Map([["/calendar.ics", (_, response) => answer(response, "text/calendar", FEED)]]);
  const server = createServer((request, response) => {
    const handler = overrides.get(request.url.replace(/\?.*/, ""));
    if (handler) handler(request, response);
    else files(request, response);
  });
  await new Promise((resolve) => server.listen({ port: 0, host: "127.0.0.1" }, () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${address.port}`, overrides, stop };
}

/** Answers a request with a whole body. */
export function answer(response, type, body) {
  response.writeHead(200, { "content-type": type }).end(body);
}

/** The path and the content of the built file whose name matches. */
export function built(pattern) {
  const name = readdirSync(DIST).find((name) => pattern.test(name));
  return { path: `/${name}`, read: () => readFileSync(`${DIST}/${name}`) };
}
