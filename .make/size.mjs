// Reports what a first visit fetches and what the wasm consists of, in bytes; fails when a size is over the budget.
//
//     node .make/size.mjs DIST [NAMED_WASM]    NAMED_WASM is cargo's output, which still has function names
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, named] = process.argv.slice(2);
const budget = JSON.parse(readFileSync(new URL("size-budget.json", import.meta.url), "utf8"));

const html = readFileSync(join(dist, "index.html"), "utf8");
/** Pictures and icons in the document, without duplicates. */
const shown = [...html.matchAll(/(?:src|href)="([\w/-]+\.svg)[#"]/g)].map((match) => match[1]);
/** The service worker is fetched last. */
const LATER = "sw.js";
/** Fetched when the zone dialog or the palette is opened first, and when the whole page is rendered in the browser. */
const RARE = ["zone-places.json", "community.json"];
/** A part of the app, or the styles of the parts, fetched when first needed. */
const isPart = (name) => name === "views.css" || (name.endsWith(".wasm") && !name.endsWith("_bg.wasm"));
const isCode = (name) => /\.(js|wasm|css)$/.test(name) && name !== LATER && !isPart(name);
/** The files that come with the page, and those that the app fetches on the first interaction: itself and the feed. */
const page = ["index.html", ...new Set(shown)];
const app = [...readdirSync(dist).filter(isCode), "calendar.ics"];

const size = (name) => {
  const bytes = readFileSync(join(dist, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = brotliCompressSync(bytes, { params }).length;
  return {
    name: name.replace(/-[0-9a-f]{16}(?=[._])/, ""),
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli,
  };
};
const sizes = page.map(size);
const sum = (what) => sizes.reduce((total, size) => total + size[what], 0);
const total = (name) => ({ name, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") });
const first = total("first visit");
sizes.push(...app.map(size));
sizes.push(first, total("with the app"));
sizes.push(...readdirSync(dist).filter(isPart).map(size));
if (existsSync(join(dist, LATER))) sizes.push({ ...size(LATER), name: `${LATER}, afterwards` });
sizes.push(...RARE.filter((name) => existsSync(join(dist, name))).map(size));

const column = (value) => String(value).padStart(12);
const row = (name, ...values) => console.log(name.padEnd(28) + values.map(column).join(""));
row("bytes", "raw", "gzip", "brotli", "budget");
const over = [];
for (const { name, raw, gzip, brotli } of sizes) {
  const allowed = budget[name] ?? "";
  row(name, raw, gzip, brotli, allowed);
  if (allowed && brotli > allowed) over.push(`${name} is ${brotli} bytes, over its budget of ${allowed}`);
}

/** The code size of each crate in a wasm with names; generic code counts for the crate that it is instantiated for. */
function crates(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return bytes.toString("utf8", at - length, at);
  };
  let imported = 0;
  const bodies = new Map();
  const names = new Map();
  while (at < bytes.length) {
    const id = bytes[at++];
    const length = number();
    const end = at + length;
    if (id === 2) {
      for (let left = number(); left > 0; left--) {
        text();
        text();
        const kind = bytes[at++];
        if (kind === 0) imported += 1;
        if (kind === 1) at += 1;
        if (kind === 1 || kind === 2) for (let limits = bytes[at++] & 1; limits >= 0; limits--) number();
        if (kind === 0) number();
        if (kind === 3) at += 2;
      }
    } else if (id === 10) {
      const count = number();
      for (let place = 0; place < count; place++) {
        const size = number();
        bodies.set(imported + place, size);
        at += size;
      }
    } else if (id === 0 && text() === "name") {
      while (at < end) {
        const kind = bytes[at++];
        const stop = number() + at;
        if (kind === 1) for (let left = number(); left > 0; left--) names.set(number(), text());
        at = stop;
      }
    }
    at = end;
  }
  const known =
    /hearth\d*(ui|calendar|browser|community|page)|tachys|leptos|reactive_graph|serde_json|chrono|wasm_bindgen|js_sys|web_sys|gloo|memchr|dlmalloc|alloc|core|std/;
  const parts = new Map();
  for (const [place, size] of bodies) {
    const found = known.exec(names.get(place) ?? "");
    const part = found ? found[0].replace(/^hearth\d*/, "hearth::") : "other";
    // Describes types to wasm-bindgen at build time, and is removed afterwards.
    if (!names.get(place)?.includes("__wbindgen_describe")) parts.set(part, (parts.get(part) ?? 0) + size);
  }
  return [...parts].sort((one, other) => other[1] - one[1]);
}

if (named && existsSync(named)) {
  console.log("");
  row("code before wasm-opt", "raw");
  for (const [part, size] of crates(readFileSync(named))) row(part, size);
}

if (over.length > 0) {
  console.error(`\n${over.join("\n")}.\nMake it smaller, or raise its budget in .make/size-budget.json.`);
  process.exit(1);
}
