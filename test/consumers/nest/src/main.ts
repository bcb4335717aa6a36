import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";

/** Starts the application, makes one request, and stops it. */
async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule);
  await app.listen(0, "127.0.0.1");
  const response = await fetch(`${await app.getUrl()}/conversions`);
  console.log(response.status, await response.text());
  await app.close();
}

void bootstrap();
