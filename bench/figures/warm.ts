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
        return Number((await runNode(args)).output);
      };
      const times = await takeTurns({
        fetch: run("generated-fetch"),
        sdk: run("aws-sdk"),
        fetchByHand: run("hand-written-fetch"),
      });
      const what = (sender: string) => `3 warm, ${sender}, ${atATime} at a time`;
      const withFetch = { what: what("fetch"), unit: "ms", ours: times.fetch } as const;
      rows.push(
        { ...withFetch, beside: "@aws-sdk/client-sagemaker", theirs: times.sdk, goal: 0.7 },
        { ...withFetch, beside: "by hand, fetch", theirs: times.fetchByHand, goal: 1.25 },
      );
    }
    return rows;
  } finally {
    server.stop();
  }
};
