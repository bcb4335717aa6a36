import { Controller, Get, Module } from "@nestjs/common";
import { ConversionService } from "./conversion.service";

@Controller()
export class ConversionController {
  constructor(private readonly conversions: ConversionService) {}

  @Get("conversions")
  convert(): Promise<string> {
    return this.conversions.convert("https://videos.example.com/a.mov");
  }
}

@Module({ controllers: [ConversionController], providers: [ConversionService] })
export class AppModule {}
