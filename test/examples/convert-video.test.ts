import { expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { runExample } from "./run-example.js";
import { answerVideos } from "./videos-server.js";

async function convert(source: string, readings: Parameters<typeof answerVideos>[1]) {
  const server = await startHttpServer(answerVideos("/v1", readings));
  onTestFinished(() => server.close());
  const ended = await runExample("convert-video.ts", [source], { VIDEOS_URL: `${server.url}/v1` });
  return { ...ended, server };
}

test("the example shows how far a conversion is, and where the video is in the end", async () => {
  const { exitCode, stdout, stderr, server } = await convert("https://example.com/a.mov", [
    { status: "queued", percent: 0 },
    { status: "running", percent: 40 },
    { status: "done", percent: 100, result: "https://example.com/a.webm" },
  ]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "https://example.com/a.webm\n" });
  expect(stderr.split("\n")).toEqual([
    "░░░░░░░░░░░░░░░░░░░░ 0 %",
    "░░░░░░░░░░░░░░░░░░░░ 0 %",
    "████████░░░░░░░░░░░░ 40 %",
    "████████████████████ 100 %",
    "",
  ]);
  expect(JSON.parse(server.requests[0]?.rawBody ?? "")).toEqual({
    source: "https://example.com/a.mov",
    format: "webm",
  });
});

test("a conversion that fails is an outcome, with its reason", async () => {
  const { exitCode, stdout } = await convert("https://example.com/a.mov", [
    { status: "failed", percent: 0, reason: "there is no picture in it" },
  ]);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: "not converted: there is no picture in it\n",
  });
});

test("a file that is not a video fails the step with the message of the service", async () => {
  const { exitCode, stdout, stderr } = await convert("https://example.com/a.txt", []);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(
    /^convert-video › startConversion \(POST startConversion\): .* 422 this is no video\n$/,
  );
});
