import "reflect-metadata";
import { Module } from "@nestjs/common";
import { APP_GUARD, NestFactory } from "@nestjs/core";
import { GraphQLModule } from "@nestjs/graphql";
import { KeepingDriver, run } from "./driver";
import { SessionGuard } from "./guards";
import { CatResolver, DogResolver } from "./resolvers";

@Module({
  imports: [GraphQLModule.forRoot({ driver: KeepingDriver, autoSchemaFile: true })],
  providers: [CatResolver, DogResolver, { provide: APP_GUARD, useClass: SessionGuard }],
})
class AppModule {}

export async function ask(query: string) {
  const app = await NestFactory.create(AppModule, { logger: false });
  await app.init();
  const answer = await run(query);
  await app.close();
  return answer;
}
