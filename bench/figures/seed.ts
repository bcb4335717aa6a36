/** The whole command on the example of this repository, including the verification. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Figure, takeTurns, timesOf } from "../figure.js";
import { runNode } from "../run-process.js";

export const measureSeed: Figure = async ({ root, folder, command, forget, peer }) => {
  const [description = ""] = await readdir(join(root, "specs/openapi"));
  const out = join(folder, "seed");
  const runs = await takeTurns(
    {
      ours: async () => {
        await forget();
        return runNode([...command, join(root, "specs"), "--out", out], { cwd: folder });
      },
      theirs: () =>
        runNode([
          peer("openapi-typescript/bin/cli.js"),
          join(root, "specs/openapi", description),
          "--output",
          join(folder, "seed.ts"),
        ]),
    },
    9,
  );
  return [
    {
      what: "5 generation, seed",
      ...timesOf(runs.ours, runs.theirs),
      beside: "openapi-typescript",
      goal: 1.5,
    },
  ];
};
