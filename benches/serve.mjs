// Serves the built page for the benchmarks, compressed with brotli, and counts what it sends.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".ics": "text/calendar",
  ".json": "application/json",
};

const compressed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } });

/** Serves the folder. If `feed` is given, it replaces the calendar; it is not compressed, because that takes long for a
 * large one. `sent` may be set to zero.
 * @param {string} dist @param {string} [feed] */
export async function serve(dist, feed) {
  const files = new Map();
  const sent = { bytes: 0, requests: 0 };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://page");
    const own = join(dist, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const path = feed && pathname === "/calendar.ics" ? feed : own;
    if (!files.has(path)) {
      const isFile = statSync(path, { throwIfNoEntry: false })?.isFile();
      const encode = path === feed ? (bytes) => bytes : compressed;
      files.set(path, isFile ? encode(readFileSync(path)) : undefined);
    }
    const content = files.get(path);
    sent.requests += 1;
    sent.bytes += content?.length ?? 0;
    if (!content) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      ...(path !== feed && { "content-encoding": "br" }),
      "cache-control": "max-age=600",
    });
    response.end(content);
  });
  await new Promise((resolve) => server.listen({ port: 0, host: "127.0.0.1" }, () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}/`, sent, close: () => server.close() };
}
