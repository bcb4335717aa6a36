import { expect, test } from "bun:test";
import { convertVideo, mockVideosApi } from "./generated";

test("against a mock", async () => {
  const videosApi = mockVideosApi({
    startConversion: () => ({ id: "c1", status: "queued", percent: 0 }),
    readConversion: () => ({ id: "c1", status: "done", percent: 100, result: "a.mp4" }),
  });
  const { outputs } = await convertVideo({ source: "a.mov" }, { videosApi });
  expect(outputs.result).toBe("a.mp4");
});
