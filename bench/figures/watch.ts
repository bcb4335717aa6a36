/** From a document that is saved to the new code on disk, while the command watches. */

import { spawn } from "node:child_process";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Figure } from "../figure.js";

export const measureWatch: Figure = async ({ root, folder, command }) => {
  const [specs, out] = [join(folder, "watched"), join(folder, "watched-out")];
  await rm(out, { recursive: true, force: true });
  await cp(join(root, "specs"), specs, { recursive: true });
  const [name = ""] = await readdir(join(specs, "arazzo"));
  const document = join(specs, "arazzo", name);
  const original = await readFile(document, "utf8");
  const child = spawn(process.execPath, [...command, "watch", specs, "--out", out], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    const ours: number[] = [];
    for (let round = 0; round <= 9; round += 1) {
      await isWaiting(child.stderr);
      await sleep(200);
      const start = performance.now();
      await writeFile(document, original.replace("Name of the new model", `Edition ${round}.`));
      await hasText(join(out, "register-latest-completed-training.ts"), `Edition ${round}.`);
      if (round > 0) ours.push(performance.now() - start);
    }
    return [
      { what: "8 watch, save to code", unit: "ms", ours, beside: "limit", theirs: [300], goal: 1 },
    ];
  } finally {
    child.kill();
  }
};

async function isWaiting(output: Readable): Promise<void> {
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    if (String(chunk).includes("Waiting for changes")) return;
  }
}

async function hasText(path: string, text: string): Promise<void> {
  while (!(await readFile(path, "utf8").catch(() => "")).includes(text)) await sleep(2);
}
