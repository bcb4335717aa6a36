/** The time that `tsc` takes to check an application. */

import { beyond, prepareEmptyCheck, prepareTypeCheck } from "../check-types.js";
import { type Figure, takeTurns, timesOf } from "../figure.js";

export const measureTypeCheck: Figure = async (place) => {
  const check = (application: string, types: readonly string[]) =>
    prepareTypeCheck(`bench/applications/${application}.ts`, place, types);
  const { ours, sdk, byHand, empty } = await takeTurns({
    ours: await check("generated-fetch", []),
    sdk: await check("aws-sdk", ["node"]),
    byHand: await check("hand-written-fetch", ["node"]),
    empty: await prepareEmptyCheck(place),
  });
  const beside = "@aws-sdk/client-sagemaker";
  return [
    { what: "4 tsc, application", ...timesOf(ours, sdk), beside, goal: 0.35 },
    { what: "4 tsc, application", ...timesOf(ours, byHand), beside: "types by hand", goal: 1.25 },
    {
      what: "4 beyond an empty file",
      ...timesOf(beyond(ours, empty), beyond(sdk, empty)),
      beside,
      goal: 0.35,
    },
  ];
};
