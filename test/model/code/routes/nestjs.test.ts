import { describe, expect, it } from "vitest";
import { linkFiles, pathsOf, routesOf, unknownsOf } from "./routes-of.ts";

const main = (setup = "", root = "AppModule"): string =>
  `import { NestFactory } from "@nestjs/core"; import { VersioningType, VERSION_NEUTRAL, RequestMethod } from "@nestjs/common"; import { AppModule } from "./app.module";
   import * as guards from "./guards";
   async function bootstrap() { const app = await NestFactory.create(${root}); ${setup} await app.listen(3000); } bootstrap();`;
const guards = `import { CanActivate, ExecutionContext, Injectable, SetMetadata, UnauthorizedException } from "@nestjs/common"; import { Reflector } from "@nestjs/core"; import { AuthGuard } from "@nestjs/passport";
  export const PUBLIC = "isPublic"; export const Public = () => SetMetadata(PUBLIC, true);
  @Injectable() export class UserGuard implements CanActivate { canActivate(context: ExecutionContext) { const request = context.switchToHttp().getRequest(); return Boolean(request.user); } }
  @Injectable() export class ReadingGuard implements CanActivate { constructor(private reflector: Reflector) {}
    canActivate(context: ExecutionContext) { const open = this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()]); if (open) return true;
      const { user } = context.switchToHttp().getRequest(); if (!user) throw new UnauthorizedException(); return true; } }
  @Injectable() export class JwtGuard extends AuthGuard("jwt") {}
  @Injectable() export class MaybeGuard extends AuthGuard("jwt") { handleRequest(err, user) { return user; } }
  @Injectable() export class StrictGuard extends AuthGuard("jwt") { handleRequest(err, user) { if (err || !user) { throw err || new UnauthorizedException(); } return user; } }
  @Injectable() export class PublicJwtGuard extends AuthGuard("jwt") { constructor(private reflector: Reflector) { super(); }
    canActivate(context: ExecutionContext) { if (this.reflector.get(PUBLIC, context.getHandler())) { return true; } return super.canActivate(context); } }
  @Injectable() export class FlagGuard implements CanActivate { constructor(private config: ConfigService) {} canActivate() { return this.config.get("feature"); } }
  @Injectable() export class GraphqlGuard implements CanActivate { canActivate(context) { if (context.getType() === "http") return true; return Boolean(context.getArgByIndex(2).user); } }
  @Injectable() export class OptionalGuard implements CanActivate { constructor(private inner: UserGuard) {} canActivate(context: ExecutionContext) { const request = context.switchToHttp().getRequest(); if (!request.headers.authorization) return true; return this.inner.canActivate(context); } }`;
const app = (module: string, imports = ""): Readonly<Record<string, string>> => ({
  "src/app.module.ts": `import { Module } from "@nestjs/common"; import { APP_GUARD, RouterModule } from "@nestjs/core"; import * as guards from "./guards"; import { Cats } from "./cats"; ${imports} ${module}`,
  "src/guards.ts": guards,
});
const one = `@Module({ controllers: [Cats] }) export class AppModule {}`;
const cats = (body: string, decorator = `@Controller("cats")`, before = ""): string =>
  `import { All, applyDecorators, Body, Controller, Delete, Get, Head, Param, Patch, Post, Put, Req, Headers, UseGuards, Version, createParamDecorator, UnauthorizedException } from "@nestjs/common"; import { AuthGuard } from "@nestjs/passport";
   import { FlagGuard, GraphqlGuard, JwtGuard, MaybeGuard, OptionalGuard, Public, PublicJwtGuard, ReadingGuard, StrictGuard, UserGuard } from "./guards"; ${before} ${decorator} export class Cats { ${body} }`;

describe("paths", () => {
  it("joins prefix, version, controller and method; arrays and wildcards", () => {
    const paths = pathsOf({
      "src/main.ts": main(
        `app.setGlobalPrefix("api"); app.enableVersioning({ type: VersioningType.URI, defaultVersion: "1" });`,
      ),
      ...app(one),
      "src/cats.ts": cats(
        `@Get() list() {} @Get(["a", "b/:id"]) two() {} @Version("2") @Post("/x") x() {} @All("{*splat}") rest() {} @Delete(":id") remove() {} helper() {}`,
      ),
    });
    expect(paths).toEqual([
      "ALL /api/v1/cats/{*splat}",
      "DELETE /api/v1/cats/{id}",
      "GET /api/v1/cats",
      "GET /api/v1/cats/a",
      "GET /api/v1/cats/b/{id}",
      "POST /api/v2/cats/x",
    ]);
  });

  it("reads { path, version }, several versions, neutral ones, and leaves header versioning out of the path", () => {
    const files = (type: string): Readonly<Record<string, string>> => ({
      "src/main.ts": main(`app.enableVersioning({ type: VersioningType.${type} });`),
      ...app(one),
      "src/cats.ts": cats(
        `@Get() list() {} @Version(VERSION_NEUTRAL) @Get("n") neutral() {}`,
        `@Controller({ path: "cats", version: ["1", "2"] })`,
        `import { VERSION_NEUTRAL } from "@nestjs/common";`,
      ),
    });
    expect(pathsOf(files("URI"))).toEqual(["GET /cats/n", "GET /v1/cats", "GET /v2/cats"]);
    expect(pathsOf(files("HEADER"))).toEqual(["GET /cats", "GET /cats/n"]);
  });

  it("leaves excluded routes without the global prefix", () => {
    const paths = pathsOf({
      "src/main.ts": main(
        `app.setGlobalPrefix("api", { exclude: ["cats/health", { path: "cats", method: RequestMethod.POST }] });`,
      ),
      ...app(one),
      "src/cats.ts": cats(`@Get() list() {} @Post() add() {} @Get("health") health() {}`),
    });
    expect(paths).toEqual(["GET /api/cats", "GET /cats/health", "POST /cats"]);
  });

  it("follows bootstrap helpers, dynamic modules, forwardRef, conditional imports and RouterModule", () => {
    const paths = pathsOf({
      "src/main.ts": `import { setup } from "./setup"; import { NestFactory } from "@nestjs/core"; import { AppModule } from "./app.module";
        async function run() { const app = await NestFactory.create(AppModule.register()); for (const each of [setup]) await each(app); await app.listen(1); } run();`,
      "src/setup.ts": `import type { INestApplication } from "@nestjs/common"; export function setup(app: INestApplication) { app.setGlobalPrefix("p"); }`,
      ...app(
        `@Module({}) export class AppModule { static register() { return { module: AppModule, imports: [...(process.env.X ? [Flagged] : []), forwardRef(() => Far), RouterModule.register([{ path: "admin", module: Flagged }])], controllers: [Cats] }; } }
         @Module({ controllers: [Dogs] }) export class Flagged {} @Module({ controllers: [Birds] }) export class Far {}`,
        `import { forwardRef } from "@nestjs/common"; import { Dogs, Birds } from "./others";`,
      ),
      "src/cats.ts": cats(`@Get() list() {}`),
      "src/others.ts": `import { Controller, Get } from "@nestjs/common"; @Controller("dogs") export class Dogs { @Get() list() {} } @Controller("birds") export class Birds { @Get() list() {} }`,
    });
    expect(paths).toEqual(["GET /p/admin/dogs", "GET /p/birds", "GET /p/cats"]);
  });

  it("serves what a controller inherits, and says which controllers no module has", () => {
    const files = {
      "src/main.ts": main(),
      ...app(one),
      "src/cats.ts": cats(`@Get("own") own() {}`, `@Controller("cats")`)
        .replace("class Cats", "class Cats extends Base")
        .replace('@Controller("cats")', `import { Base } from "./base"; @Controller("cats")`),
      "src/base.ts": `import { Get } from "@nestjs/common"; export class Base { @Get("inherited") inherited() {} }`,
      "src/lost.ts": `import { Controller, Get } from "@nestjs/common"; @Controller("lost") export class Lost { @Get() a() {} @Get("b") b() {} }`,
    };
    expect(pathsOf(files)).toEqual(["GET /cats/inherited", "GET /cats/own"]);
    expect(unknownsOf(files)).toEqual(["a controller with 2 routes: no module of an application has it"]);
  });

  it("takes no resolver, gateway or message handler for a route", () => {
    const files = {
      "src/main.ts": main(),
      ...app(one),
      "src/cats.ts": `import { Controller } from "@nestjs/common"; import { MessagePattern } from "@nestjs/microservices"; import { Resolver, Query } from "@nestjs/graphql";
        @Controller() export class Cats { @MessagePattern("x") on() {} } @Resolver() export class R { @Query() q() {} }`,
    };
    expect(pathsOf(files)).toEqual([]);
  });
});

describe("guards", () => {
  it("reads each by what it does", () => {
    const routes = routesOf({
      "src/main.ts": main(),
      ...app(one),
      "src/cats.ts": cats(`
        @Get("user") @UseGuards(UserGuard) a() {} @Get("instance") @UseGuards(new UserGuard()) b() {} @Get("passport") @UseGuards(AuthGuard("jwt")) c() {}
        @Get("extends") @UseGuards(JwtGuard) d() {} @Get("maybe") @UseGuards(MaybeGuard) e() {} @Get("strict") @UseGuards(StrictGuard) f() {}
        @Get("flag") @UseGuards(FlagGuard) g() {} @Get("graphql") @UseGuards(GraphqlGuard) h() {} @Get("optional") @UseGuards(OptionalGuard) i() {}
        @Get("google") @UseGuards(AuthGuard("google")) j() {} @Get("out") @UseGuards(Missing) k() {} @Get("several") @UseGuards(FlagGuard, UserGuard) l() {}`),
    });
    expect(routes).toEqual([
      "GET /cats/extends: required",
      "GET /cats/flag: none",
      "GET /cats/google: none",
      "GET /cats/graphql: none",
      "GET /cats/instance: required",
      "GET /cats/maybe: none",
      "GET /cats/optional: none",
      "GET /cats/out: unknown",
      "GET /cats/passport: required",
      "GET /cats/several: required",
      "GET /cats/strict: required",
      "GET /cats/user: required",
    ]);
  });

  it("heeds public marks by the key a guard reads, wherever the guard stands", () => {
    const body = `@Get() list() {} @Public() @Get("open") open() {}`;
    const files = (
      module: string,
      setup = "",
      decorator = `@Controller("cats")`,
    ): Readonly<Record<string, string>> => ({
      "src/main.ts": main(setup),
      ...app(module),
      "src/cats.ts": cats(body, decorator),
    });
    const expected = ["GET /cats/open: none", "GET /cats: required"];
    expect(
      routesOf(
        files(
          `@Module({ controllers: [Cats], providers: [{ provide: APP_GUARD, useClass: guards.ReadingGuard }] }) export class AppModule {}`,
        ),
      ),
    ).toEqual(expected);
    expect(
      routesOf(
        files(
          `@Module({ controllers: [Cats], providers: [{ provide: APP_GUARD, useClass: guards.PublicJwtGuard }] }) export class AppModule {}`,
        ),
      ),
    ).toEqual(expected);
    expect(routesOf(files(one, `app.useGlobalGuards(new guards.ReadingGuard(app.get("Reflector")));`))).toEqual(
      expected,
    );
    expect(routesOf(files(one, "", `@UseGuards(ReadingGuard) @Controller("cats")`))).toEqual(expected);
    const open = linkFiles(files(one, "", `@UseGuards(ReadingGuard) @Controller("cats")`)).routes.find(
      ({ path }) => path === "/cats/open",
    );
    expect(open?.declaredPublic).toBe(true);
  });

  it("gives no weight to a mark that no guard reads", () => {
    const routes = routesOf({
      "src/main.ts": main(),
      ...app(one),
      "src/cats.ts": cats(`@Public() @Get() list() {}`, `@UseGuards(UserGuard) @Controller("cats")`),
    });
    expect(routes).toEqual(["GET /cats: required"]);
  });

  it("takes composed decorators apart, over files and with arguments", () => {
    const routes = routesOf({
      "src/main.ts": main(),
      ...app(one),
      "src/auth.ts": `import { applyDecorators, SetMetadata, UseGuards } from "@nestjs/common"; import { UserGuard } from "./guards";
        export function Auth(...roles: string[]) { return applyDecorators(SetMetadata("roles", roles), UseGuards(UserGuard)); } export const Mine = () => UseGuards(UserGuard);`,
      "src/cats.ts": cats(
        `@Get("a") @Auth("admin") a() {} @Get("b") @Mine() b() {} @Get("c") c() {}`,
        `@Controller("cats")`,
        `import { Auth, Mine } from "./auth";`,
      ),
    });
    expect(routes).toEqual(["GET /cats/a: required", "GET /cats/b: required", "GET /cats/c: none"]);
  });

  it("reads metadata of Reflector.createDecorator, and guards that only ask where it is set", () => {
    const routes = routesOf({
      "src/main.ts": main(),
      ...app(one),
      "src/roles.ts": `import { Injectable } from "@nestjs/common"; import { Reflector } from "@nestjs/core"; export const Roles = Reflector.createDecorator<string[]>();
        @Injectable() export class RolesGuard { constructor(private reflector: Reflector) {} canActivate(context) { const roles = this.reflector.get(Roles, context.getHandler()); if (!roles) return true; const { user } = context.switchToHttp().getRequest(); return user !== undefined && roles.includes(user.role); } }`,
      "src/cats.ts": cats(
        `@Get("a") @Roles(["admin"]) a() {} @Get("b") b() {}`,
        `@UseGuards(RolesGuard) @Controller("cats")`,
        `import { Roles, RolesGuard } from "./roles";`,
      ),
    });
    expect(routes).toEqual(["GET /cats/a: required", "GET /cats/b: none"]);
  });

  it("applies the middleware of consumers to controllers and paths, without what is excluded", () => {
    const middleware = `import { Injectable } from "@nestjs/common"; @Injectable() export class Token { use(req, res, next) { if (!req.headers.authorization) { return res.sendStatus(401); } next(); } }`;
    const files = (applied: string): Readonly<Record<string, string>> => ({
      "src/main.ts": main(`app.setGlobalPrefix("api");`),
      ...app(
        `@Module({ controllers: [Cats] }) export class AppModule { configure(consumer) { consumer.apply(Token)${applied}; } }`,
        `import { Token } from "./token"; import { RequestMethod } from "@nestjs/common";`,
      ),
      "src/token.ts": middleware,
      "src/cats.ts": cats(`@Get() list() {} @Post() add() {} @Get("open") open() {}`),
    });
    expect(routesOf(files(".forRoutes(Cats)"))).toEqual([
      "GET /api/cats/open: required",
      "GET /api/cats: required",
      "POST /api/cats: required",
    ]);
    expect(routesOf(files(`.exclude("cats/open").forRoutes("*")`))).toEqual([
      "GET /api/cats/open: none",
      "GET /api/cats: required",
      "POST /api/cats: required",
    ]);
    expect(routesOf(files(`.forRoutes({ path: "cats", method: RequestMethod.POST })`))).toEqual([
      "GET /api/cats/open: none",
      "GET /api/cats: none",
      "POST /api/cats: required",
    ]);
  });

  it("counts a check in the handler, by what its parameters are given", () => {
    const routes = routesOf({
      "src/main.ts": main(),
      ...app(one),
      "src/cats.ts": cats(
        `@Get("a") a(@Req() req) { if (!req.user) { throw new UnauthorizedException(); } return 1; } @Get("b") b(@Headers("authorization") token: string) { if (!token) { throw new UnauthorizedException(); } return 1; }
         @Get("c") c(@User() user) { return user; } @Get("d") d(@Param("id") id: string) { if (!id) { throw new UnauthorizedException(); } return id; }`,
        `@Controller("cats")`,
        `const User = createParamDecorator((data, context) => { const { user } = context.switchToHttp().getRequest(); if (!user) { throw new UnauthorizedException(); } return user; });`,
      ),
    });
    expect(routes).toEqual([
      "GET /cats/a: required",
      "GET /cats/b: required",
      "GET /cats/c: required",
      "GET /cats/d: none",
    ]);
  });
});

it("follows an application that a provider makes, and what its subclass configures it with", () => {
  const routes = routesOf({
    "src/main.ts": `import { AppModule } from "./app.module.ts"; import { DefaultProvider } from "./provider.ts"; async function bootstrap() { const app = await new DefaultProvider().provide(AppModule.register()); await app.listen(3000); } bootstrap();`,
    "src/provider.ts": `import { VersioningType } from "@nestjs/common"; import { NestFactory } from "@nestjs/core"; function versions(app) { app.enableVersioning({ type: VersioningType.URI }); }
      export abstract class Provider<T> { protected abstract readonly configuration: Array<(app: unknown) => void>; public async provide(module: T) { const app = await this.getApp(module); for (const f of this.configuration) { f(app); } return app; } protected abstract getApp(module: T); }
      export class DefaultProvider<T> extends Provider<T> { protected readonly configuration = [versions]; protected getApp(module: T) { return NestFactory.create(module); } }`,
    "src/app.module.ts": `import { Controller, Get, Module } from "@nestjs/common"; @Controller({ path: "items", version: "1" }) class Items { @Get() all() { return []; } } @Module({}) export class AppModule { static register() { return { module: AppModule, controllers: [Items] }; } }`,
  });
  expect(routes).toEqual(["GET /v1/items: none"]);
});
