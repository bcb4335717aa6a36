import { convertVideo, createVideosApi } from "@/generated";

export async function POST(request: Request): Promise<Response> {
  const { signal } = request;
  const source = await request.text();
  const videosApi = createVideosApi({ baseUrl: process.env.VIDEOS_URL });
  const { outcome, outputs } = await convertVideo({ source }, { videosApi }, { signal });
  return new Response(`${outcome} ${outputs.result}`);
}
