import { Agent, fetch as fetchOfUndici } from "undici";
import { convertVideo, createVideosApi, type VideosApiOptions } from "./generated/index.js";

const dispatcher = new Agent({ connections: 1 });

const choices: readonly VideosApiOptions["fetch"][] = [
  fetchOfUndici,
  (url, request) => fetchOfUndici(url, { ...request, dispatcher }),
  fetch,
  (url, request) => fetch(url, { ...request, cache: "no-store" }),
];
for (const chosen of choices) {
  const videosApi = createVideosApi({ baseUrl: process.env.VIDEOS_URL ?? "", fetch: chosen });
  const source = "https://videos.example.com/a.mov";
  const { outcome, outputs } = await convertVideo({ source }, { videosApi });
  console.log(outcome, outputs.result);
}
await dispatcher.close();
