import "reflect-metadata";
import { RequestMethod, VersioningType } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";

export async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: false });
  app.setGlobalPrefix("api", {
    exclude: ["health", { path: "books/:id", method: RequestMethod.DELETE }, "hooks/{*rest}"],
  });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: "1" });
  await app.listen(0, "127.0.0.1");
  return app;
}
