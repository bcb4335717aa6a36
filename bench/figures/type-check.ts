/** The time that `tsc` takes to check an application. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Figure, takeTurns, timesOf } from "../figure.js";
import { runNode } from "../run-process.js";

export const measureTypeCheck: Figure = async ({ folder, peer }) => {
  const check = async (application: string, types: readonly string[]) => {
    const config = join(folder, `tsconfig.${application}.json`);
    await writeFile(config, JSON.stringify(configOf(application, types)));
    return () => runNode([peer("typescript/lib/tsc.js"), "-p", config]);
  };
  const { ours, sdk, byHand } = await takeTurns({
    ours: await check("generated-fetch", []),
    sdk: await check("aws-sdk", ["node"]),
    byHand: await check("hand-written-fetch", ["node"]),
  });
  const what = "4 tsc, application";
  return [
    { what, ...timesOf(ours, sdk), beside: "@aws-sdk/client-sagemaker", goal: 0.35 },
    { what, ...timesOf(ours, byHand), beside: "types by hand", goal: 1.25 },
  ];
};

/** As `tsc --init` has it, with the types of Node where an application needs them. */
function configOf(application: string, types: readonly string[]) {
  return {
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types,
    },
    files: [`bench/applications/${application}.ts`],
  };
}
