/** The time for one workflow when everything is loaded: one after another, and 64 at a time. */

import { type Figure, type Row, takeTurns } from "../figure.js";
import { runNode } from "../run-process.js";
import { startSagemakerProcess } from "../sagemaker-process.js";

const [warmUp, runs] = ["300", "600"];

export const measureWarm: Figure = async ({ application }) => {
  const server = await startSagemakerProcess();
  try {
    const rows: Row[] = [];
    for (const atATime of ["1", "64"]) {
      const run = (name: string) => async () => {
        const args = [application("run"), name, server.url, warmUp, runs, atATime];
        return JSON.parse((await runNode(args)).output);
      };
      const times = await takeTurns<string, { time: number; cpu: number }>({
        node: run("generated-node"),
        fetch: run("generated-fetch"),
        sdk: run("aws-sdk"),
        nodeByHand: run("hand-written-http"),
        fetchByHand: run("hand-written-fetch"),
      });
      const compare = (
        sender: string,
        ours: string,
        beside: string,
        theirs: string,
        goal: number,
      ) => {
        const valuesOf = (name: string, key: "time" | "cpu") =>
          (times[name] ?? []).map((measured) => measured[key]);
        rows.push({
          what: `3 warm, ${sender}, ${atATime} at a time`,
          unit: "ms",
          ours: valuesOf(ours, "time"),
          beside,
          theirs: valuesOf(theirs, "time"),
          cpu: { ours: valuesOf(ours, "cpu"), theirs: valuesOf(theirs, "cpu") },
          goal,
        });
      };
      compare("fetch", "fetch", "@aws-sdk/client-sagemaker", "sdk", 0.7);
      compare("node:http", "node", "@aws-sdk/client-sagemaker", "sdk", 0.4);
      compare("fetch", "fetch", "by hand, fetch", "fetchByHand", 1.25);
      compare("node:http", "node", "by hand, node:http", "nodeByHand", 1.25);
    }
    return [...rows, await memoryRow(application("memory"), server.url)];
  } finally {
    server.stop();
  }
};

/** The memory in use after ten thousand runs, beside that after one thousand. */
async function memoryRow(application: string, url: string): Promise<Row> {
  const { output } = await runNode(["--expose-gc", application, url]);
  const [after1000 = Number.NaN, after10000 = Number.NaN] = JSON.parse(output);
  return {
    what: "3 memory after 10,000 runs",
    unit: "MB",
    ours: [after10000],
    beside: "after 1,000",
    theirs: [after1000],
    goal: 1.1,
  };
}
