import { Module } from "@nestjs/common";
import { ClosedController, InheritingController } from "./closed.controller";
import { ApiKeyGuard, OwnerGuard, TokenGuard } from "./guards";
import { ItemsController } from "./items.controller";
import { TokenService } from "./token.service";

@Module({
  controllers: [ItemsController, ClosedController, InheritingController],
  providers: [TokenService, TokenGuard, OwnerGuard, ApiKeyGuard],
})
export class AppModule {}
