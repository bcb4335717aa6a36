import { Test } from "@nestjs/testing";
import { ConversionService } from "./conversion.service";

test("converts a video", async () => {
  const module = await Test.createTestingModule({ providers: [ConversionService] }).compile();
  console.log(await module.get(ConversionService).convert("https://videos.example.com/a.mov"));
});
