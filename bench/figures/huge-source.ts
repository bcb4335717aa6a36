/** Three steps over GitHub's description of 13 MB, beside all of its types. */

import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Figure, takeTurns, timesOf } from "../figure.js";
import { runNode } from "../run-process.js";

export const measureHugeSource: Figure = async ({ root, folder, command, forget, peer }) => {
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
  const check = await checkOf(folder, peer);
  const checks = await takeTurns({
    ours: await check("huge/index.ts"),
    theirs: await check("huge.ts"),
  });
  const written = (await sizeOf(out)) / 1000;
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
    {
      what: "6 what is written",
      unit: "KB",
      ours: [written],
      beside: "limit",
      theirs: [60],
      goal: 1,
    },
    { what: "6 its tsc", ...timesOf(checks.ours, checks.theirs), beside, goal: 0.2 },
  ];
};

async function checkOf(folder: string, peer: (path: string) => string) {
  return async (file: string) => {
    const config = join(folder, `tsconfig.${file.replace("/", "-")}.json`);
    const compilerOptions = {
      target: "es2022",
      module: "nodenext",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    };
    await writeFile(config, JSON.stringify({ compilerOptions, files: [join(folder, file)] }));
    return () => runNode([peer("typescript/lib/tsc.js"), "-p", config]);
  };
}

async function sizeOf(out: string): Promise<number> {
  const files = await readdir(out, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
