/** A process that registers one model: from its start to its end, and its memory. */

import { type Figure, takeTurns, timesOf } from "../figure.js";
import { runNode } from "../run-process.js";
import { startSagemakerProcess } from "../sagemaker-process.js";

export const measureColdStart: Figure = async ({ application }) => {
  const server = await startSagemakerProcess();
  try {
    const start = (name: string, url = server.url) => runNode([application("run"), name, url]);
    const names = ["generated-fetch", "aws-sdk", "hand-written-fetch"];
    for (const name of names) await start(name, server.strictUrl);
    const runs = await takeTurns(
      {
        fetch: () => start("generated-fetch"),
        sdk: () => start("aws-sdk"),
        byHand: () => start("hand-written-fetch"),
      },
      9,
    );
    return [
      {
        what: "2 cold start, fetch",
        ...timesOf(runs.fetch, runs.byHand),
        beside: "by hand, fetch",
        goal: 1,
      },
    ];
  } finally {
    server.stop();
  }
};
