/** Prints what comes of 10,000 runs of a workflow, 64 at a time: `npm run soak`. */

import { soak } from "./soak.js";

const runs = Number(process.argv[2] ?? 10_000);
const begun = performance.now();
const { endings, faults, requests, samples } = await soak(runs, 64, 2000);
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
console.log(`${runs} runs, 64 at a time, ${requests} requests, ${seconds} s`);
console.table(endings);
console.table(samples);
console.log(faults.length === 0 ? "no faults" : faults.join("\n"));
process.exitCode = faults.length === 0 ? 0 : 1;
