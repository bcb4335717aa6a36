import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fetchSourceText } from "../../generator/1-load/read/fetch-source-text.js";
import { locationOf } from "../../generator/source/location.js";
import { runCommand } from "./run-command.js";

const root = join(import.meta.dirname, "../..");
const bomb = gzipSync(Buffer.alloc(65 * 2 ** 20, " "));
const asked: string[] = [];
let [folder, origin, arazzo, tasks] = ["", "", "", ""];

/** A server of this machine, from which documents come. */
const listener: RequestListener = ({ url = "", headers }, response) => {
  asked.push(url);
  const redirect = (location: string) => response.writeHead(302, { location }).end();
  if (headers.authorization !== undefined || headers.cookie !== undefined) {
    response.writeHead(500).end();
  } else if (url === "/tasks.yaml") response.end(tasks);
  else if (url === "/v1/arazzo.yaml") response.end(arazzo.replace("./tasks.yaml", "../tasks.yaml"));
  else if (url === "/latest") redirect("/v1/arazzo.yaml");
  else if (url === "/round") redirect("/round");
  else if (url === "/elsewhere") redirect("http://elsewhere.test/tasks.yaml");
  else if (url === "/to-a-file") redirect(`file://${join(root, "README.md")}`);
  else if (url === "/large") response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
  else if (url === "/cut") response.writeHead(200, { "content-length": "100" }).write("arazzo:");
  else if (url === "/bytes") response.end(Buffer.from([0xff, 0xfe]));
  else response.writeHead(404).end("nothing");
  if (url === "/cut") setImmediate(() => response.destroy());
};
const server = createServer(listener);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fetch-"));
  process.chdir(folder);
  arazzo = await readFile(join(root, "test/compile/two-steps/arazzo.yaml"), "utf8");
  tasks = await readFile(join(root, "test/compile/two-steps/tasks.yaml"), "utf8");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  process.chdir(root);
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

/** Checks a workflow whose source has this URL. */
async function checkWithSource(url: string, ...flags: readonly string[]) {
  await writeFile("arazzo.yaml", arazzo.replace("./tasks.yaml", url));
  return runCommand(["check", "arazzo.yaml", ...flags]);
}

test("nothing is fetched without --fetch", async () => {
  const { exitCode, screen } = await checkWithSource(`${origin}/tasks.yaml`);
  expect(screen).toMatch(/^error source-not-readable: .*--fetch/);
  expect(exitCode).toBe(1);
  expect(asked).toEqual([]);
});

test("a source is fetched", async () => {
  expect(await checkWithSource(`${origin}/tasks.yaml`, "--fetch")).toMatchObject({ exitCode: 0 });
  expect(asked).toEqual(["/tasks.yaml"]);
});

test("a mapped source is not fetched", async () => {
  await writeFile("tasks-here.yaml", tasks);
  const url = `${origin}/tasks.yaml`;
  const run = await checkWithSource(url, "--fetch", "--map", `${url}=tasks-here.yaml`);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(asked).toEqual([]);
});

test("a workflow is fetched, through a redirect, and the source beside it", async () => {
  const { exitCode } = await runCommand([`${origin}/latest`, "--fetch", "--out", "out"]);
  expect(exitCode).toBe(0);
  expect(asked).toEqual(["/latest", "/v1/arazzo.yaml", "/tasks.yaml"]);
  expect(await readFile("out/close-oldest-task.ts", "utf8")).toContain(
    ` from ${origin}/v1/arazzo.yaml; DO NOT EDIT.\n`,
  );
});

test.for([
  { path: "/nowhere", fact: "404" },
  { path: "/round", fact: "more than 5 times" },
  { path: "/elsewhere", fact: "HTTPS" },
  { path: "/to-a-file", fact: "HTTPS" },
  { path: "/large", fact: "64 MiB" },
  { path: "/bytes", fact: "UTF-8" },
  { path: "/cut", fact: "http://127.0.0.1:" },
])("$path is an error at the source: $fact", async ({ path, fact }) => {
  const { exitCode, screen } = await checkWithSource(origin + path, "--fetch");
  const [message] = screen.split("\n");
  expect(screen).toMatch(/^error source-not-readable: .*\n {2}arazzo\.yaml:\d+:\d+\n/);
  expect(message).toContain(fact);
  expect(exitCode).toBe(1);
});

test("an unreachable server is an error at the source", async () => {
  const { exitCode, screen } = await checkWithSource("http://127.0.0.1:9/tasks.yaml", "--fetch");
  expect(screen).toContain("error source-not-readable");
  expect(exitCode).toBe(1);
});

test("credentials are not sent, and not shown in a message", async () => {
  const url = origin.replace("//", "//user:secret@");
  const { exitCode, screen } = await checkWithSource(`${url}/tasks.yaml?key=secret`, "--fetch");
  expect(exitCode).toBe(1);
  expect(asked).toEqual([]);
  const [message] = screen.split("\n");
  expect(message).toContain(`${origin}/tasks.yaml: the URL contains credentials`);
  expect(message).not.toContain("secret");
});

describe("a document from elsewhere", () => {
  const elsewhere = "https://elsewhere.test/specs/arazzo.yaml";

  test("cannot have this machine asked", async () => {
    const source = await fetchSourceText(`${origin}/tasks.yaml`, elsewhere);
    expect(source).toEqual({ problem: expect.stringContaining("this machine") });
    expect(asked).toEqual([]);
  });

  test.for([
    { url: "./tasks.yaml", location: "https://elsewhere.test/specs/tasks.yaml" },
    { url: "/tasks.yaml", location: "https://elsewhere.test/tasks.yaml" },
    { url: "file:///etc/passwd", location: undefined },
    { url: "data:text/plain,arazzo", location: undefined },
    { url: "https://", location: undefined },
  ])("leads with $url to $location", ({ url, location }) => {
    expect(locationOf(url, elsewhere)).toBe(location);
  });
});
