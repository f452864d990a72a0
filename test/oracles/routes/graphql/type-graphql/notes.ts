import { GraphQLError } from "graphql";
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
} from "type-graphql";
import { type Context, SignedIn, Timed } from "./auth";

@ObjectType()
export class Note {
  @Field(() => ID)
  id!: string;
}

@Resolver(() => Note)
export class NoteResolver {
  @Query(() => [Note])
  notes(): Note[] {
    return [{ id: "1" }];
  }

  @Authorized()
  @Query(() => Note)
  secret(@Arg("id", () => ID) id: string): Note {
    return { id };
  }

  @Authorized("admin")
  @Mutation(() => Boolean, { name: "dropNotes" })
  drop(): boolean {
    return true;
  }

  @UseMiddleware(SignedIn)
  @Mutation(() => Boolean)
  addNote(): boolean {
    return true;
  }

  @UseMiddleware(Timed)
  @Query(() => Boolean)
  timed(): boolean {
    return true;
  }

  @Query(() => Boolean)
  own(@Ctx() context: Context): boolean {
    if (!context.user) throw new GraphQLError("not signed in", { extensions: { code: "UNAUTHENTICATED" } });
    return true;
  }

  @FieldResolver(() => String)
  title(@Root() note: Note): string {
    return note.id;
  }
}
