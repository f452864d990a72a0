import type { GraphqlField, GraphqlSchema } from "../../../facts/graphql.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { outboundCalls } from "../outbound/outbound.ts";

/** What a resolver waits for, once for each object that was asked for. */
export interface PerParent {
  readonly field: GraphqlField;
  readonly call: Call;
  readonly asks: "the database" | "another service";
}

/** Reads that libraries send at once, each by itself. */
const READS =
  /^(?:typeorm\.(?:Repository|TreeRepository|EntityManager|DataSource)\(\)(?:\.\w+\(\)|\.manager)*\.(?:find|findBy|findOne|findOneBy|findOneOrFail|findAndCount|count|query)|mongoose\.(?:model\(\)|Model\(\)|Model)\.(?:find|findOne|findById|countDocuments|aggregate)|(?:pg\.(?:Pool|Client)\(\)|mysql2(?:\/promise)?\.create(?:Pool|Connection)\(\))\.(?:query|execute)|@prisma\/client\.PrismaClient\(\)\.\w+\.(?:findMany|findFirst|findFirstOrThrow|count|aggregate|groupBy))$/;
const PRISMA = /^(?:prisma|prismaClient|prismaService|_prisma)$/i;
/** Not `findUnique`: what is asked for in one tick is sent in one query (https://www.prisma.io/docs/orm/prisma-client/queries/query-optimization-performance). */
const PRISMA_READS = /^(?:findMany|findFirst|findFirstOrThrow|count|aggregate|groupBy)$/;
/** Types of which an answer holds one. */
const ONE = /(?:Payload|Connection|PageInfo|Result|Response|Output|Stats|Summary|Viewer)$/;
/** Functions a resolver runs that are looked at. */
const SEARCHED = 15;

/** Fields of object types that ask for something by themselves, and no loader gathers what they ask for. */
export function askedPerParent({ operations, fields }: GraphqlSchema, program: CallProgram): readonly PerParent[] {
  const names = new Set([...operations, ...fields].map(({ name }) => name.toLowerCase()));
  // One resolver may serve several types, by inheritance.
  const seen = new Set<CodeFunction>();
  const outbound = new Set(outboundCalls(program).map(({ call }) => call));
  return fields.flatMap((field): readonly PerParent[] => {
    const resolver = field.resolverAt && program.functionAt(field.resolverAt);
    if (!resolver || seen.has(resolver) || isAlone(field.type, names)) return [];
    seen.add(resolver);
    const all = program.reachableFrom(resolver, SEARCHED).filter((each) => !isGathered(each, program));
    if (all.some(({ calls }) => calls.some(loads))) return [];
    for (const each of all)
      for (const call of each.calls) {
        if (outbound.has(call)) return [{ field, call, asks: "another service" }];
        if (isRead(call, program)) return [{ field, call, asks: "the database" }];
      }
    return [];
  });
}

/** Of such a type an answer holds one: by its name, or because there is `infra` and nothing is named for several of them. */
function isAlone(type: string, names: ReadonlySet<string>): boolean {
  if (ONE.test(type) || type === "?") return true;
  const name = type.toLowerCase();
  return (
    names.has(name) && ![...names].some((each) => each.includes(`${name}s`) || each.includes(`${name.slice(0, -1)}ies`))
  );
}

/** `userLoader.load(id)`, `context.loaders.user.load(id)`. */
function loads({ record }: Call): boolean {
  return /^(?:load|loadMany)$/.test(record.callee.path.at(-1) ?? "");
}

/** The function a loader is made with runs once for many. */
function isGathered({ record, file }: CodeFunction, program: CallProgram): boolean {
  const outer = record.argumentOf && program.tables.get(file)?.calls[record.argumentOf.call];
  return outer ? /^dataloader(?:\.|$)/.test(program.signatureOf(outer) ?? "") : false;
}

function isRead(call: Call, program: CallProgram): boolean {
  if (call.record.form !== "call") return false;
  const signature = program.signatureOf(call);
  if (signature !== null && READS.test(signature)) return true;
  const { root, path } = call.record.callee;
  if (path.length < 2 || !PRISMA_READS.test(path.at(-1) ?? "")) return false;
  const named = root.kind === "name" ? program.tables.get(call.file)?.facts.names[root.index]?.name : undefined;
  return PRISMA.test(path.at(-3) ?? named ?? (root.kind === "import" ? root.local : ""));
}
