// Builds of a page with a three-line app, made by the site tool, and a static host whose build can be replaced or
// stopped.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sirv from "sirv";
import { NOW } from "./now";

const REPOSITORY = join(__dirname, "../..");
export const DIST = join(REPOSITORY, "dist");
const OTHER_COMMUNITY = join(REPOSITORY, "tests/fixtures/other-community");

/** A wasm module that holds only a custom section named `version`. */
function wasmOf(version: string): Buffer {
  const text = (words: string) => [words.length, ...Buffer.from(words)];
  const section = [...text("version"), ...Buffer.from(version)];
  return Buffer.from([...Buffer.from("\0asm"), 1, 0, 0, 0, 0, section.length, ...section]);
}

interface File {
  name: string;
  /** For subresource integrity. */
  digest: string;
}

const hash = (content: string | Buffer) => createHash("sha256").update(content);
const digestOf = (content: string | Buffer) => `sha256-${hash(content).digest("base64")}`;

/** What Trunk makes of `index.html`, with this script and wasm. */
function template(script: File, wasm: File, options: { styles: boolean }): string {
  const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");
  return read("index.html")
    .replace(
      /<link data-trunk rel="inline" type="js" href="([^"]*)"[^>]*>/g,
      (_, path) => `<script>${read(path)}</script>`,
    )
    .replace(/<link data-trunk rel="inline" href="([^"]*)"[^>]*>/g, (_, path) =>
      options.styles ? `<style>${read(path)}</style>` : "",
    )
    .replace(/<link data-trunk rel="copy-file"[^>]*>/, "")
    .replace(
      /<link data-trunk rel="rust"[^>]*>/,
      () => `<script type="module">import init from "./${script.name}"; await init("./${wasm.name}");</script>
      <link rel="modulepreload" href="./${script.name}" integrity="${script.digest}"><link rel="preload" href="./${wasm.name}" integrity="${wasm.digest}">`,
    );
}

/** Runs the site tool as Trunk does, at a time. */
function prerender(community: string, staging: string, at: Date) {
  execFileSync("cargo", ["run", "--locked", "--offline", "--quiet", "--", "prerender"], {
    cwd: REPOSITORY,
    env: {
      ...process.env,
      COMMUNITY: community,
      SOURCE_DATE_EPOCH: String(at.getTime() / 1000),
      TRUNK_STAGING_DIR: staging,
      TRUNK_PROFILE: "release",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** Builds a page whose title, script, wasm and icons all contain `version`, and returns its folder. The name of the
 * icons file has no digest. */
export function build(version: string, options: { offline?: boolean } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "hearth-build-"));
  const [community, staging] = [join(folder, "community"), join(folder, "dist")];
  cpSync(OTHER_COMMUNITY, community, { recursive: true });
  const data = readFileSync(join(community, "community.toml"), "utf8");
  const title = `title = "${version}"${options.offline === false ? "\noffline = false" : ""}`;
  writeFileSync(join(community, "community.toml"), data.replace(/^title = .*/m, title));
  mkdirSync(staging);
  const put = (ending: string, content: string | Buffer): File => {
    const name = `app-${hash(content).digest("hex").slice(0, 16)}${ending}`;
    writeFileSync(join(staging, name), content);
    return { name, digest: digestOf(content) };
  };
  const wasm = put("_bg.wasm", wasmOf(version));
  const script = put(
    ".js",
    `export default async ({ module_or_path }) => {
    const [section] = WebAssembly.Module.customSections(module_or_path, "version");
    const wasm = new TextDecoder().decode(section), icons = /"(.*)"/.exec(await (await fetch("icons.svg")).text())[1];
    dispatchEvent(new CustomEvent("feed", { detail: new Uint8Array(1) }));
    dispatchEvent(new Event("mounted"));
    Object.assign(document.documentElement.dataset, { script: "${version}", wasm, icons, app: "live", controls: "live" });
  };`,
  );
  writeFileSync(join(staging, "icons.svg"), `<path id="${version}"/>`);
  writeFileSync(join(staging, "index.html"), template(script, wasm, { styles: false }));
  prerender(community, staging, NOW);
  return staging;
}

/** Builds the page with the app of `dist`, at another time or in another language, and returns its folder. */
export function buildPage({ at = NOW, language }: { at?: Date; language?: string }): string {
  const folder = mkdtempSync(join(tmpdir(), "hearth-page-"));
  const [community, staging] = [join(folder, "community"), join(folder, "dist")];
  cpSync(join(REPOSITORY, "public"), community, { recursive: true });
  const data = readFileSync(join(community, "community.toml"), "utf8");
  if (language)
    writeFileSync(join(community, "community.toml"), data.replace(/^language = .*/m, `language = "${language}"`));
  mkdirSync(staging);
  const take = (pattern: RegExp): File => {
    const name = readdirSync(DIST).find((file) => pattern.test(file))!;
    cpSync(join(DIST, name), join(staging, name));
    return { name, digest: digestOf(readFileSync(join(DIST, name))) };
  };
  const [script, wasm] = [take(/^hearth-[0-9a-f]+\.js$/), take(/_bg\.wasm$/)];
  for (const part of readdirSync(DIST).filter((file) => file.endsWith(".wasm")))
    cpSync(join(DIST, part), join(staging, part));
  cpSync(join(DIST, "icons.svg"), join(staging, "icons.svg"));
  writeFileSync(join(staging, "index.html"), template(script, wasm, { styles: true }));
  prerender(community, staging, at);
  return staging;
}

/** A static file server on the loopback interface, which records its requests. */
export class Host {
  /** The paths requested since this was emptied, relative to the page's folder. */
  requests: string[] = [];
  /** Responses that replace files. */
  readonly overrides = new Map<string, (response: ServerResponse) => void>();
  /** The address of the page. */
  readonly address: string;
  private files!: ReturnType<typeof sirv>;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    private readonly path: string,
  ) {
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    server.on("request", (request, response) => {
      const [name, query] = request.url!.slice(path.length).split("?");
      this.requests.push(name);
      const override = this.overrides.get(name);
      if (override) return override(response);
      request.url = `/${name}${query === undefined ? "" : `?${query}`}`;
      this.files(request, response, () => {
        response.writeHead(404, { "content-type": "text/html" }).end("<h1>There is no such page</h1>");
      });
    });
  }

  static async of(folder: string, path = "/"): Promise<Host> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const host = new Host(server, path);
    host.deploy(folder);
    return host;
  }

  /** Serves another build from now on. */
  deploy(folder: string) {
    const setHeaders = (response: ServerResponse, path: string) => {
      const isHashed = /-[0-9a-f]{16}(_bg)?\.(js|wasm)$/.test(path);
      response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    };
    this.files = sirv(folder, { dev: true, etag: true, setHeaders });
  }

  /** Stops the server and closes its connections. */
  async stop() {
    if (!this.server.listening) return;
    const stopped = new Promise((closed) => this.server.close(closed));
    for (const socket of this.sockets) socket.destroy();
    await stopped;
  }
}

/** Removes what `build` has written. */
export function remove(folder: string) {
  rmSync(join(folder, ".."), { recursive: true, force: true });
}
