/** One workflow with more and more steps: the CPU time of the steps, without the startup of the command. */

import { join } from "node:path";
import { makeSteps } from "../documents/make-documents.js";
import { type Figure, type Row, takeTurns } from "../figure.js";
import { runNode } from "../run-process.js";

const counts = [1, 50, 100, 200, 400];

export const measureSteps: Figure = async ({ folder, command, forget }) => {
  const runs = await takeTurns(
    Object.fromEntries(
      await Promise.all(
        counts.map(async (count) => {
          const documents = join(folder, `steps-${count}`);
          await makeSteps(documents, count);
          const args = [...command, documents, "--out", join(folder, `steps-${count}-out`)];
          const compile = async () => {
            await forget();
            return (await runNode(args, { cwd: folder })).cpu;
          };
          return [`${count}`, compile] as const;
        }),
      ),
    ),
  );
  const beyondStart = (count: number) =>
    (runs[count] ?? []).map((cpu, index) => cpu - (runs[1]?.[index] ?? 0));
  return [100, 200, 400].map(
    (count): Row => ({
      what: `7 CPU for ${count} steps`,
      unit: "ms",
      ours: beyondStart(count),
      beside: `${count / 2} steps`,
      theirs: beyondStart(count / 2),
      goal: 2,
    }),
  );
};
