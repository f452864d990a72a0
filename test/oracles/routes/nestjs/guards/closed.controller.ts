import { Controller, Delete, Get, UseGuards } from "@nestjs/common";
import { ThrottleGuard, UserGuard } from "./guards";

@UseGuards(UserGuard)
@Controller("closed")
export class ClosedController {
  @Get()
  list() {
    return [];
  }

  @Delete(":id")
  @UseGuards(ThrottleGuard)
  remove() {
    return {};
  }
}

@UseGuards(UserGuard)
abstract class Guarded {
  @Get("inherited")
  inherited() {
    return [];
  }
}

@Controller("inheriting")
export class InheritingController extends Guarded {
  @Get("own")
  own() {
    return [];
  }
}
