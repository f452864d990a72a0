import { Module } from "@nestjs/common";
import { RouterModule } from "@nestjs/core";
import { AdminModule, ReportsModule } from "./admin.module";
import { BooksController } from "./books.controller";
import { HealthController, HooksController } from "./health.controller";
import { SharedModule } from "./shared.module";

@Module({
  imports: [
    AdminModule,
    SharedModule.register({ public: true }),
    RouterModule.register([
      { path: "admin", module: AdminModule, children: [{ path: "reports", module: ReportsModule }] },
    ]),
  ],
  controllers: [BooksController, HealthController, HooksController],
})
export class AppModule {}
