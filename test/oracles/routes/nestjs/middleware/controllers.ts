import { Controller, Delete, Get, Post } from "@nestjs/common";

@Controller("cats")
export class CatsController {
  @Get()
  list() {
    return [];
  }

  @Post()
  add() {
    return {};
  }

  @Get("open")
  open() {
    return {};
  }

  @Get("one/:id")
  one() {
    return {};
  }
}

@Controller("dogs")
export class DogsController {
  @Get()
  list() {
    return [];
  }

  @Delete(":id")
  remove() {
    return {};
  }

  @Get("paths")
  paths() {
    return {};
  }
}

@Controller("internal")
export class InternalController {
  @Get("metrics")
  metrics() {
    return "";
  }
}

@Controller("wild")
export class WildController {
  @Get()
  root() {
    return {};
  }

  @Get("cat")
  cat() {
    return {};
  }

  @Get("free/bird")
  bird() {
    return {};
  }
}

@Controller()
export class AllController {
  @Get("elsewhere")
  elsewhere() {
    return {};
  }
}
