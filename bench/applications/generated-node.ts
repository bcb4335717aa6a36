/** The generated client, sending with Node's own HTTP client. */

import { createSagemakerApi, registerLatestCompletedTraining } from "../../generated/index.js";
import { createNodeFetch } from "../../generated/runtime/node-fetch.js";
import { type Connect, credentials, region } from "./application.js";

export const connect: Connect = (url) => {
  const fetch = createNodeFetch();
  const sagemakerApi = createSagemakerApi({ baseUrl: url, region, credentials, fetch });
  return async (inputs) => {
    const result = await registerLatestCompletedTraining(inputs, { sagemakerApi });
    if (result.outcome !== "completed") throw new Error("there is no completed training job");
    return result.outputs.modelArn;
  };
};
