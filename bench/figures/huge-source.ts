/** Three steps over GitHub's description of 13 MB, beside all of its types. */

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { beyond, prepareEmptyCheck, prepareTypeCheck } from "../check-types.js";
import { type Figure, takeTurns, timesOf } from "../figure.js";
import { runNode } from "../run-process.js";

export const measureHugeSource: Figure = async (place) => {
  const { root, folder, command, forget, peer } = place;
  const description = peer("@octokit/openapi/generated/api.github.com.json");
  const [out, types] = [join(folder, "huge"), join(folder, "huge.ts")];
  const document = join(root, "bench/documents/github.arazzo.yaml");
  const map = `https://api.github.com/openapi.json=${description}`;
  const generation = await takeTurns({
    ours: async () => {
      await forget();
      return runNode([...command, document, "--map", map, "--out", out], { cwd: folder });
    },
    theirs: () => runNode([peer("openapi-typescript/bin/cli.js"), description, "--output", types]),
  });
  const checks = await takeTurns({
    ours: await prepareTypeCheck("huge/index.ts", place),
    theirs: await prepareTypeCheck("huge.ts", place),
    empty: await prepareEmptyCheck(place),
  });
  const beside = "openapi-typescript";
  const { ours, theirs } = generation;
  return [
    {
      what: "6 generation, 13 MB",
      ...timesOf(ours, theirs),
      beside,
      goal: 0.6,
    },
    {
      what: "6 its memory",
      unit: "MB",
      ours: ours.map(({ memory }) => memory),
      beside,
      theirs: theirs.map(({ memory }) => memory),
      goal: 0.6,
    },
    { what: "6 what is written", ...limit, ours: [await sizeOf(out)] },
    { what: "6 without the runtime", ...limit, ours: [await sizeOf(out, "runtime")] },
    { what: "6 its tsc", ...timesOf(checks.ours, checks.theirs), beside, goal: 0.2 },
    {
      what: "6 beyond an empty file",
      ...timesOf(beyond(checks.ours, checks.empty), beyond(checks.theirs, checks.empty)),
      beside,
      goal: 0.2,
    },
  ];
};

const limit = { unit: "KB", beside: "limit", theirs: [60], goal: 1 } as const;

/** The size of all files in a folder, those of one folder in it apart, in KB. */
async function sizeOf(folder: string, apart?: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((entry) => entry.isFile())
    .filter(({ parentPath }) => apart === undefined || parentPath !== join(folder, apart))
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}
