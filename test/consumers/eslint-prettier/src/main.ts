import {
  convertVideo,
  createVideosApi,
  isConvertVideoFailure,
} from "./generated/index.js";

const videosApi = createVideosApi({ baseUrl: process.env.VIDEOS_URL ?? "" });
const source = "https://videos.example.com/a.mov";
try {
  const { outcome, outputs } = await convertVideo({ source }, { videosApi });
  console.log(outcome, outputs.result);
} catch (error) {
  if (!isConvertVideoFailure(error)) throw error;
  console.error(error.stepId, error.message);
}
