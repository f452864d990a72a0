import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";

export async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: false });
  app.use((_request, _response, next) => next());
  app.use("/internal", (request, response, next) => {
    if (request.headers["x-api-key"] !== "key") return response.status(403).end();
    next();
  });
  await app.listen(0, "127.0.0.1");
  return app;
}
