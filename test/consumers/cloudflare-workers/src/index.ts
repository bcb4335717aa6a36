import { convertVideo, createVideosApi } from "./generated";

interface Env {
  readonly VIDEOS_URL: string;
}

export default {
  async fetch(request, env) {
    const videosApi = createVideosApi({ baseUrl: env.VIDEOS_URL });
    const source = new URL(request.url).searchParams.get("source") ?? "";
    const { outcome, outputs } = await convertVideo({ source }, { videosApi });
    return new Response(`${outcome} ${outputs.result}`);
  },
} satisfies ExportedHandler<Env>;
