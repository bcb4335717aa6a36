/** The generated client, sending with `fetch`. */

import { createSagemakerApi, registerLatestCompletedTraining } from "../../generated/index.js";
import { type Connect, credentials, region } from "./application.js";

export const connect: Connect = (url) => {
  const sagemakerApi = createSagemakerApi({ baseUrl: url, region, credentials });
  return async (inputs) => {
    const result = await registerLatestCompletedTraining(inputs, { sagemakerApi });
    if (result.outcome !== "completed") throw new Error("there is no completed training job");
    return result.outputs.modelArn;
  };
};
