import { Controller, Get, Post, VERSION_NEUTRAL } from "@nestjs/common";

@Controller({ path: "health", version: VERSION_NEUTRAL })
export class HealthController {
  @Get()
  health() {
    return "up";
  }

  @Get("deep")
  deep() {
    return "up";
  }
}

@Controller(["hooks", "callbacks"])
export class HooksController {
  @Post(":name")
  hook() {
    return {};
  }
}
