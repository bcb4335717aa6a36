/** What the blocks in the pages take for granted. */

import type { RegisterLatestCompletedTrainingInputs, Transport } from "./generated/index.js";

declare global {
  const modelName: string;
  const inferenceImage: string;
  const executionRoleArn: string;
  const inputs: RegisterLatestCompletedTrainingInputs;
  const credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  const sagemakerApi: Transport;
  const videosApi: Transport;
  const ordersApi: Transport;
  const carrierApi: Transport;
  const jobs: Transport;
  const source: string;
  const orderId: string;
  function readSecret(name: string): Promise<string>;
}
