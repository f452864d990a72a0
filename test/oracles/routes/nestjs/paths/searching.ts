import { Get } from "@nestjs/common";

export abstract class Searching {
  @Get("search")
  search() {
    return [];
  }
}
