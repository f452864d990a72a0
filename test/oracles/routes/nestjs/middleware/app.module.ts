import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from "@nestjs/common";
import { AllController, CatsController, DogsController, InternalController, WildController } from "./controllers";
import { LoggingMiddleware, requireUser, TokenMiddleware } from "./middleware";

@Module({ controllers: [CatsController, DogsController, InternalController, WildController, AllController] })
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(LoggingMiddleware).forRoutes("*");
    consumer
      .apply(TokenMiddleware)
      .exclude({ path: "cats", method: RequestMethod.GET }, "cats/open")
      .forRoutes(CatsController);
    consumer
      .apply(LoggingMiddleware, requireUser)
      .forRoutes({ path: "dogs/:id", method: RequestMethod.DELETE }, "dogs/paths");
    consumer.apply(requireUser).exclude("wild/free/{*rest}").forRoutes("wild/*rest");
  }
}
