import { UnauthorizedException, UseGuards } from "@nestjs/common";
import { Args, Context, Field, ID, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from "@nestjs/graphql";
import { CurrentUser, Open, OwnerGuard } from "./guards";

@ObjectType()
export class Cat {
  @Field(() => ID)
  id!: string;
}

@Resolver(() => Cat)
export class CatResolver {
  @Query(() => [Cat])
  cats(): Cat[] {
    return [{ id: "1" }];
  }

  @Open()
  @Query(() => Cat, { name: "cat" })
  byId(@Args("id", { type: () => ID }) id: string): Cat {
    return { id };
  }

  @Open()
  @UseGuards(OwnerGuard)
  @Mutation(() => Boolean)
  feed(): boolean {
    return true;
  }

  @ResolveField(() => String)
  name(@Parent() cat: Cat): string {
    return cat.id;
  }
}

/** What every kind of animal is asked. */
function animals(plural: string): abstract new () => object {
  @Resolver({ isAbstract: true })
  abstract class AnimalResolver {
    @Query(() => Boolean, { name: plural })
    async [plural](): Promise<boolean> {
      return true;
    }
  }
  return AnimalResolver;
}

@Open()
@Resolver()
export class DogResolver extends animals("dogs") {
  @Mutation(() => Boolean)
  bark(@CurrentUser() user: unknown): boolean {
    if (!user) throw new UnauthorizedException();
    return true;
  }

  @Mutation(() => Boolean)
  sleep(@Context("req") req: { user?: unknown }): boolean {
    return req.user === undefined;
  }
}
