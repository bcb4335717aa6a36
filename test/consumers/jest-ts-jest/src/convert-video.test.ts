import { convertVideo, createVideosApi, mockVideosApi } from "./generated";

const source = "https://videos.example.com/a.mov";

test("against a mock", async () => {
  const videosApi = mockVideosApi({
    startConversion: () => ({ id: "c1", status: "queued", percent: 0 }),
    readConversion: () => ({ id: "c1", status: "done", percent: 100, result: "a.mp4" }),
  });
  const { outputs } = await convertVideo({ source }, { videosApi });
  expect(outputs.result).toBe("a.mp4");
  expect(videosApi.calls).toHaveLength(2);
});

test("against a server", async () => {
  const videosApi = createVideosApi({ baseUrl: process.env.VIDEOS_URL });
  const { outcome, outputs } = await convertVideo({ source }, { videosApi });
  console.log(outcome, outputs.result);
});
