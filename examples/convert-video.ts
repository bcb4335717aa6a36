/** Converts a video and shows the progress: npx tsx examples/convert-video.ts <URL of a video> */

import { convertVideo, createVideosApi, StepFailedError } from "./generated/index.js";
import { percentOf } from "./percent-of.js";

const [source = ""] = process.argv.slice(2);
const videosApi = createVideosApi({ baseUrl: process.env["VIDEOS_URL"] });

try {
  const { outcome, outputs } = await convertVideo(
    { source, format: "webm" },
    { videosApi },
    {
      // The workflow polls every quarter of a second, for at most an hour.
      loopDelay: () => 250,
      signal: AbortSignal.timeout(3_600_000),
      onStep: ({ response }) => show(percentOf(response)),
    },
  );
  if (process.stderr.isTTY) process.stderr.write("\n");
  if (outcome === "completed") console.log(outputs.result);
  else console.log(`not converted: ${outputs.reason ?? "nobody knows why"}`);
} catch (error) {
  if (!(error instanceof StepFailedError)) throw error;
  console.error(error.message, error.serviceMessage ?? "");
  process.exitCode = 1;
}

/** Overwrites the current line of a terminal. Prints separate lines elsewhere. */
function show(percent: number | undefined): void {
  if (percent === undefined) return;
  const done = Math.round(percent / 5);
  const bar = "█".repeat(done) + "░".repeat(20 - done);
  const [before, after] = process.stderr.isTTY ? ["\r", ""] : ["", "\n"];
  process.stderr.write(`${before}${bar} ${percent} %${after}`);
}
