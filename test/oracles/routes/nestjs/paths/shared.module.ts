import { Controller, type DynamicModule, forwardRef, Get, Module } from "@nestjs/common";

@Controller("public")
class PublicController {
  @Get()
  get() {
    return "public";
  }
}

@Controller("far")
class FarController {
  @Get("away")
  get() {
    return "far";
  }
}

@Module({ imports: [forwardRef(() => SharedModule)], controllers: [FarController] })
class FarModule {}

@Module({})
export class SharedModule {
  static register(options: { readonly public: boolean }): DynamicModule {
    return {
      module: SharedModule,
      imports: [forwardRef(() => FarModule)],
      controllers: options.public ? [PublicController] : [],
    };
  }
}
