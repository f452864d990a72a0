import { Module } from "@nestjs/common";
import { APP_GUARD } from "@nestjs/core";
import { AuthGuard, RolesGuard } from "./guards";
import { NewsController, OpenController } from "./news.controller";

@Module({
  controllers: [NewsController, OpenController],
  providers: [
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_GUARD, useClass: RolesGuard },
  ],
})
export class AppModule {}
