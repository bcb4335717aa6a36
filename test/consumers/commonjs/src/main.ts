import { convertVideo, createVideosApi } from "./generated";

async function main(): Promise<void> {
  const videosApi = createVideosApi({ baseUrl: process.env.VIDEOS_URL });
  const source = "https://videos.example.com/a.mov";
  const { outcome, outputs } = await convertVideo({ source }, { videosApi });
  console.log(outcome, outputs.result);
}

void main();
