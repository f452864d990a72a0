import { Authorized, Controller, Get, Post, UseAfter, UseBefore } from "routing-controllers";
import { AskForKey, logged, needsKey } from "../middleware.js";

@Authorized()
@Controller("/admin")
export class AdminController {
  @Get("/stats")
  stats() {
    return "{}";
  }
}

@UseBefore(AskForKey)
@Controller("/keys")
export class KeyController {
  @Get("/")
  list() {
    return "[]";
  }
}

@UseBefore(logged)
@Controller()
export class PlainController {
  @Get("/plain")
  plain() {
    return "";
  }

  @UseBefore(logged, needsKey)
  @Post("/plain")
  write() {
    return "";
  }

  @UseAfter(needsKey)
  @Get("/after")
  after() {
    return "";
  }
}
