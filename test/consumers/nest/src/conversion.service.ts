import { Injectable } from "@nestjs/common";
import { convertVideo, createVideosApi } from "./generated";

@Injectable()
export class ConversionService {
  private readonly videosApi = createVideosApi({ baseUrl: process.env.VIDEOS_URL });

  async convert(source: string): Promise<string> {
    const { outcome, outputs } = await convertVideo({ source }, { videosApi: this.videosApi });
    return `${outcome} ${outputs.result}`;
  }
}
