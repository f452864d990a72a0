import {
  All,
  Controller,
  Delete,
  Get,
  Head,
  HttpCode,
  Options,
  Param,
  Patch,
  Post,
  Version,
  VERSION_NEUTRAL,
} from "@nestjs/common";
import { Searching } from "./searching";

const BASE = "books";
const PATHS = { covers: "covers/:size" } as const;

@Controller({ path: BASE, version: ["1", "2"] })
export class BooksController extends Searching {
  @Get()
  list() {
    return [];
  }

  @Get([PATHS.covers, "pictures"])
  covers() {
    return [];
  }

  @Version("3")
  @Post("/")
  @HttpCode(201)
  add() {
    return {};
  }

  @Version(VERSION_NEUTRAL)
  @Patch(":id")
  change(@Param("id") id: string) {
    return { id };
  }

  @Delete(":id")
  remove(@Param("id") id: string) {
    return { id };
  }

  @Options("verbs")
  @HttpCode(204)
  options() {}

  @Head("verbs")
  head() {}

  @All("any/*rest")
  any() {
    return {};
  }
}
