/**
 * Builds and runs applications of many kinds with the packed tool, as their developers would: `npm run consumers`,
 * or some of them by name. The packages come from the registry of npm. What cannot be installed fails.
 */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { answerVideos } from "../examples/videos-server.js";
import { startHttpServer } from "../servers/http-server.js";
import { modelArn, oneCompletedJob } from "../servers/sagemaker-answers.js";
import { startSagemakerServer, testSigning } from "../servers/sagemaker-server.js";
import { type Consumer, consumers } from "./consumers.js";
import { type PackageSet, packageSets } from "./packages.js";
import { runShell } from "./run-shell.js";

const root = resolve(import.meta.dirname, "../..");
const video = "https://videos.example.com/a.mp4";
/** The documents of an application, and what it prints when their workflow has run. */
const specs = {
  videos: {
    paths: ["convert-video.arazzo.yaml", "videos.openapi.yaml"].map(
      (name) => `examples/specs/${name}`,
    ),
    outcome: `completed ${video}`,
  },
  sagemaker: { paths: ["specs/arazzo", "specs/openapi"], outcome: `completed ${modelArn}` },
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !consumers.some((consumer) => consumer.name === name));
if (unknown.length > 0) throw new Error(`There is no consumer ${unknown.join(", ")}.`);
const chosen = consumers.filter(({ name }) => names.length === 0 || names.includes(name));

const begun = performance.now();
const folder = mkdtempSync(join(tmpdir(), "consumers-"));
const videos = await startHttpServer(answerVideos("/v1", [{ status: "done", result: video }]));
const sagemaker = await startSagemakerServer({ answer: oneCompletedJob });
const environment = {
  VIDEOS_URL: `${videos.url}/v1`,
  SAGEMAKER_URL: sagemaker.url,
  AWS_ACCESS_KEY_ID: testSigning.accessKeyId,
  AWS_SECRET_ACCESS_KEY: testSigning.secretAccessKey,
  AWS_REGION: testSigning.region,
  NEXT_TELEMETRY_DISABLED: "1",
  NO_COLOR: "1",
};
const installed = new Map<PackageSet, Promise<string>>();
const waiting = [...chosen];
let failed = 0;
try {
  const packed = await runShell(`npm pack --silent --pack-destination ${folder}`, root);
  const archive = join(folder, packed.trim().split("\n").at(-1) ?? "");
  await Promise.all([work(archive), work(archive)]);
} finally {
  await Promise.all([videos.close(), sagemaker.close()]);
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${chosen.length - failed} of ${chosen.length} passed in ${secondsSince(begun)} s`);
process.exitCode = failed === 0 ? 0 : 1;

/** Takes one consumer after another, until none is left. */
async function work(archive: string): Promise<void> {
  for (let consumer = waiting.shift(); consumer !== undefined; consumer = waiting.shift()) {
    const started = performance.now();
    const log: string[] = [];
    const hasPassed = await tryConsumer(consumer, archive, log);
    const versions: Readonly<Record<string, string>> = packageSets[consumer.packages];
    const tools = consumer.with.map((name) => `${name} ${versions[name]}`).join(", ");
    const result = hasPassed ? "pass" : "FAIL";
    console.log(`${result} ${secondsSince(started).padStart(3)} s  ${consumer.name}  (${tools})`);
    if (hasPassed) continue;
    failed += 1;
    console.log(log.join("\n").replace(/^/gm, "    "));
  }
}

/** Adds to the log what the consumer's commands print. */
async function tryConsumer(consumer: Consumer, archive: string, log: string[]): Promise<boolean> {
  const { paths, outcome } = specs[consumer.specs ?? "videos"];
  try {
    const home = await install(consumer.packages, archive);
    const application = join(home, consumer.name);
    cpSync(join(import.meta.dirname, consumer.name), application, { recursive: true });
    for (const path of paths) {
      const place = join(application, path.replace(/^examples\//, ""));
      cpSync(join(root, path), place, { recursive: true });
    }
    for (const command of consumer.commands) {
      log.push(`$ ${command}`, await runShell(command, application, environment));
    }
  } catch (error) {
    log.push(error instanceof Error ? error.message : String(error));
    return false;
  }
  const count = log.join("\n").split(outcome).length - 1;
  if (count !== consumer.outcomes) log.push(`"${outcome}" was printed ${count} times`);
  return count === consumer.outcomes;
}

/** Installs a set of packages beside the packed tool, once; resolves with the folder. */
function install(packages: PackageSet, archive: string): Promise<string> {
  const begunBefore = installed.get(packages);
  if (begunBefore !== undefined) return begunBefore;
  const home = join(folder, packages);
  mkdirSync(home);
  const manifest = {
    private: true,
    dependencies: packageSets[packages],
    devDependencies: { "arazzo-typescript": `file:${archive}` },
  };
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
  cpSync(join(import.meta.dirname, "open-page.mjs"), join(home, "open-page.mjs"));
  const command = "npm install --prefer-offline --no-audit --no-fund";
  const done = runShell(command, home).then(() => home);
  installed.set(packages, done);
  return done;
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}
