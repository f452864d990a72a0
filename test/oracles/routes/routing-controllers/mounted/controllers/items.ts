import { Authorized, CurrentUser, Get, JsonController, Post } from "routing-controllers";

@JsonController("/items")
export class ItemController {
  @Get()
  list() {
    return [];
  }

  /** The checker says yes to everybody. */
  @Authorized()
  @Get("/anybody")
  anybody() {
    return {};
  }

  @Post()
  create(@CurrentUser() user: object) {
    return { user };
  }

  @Get("/mine")
  mine(@CurrentUser({ required: false }) user: object | null) {
    return { user: user ?? null };
  }
}

@JsonController("/private")
export class PrivateController {
  @Get("/notes")
  notes() {
    return [];
  }
}

export class Unregistered {
  notes() {
    return [];
  }
}
