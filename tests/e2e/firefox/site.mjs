// Serves the built page on the loopback interface, with a small feed in place of the bundled one.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));

const FEED = [
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

/** Serves the page and returns its address and a function that stops the server. */
export async function serve() {
  const files = sirv(DIST);
  const server = createServer((request, response) => {
    if (request.url === "/calendar.ics") response.writeHead(200, { "content-type": "text/calendar" }).end(FEED);
    else files(request, response);
  });
  await new Promise((resolve) => server.listen({ port: 0, host: "127.0.0.1" }, () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}
