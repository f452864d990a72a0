import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A server of GraphQL, where it is made. */
export interface GraphqlServer {
  readonly call: Call;
  readonly library: string;
  /** What it is told; null where nothing is. */
  readonly options: FileValue | null;
}

interface Maker {
  readonly makes: RegExp;
  readonly library: string;
}

const MAKERS: readonly Maker[] = [
  { makes: /^(?:@apollo\/server|apollo-server(?:-[\w-]+)?)\.ApolloServer$/, library: "Apollo Server" },
  { makes: /^(?:graphql-yoga|@graphql-yoga\/node)\.(?:createYoga|createServer)$/, library: "GraphQL Yoga" },
  { makes: /^@nestjs\/graphql\.GraphQLModule\.forRoot(?:Async)?$/, library: "@nestjs/graphql" },
  { makes: /^express-graphql(?:\.graphqlHTTP)?$/, library: "express-graphql" },
  { makes: /^graphql-http\/lib\/use\/[\w-]+\.createHandler$/, library: "graphql-http" },
];

const known = new WeakMap<CallProgram, readonly GraphqlServer[]>();

/** Every place where server code makes a server of GraphQL, by file and place. */
export function graphqlServers(program: CallProgram): readonly GraphqlServer[] {
  let servers = known.get(program);
  if (!servers) known.set(program, (servers = [...program.calls()].flatMap((call) => serverOf(call, program) ?? [])));
  return servers;
}

function serverOf(call: Call, program: CallProgram): GraphqlServer | null {
  if (call.record.form !== "call" && call.record.form !== "new") return null;
  const signature = program.signatureOf(call);
  const maker = signature === null ? undefined : MAKERS.find(({ makes }) => makes.test(signature));
  if (maker) return { call, library: maker.library, options: settings(program.argument(call, 0), program) };
  // `app.register(mercurius, { … })`
  if (call.record.callee.path.at(-1) !== "register") return null;
  const plugin = program.argument(call, 0);
  const origin = plugin && program.originOfValue(plugin);
  if (origin?.kind !== "package" || origin.package !== "mercurius") return null;
  return { call, library: "Mercurius", options: settings(program.argument(call, 1), program) };
}

/** The options themselves, also where a factory gives them: `forRootAsync({ useFactory: () => ({ … }) })`. */
function settings(given: FileValue | null, program: CallProgram): FileValue | null {
  if (!given) return null;
  const options = program.valueOf(given);
  const factory = program.memberOf(options, ["useFactory"]);
  if (factory.is !== "value") return options;
  const { file, value } = program.valueOf(factory.value);
  const made = value.kind === "function" ? program.tables.get(file)?.functions[value.function] : undefined;
  const [only, ...others] = made?.record.returns ?? [];
  return only && others.length === 0 ? program.valueOf({ file, value: only }) : factory.value;
}
