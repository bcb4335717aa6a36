import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { bundleForBrowser } from "../../bench/bundle-for-browser.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Imports a bundle in its own process, and returns what the bundle called, read and changed. */
const observer = `
const read = [];
// Node's own loader reads the environment as well.
const record = (name) => new Error().stack.includes("bundle.mjs") && read.push(name);
process.env = new Proxy(process.env, {
  get: (environment, name) => (record("process.env." + String(name)), environment[name]),
});
const spyOn = (owner, name) => (owner[name] = () => record(name));
for (const name of ["fetch", "setTimeout", "setInterval"]) spyOn(globalThis, name);
for (const name of ["log", "warn", "error"]) spyOn(console, name);
spyOn(Date, "now");
spyOn(Math, "random");
const look = () => ({
  globals: Reflect.ownKeys(globalThis).map(String),
  prototypes: [Object, Array, Promise, Map, Set, Error].map(({ prototype }) =>
    Reflect.ownKeys(prototype).map(String),
  ),
  listeners: process.eventNames().map((name) => [String(name), process.listenerCount(name)]),
});
const before = look();
const names = Object.keys(await import("./bundle.mjs"));
const after = look();
process.stdout.write(JSON.stringify({ names, read, before, after }));
`;

interface Observation {
  readonly names: readonly string[];
  readonly read: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

async function observeImport(entry: string): Promise<Observation> {
  const folder = await mkdtemp(join(root, "node_modules", ".import-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { text } = await bundleForBrowser(entry, join(root, "bench"));
  await writeFile(join(folder, "bundle.mjs"), text);
  await writeFile(join(folder, "observer.mjs"), observer);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "observer.mjs")]);
  return JSON.parse(stdout);
}

test("importing generated/index.ts reads, sends, changes and starts nothing", async () => {
  const { names, read, before, after } = await observeImport(
    'export * from "../generated/index.js";',
  );
  expect(names).toContain("registerLatestCompletedTraining");
  expect(names).toContain("createSagemakerApi");
  expect(read).toEqual([]);
  expect(after).toEqual(before);
});

test.each([
  ["process.env.AWS_REGION;", "process.env.AWS_REGION"],
  ['fetch("http://127.0.0.1:9/");', "fetch"],
  ["Date.now();", "now"],
  ['console.log("hello");', "log"],
  ["setInterval(() => {}, 1);", "setInterval"],
])("an import that runs %s is seen to do so", async (code, expected) => {
  const { read } = await observeImport(`export const started = ${code}`);
  expect(read).toEqual([expected]);
});

test.each([
  "globalThis.leaked = 1;",
  "Array.prototype.last = () => 1;",
  'process.on("exit", () => {});',
])("an import that runs %s is seen to change the process", async (code) => {
  const { before, after } = await observeImport(`export const name = 1; ${code}`);
  expect(after).not.toEqual(before);
});
