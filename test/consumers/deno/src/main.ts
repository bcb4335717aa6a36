import { convertVideo, createVideosApi } from "./generated/index.ts";

const videosApi = createVideosApi({ baseUrl: Deno.env.get("VIDEOS_URL") ?? "" });
const source = "https://videos.example.com/a.mov";
const { outcome, outputs } = await convertVideo({ source }, { videosApi });
console.log(outcome, outputs.result);
