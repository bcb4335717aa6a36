/** Prints the memory in use, in MiB, after 1,000 and after 10,000 runs: `node --expose-gc memory.js <url>`. */

import type { Inputs } from "./application.js";
import { connect } from "./generated-node.js";

const register = connect(process.argv[2] ?? "");
const inputs: Inputs = {
  modelName: "churn",
  inferenceImage: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
  executionRoleArn: "arn:aws:iam::123456789012:role/sagemaker",
};

const inUse: number[] = [];
for (let run = 1; run <= 10_000; run += 1) {
  await register(inputs);
  if (run === 1000 || run === 10_000) {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    inUse.push((heapUsed + external) / 1024 ** 2);
  }
}
console.log(JSON.stringify(inUse));
process.exit();
