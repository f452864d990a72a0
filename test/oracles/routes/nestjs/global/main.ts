import "reflect-metadata";
import type { INestApplication } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";
import { TracingGuard } from "./guards";

export async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: false });
  configure(app);
  await app.listen(0, "127.0.0.1");
  return app;
}

function configure(app: INestApplication) {
  app.useGlobalGuards(new TracingGuard());
  app.enableShutdownHooks();
}
