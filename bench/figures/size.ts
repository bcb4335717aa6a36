/** How much an application for the browser carries, minified and gzipped. */

import { join } from "node:path";
import { bundleForBrowser } from "../bundle-for-browser.js";
import type { Figure } from "../figure.js";

const sdkNames =
  "SageMakerClient, ListTrainingJobsCommand, DescribeTrainingJobCommand, CreateModelCommand";

export const measureSize: Figure = async ({ root, folder }) => {
  const seed = await bundleForBrowser('export * from "./seed-client.js";', join(root, "bench"));
  const sdk = await bundleForBrowser(
    `export { ${sdkNames} } from "@aws-sdk/client-sagemaker";`,
    folder,
  );
  const ours = [seed.gzippedBytes / 1000];
  const row = { what: "1 size, gzipped", unit: "KB", ours } as const;
  return [
    { ...row, beside: "@aws-sdk/client-sagemaker", theirs: [sdk.gzippedBytes / 1000], goal: 0.19 },
    { ...row, beside: "limit", theirs: [11], goal: 1 },
  ];
};
