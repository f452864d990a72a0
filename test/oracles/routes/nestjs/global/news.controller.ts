import { Controller, Get, Post } from "@nestjs/common";
import { Documented, Public, Roles } from "./marks";

@Controller("news")
export class NewsController {
  @Public()
  @Get()
  list() {
    return [];
  }

  @Get(":id")
  get() {
    return {};
  }

  @Documented()
  @Post()
  add() {
    return {};
  }

  @Public()
  @Roles(["editor"])
  @Post("drafts")
  draft() {
    return {};
  }
}

@Public()
@Controller("open")
export class OpenController {
  @Get()
  list() {
    return [];
  }
}
