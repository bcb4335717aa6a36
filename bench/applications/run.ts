/**
 * Runs an application: `node run.js <application> <url> [<warm-up> <runs> <at a time>]`. Prints the
 * milliseconds for each run, by the clock and of the CPU, or nothing where it is run once.
 */

import type { Connect, Inputs } from "./application.js";

const [name = "", url = "", warmUp = "0", runs = "1", atATime = "1"] = process.argv.slice(2);
const inputs: Inputs = {
  modelName: "churn",
  inferenceImage: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
  executionRoleArn: "arn:aws:iam::123456789012:role/sagemaker",
};

const { connect }: { connect: Connect } = await import(`./${name}.js`);
const register = connect(url);
await registerAll(Number(warmUp), Number(atATime));
const [start, cpuBefore] = [performance.now(), process.cpuUsage()];
await registerAll(Number(runs), Number(atATime));
if (Number(warmUp) > 0) {
  const { user, system } = process.cpuUsage(cpuBefore);
  const time = (performance.now() - start) / Number(runs);
  console.log(JSON.stringify({ time, cpu: (user + system) / 1000 / Number(runs) }));
}
// Connections are kept open for others that will not come.
process.exit();

/** Runs so many in all, and so many at a time. */
async function registerAll(count: number, atATime: number): Promise<void> {
  let left = count;
  const lanes = Array.from({ length: Math.min(atATime, count) }, async () => {
    while (left > 0) {
      left -= 1;
      const arn = await register(inputs);
      if (!arn.startsWith("arn:")) throw new Error(`this is no ARN: ${arn}`);
    }
  });
  await Promise.all(lanes);
}
