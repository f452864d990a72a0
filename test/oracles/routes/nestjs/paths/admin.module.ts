import { Controller, Get, Module, Param, Put } from "@nestjs/common";

@Controller("users")
class UsersController {
  @Get()
  list() {
    return [];
  }
}

@Controller()
class ReportsController {
  @Get("latest")
  latest() {
    return {};
  }

  @Put(":report")
  put(@Param("report") report: string) {
    return { report };
  }
}

@Module({ controllers: [ReportsController] })
export class ReportsModule {}

@Module({ imports: [ReportsModule], controllers: [UsersController] })
export class AdminModule {}
