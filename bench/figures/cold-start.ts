/** A process that registers one model: from its start to its end, and its memory. */

import { type Figure, takeTurns, timesOf } from "../figure.js";
import { runNode } from "../run-process.js";
import { startSagemakerProcess } from "../sagemaker-process.js";

const applications = ["generated-node", "generated-fetch", "aws-sdk", "hand-written-fetch"];

export const measureColdStart: Figure = async ({ application }) => {
  const server = await startSagemakerProcess();
  try {
    const start = (name: string, url = server.url) => runNode([application("run"), name, url]);
    for (const name of applications) await start(name, server.strictUrl);
    const { node, fetch, sdk, byHand } = await takeTurns(
      {
        node: () => start("generated-node"),
        fetch: () => start("generated-fetch"),
        sdk: () => start("aws-sdk"),
        byHand: () => start("hand-written-fetch"),
      },
      9,
    );
    return [
      {
        what: "2 cold start, node:http",
        ...timesOf(node, sdk),
        beside: "@aws-sdk/client-sagemaker",
        goal: 0.5,
      },
      {
        what: "2 its memory",
        unit: "MB",
        ours: node.map(({ memory }) => memory),
        beside: "@aws-sdk/client-sagemaker",
        theirs: sdk.map(({ memory }) => memory),
        goal: 1,
      },
      {
        what: "2 cold start, fetch",
        ...timesOf(fetch, byHand),
        beside: "by hand, fetch",
        goal: 1,
      },
    ];
  } finally {
    server.stop();
  }
};
