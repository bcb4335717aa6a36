import { convertVideo, createVideosApi } from "./generated";

const videosApi = createVideosApi({ baseUrl: `${location.origin}/v1` });
convertVideo({ source: "https://videos.example.com/a.mov" }, { videosApi }).then(
  ({ outcome, outputs }) => {
    document.body.textContent = `${outcome} ${outputs.result}`;
  },
);
