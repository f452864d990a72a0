import type { Entity } from "../../../../facts/entities.ts";
import type { Call } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { nearestTo } from "../nearest.ts";

/** The models of Prisma, by what the client calls them. */
export interface PrismaModels {
  /** The model a call of a client is for: `prisma.user.findMany()`; null when it is none, or there are several. */
  of(call: Call): Entity | null;
  /** Another model of the same schema. */
  named(name: string, beside: Entity): Entity | null;
}

/** Names clients go by, where nothing else tells what they are. */
const CLIENT = /prisma|^(?:tx|trx|db|database|client|transaction|orm|read|write|replica)$/i;
/** Methods only Prisma has. */
const OWN =
  /^(?:findUnique|findUniqueOrThrow|findFirst|findFirstOrThrow|findMany|createManyAndReturn|updateManyAndReturn|createMany|updateMany|deleteMany|groupBy)$/;

export function prismaModels(program: CallProgram, entities: readonly Entity[]): PrismaModels {
  const byDelegate = new Map<string, Entity[]>();
  for (const entity of entities) {
    if (entity.source !== "prisma") continue;
    const delegate = `${entity.name.charAt(0).toLowerCase()}${entity.name.slice(1)}`;
    const list = byDelegate.get(delegate);
    if (list) list.push(entity);
    else byDelegate.set(delegate, [entity]);
  }
  return {
    of(call) {
      const { path } = call.record.callee;
      const candidates = byDelegate.get(path.at(-2) ?? rootPath(call).at(-1) ?? "");
      if (!candidates || !isClient(program, call)) return null;
      return nearestTo(call.file, candidates);
    },
    named(name, beside) {
      const delegate = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return nearestTo(beside.file, byDelegate.get(delegate)?.filter((entity) => entity.name === name) ?? []);
    },
  };
}

function isClient(program: CallProgram, call: Call): boolean {
  const signature = program.signatureOf(call);
  if (signature !== null && /prisma/i.test(signature)) return true;
  // What is known to be something else is; a chain that begins at a global name is not known.
  if (signature !== null && program.originOf(call).kind !== "global") return false;
  const { root, path } = call.record.callee;
  const names = [
    root.kind === "import"
      ? root.local
      : root.kind === "name"
        ? (program.tables.get(call.file)?.facts.names[root.index]?.name ?? "")
        : root.kind === "parameter"
          ? (program.tables.get(call.file)?.functions[root.function]?.record.parameters[root.index]?.name ?? "")
          : root.kind === "global"
            ? root.name
            : "",
    ...rootPath(call),
    ...path.slice(0, -2),
  ];
  return CLIENT.test(names.at(-1) ?? "") || names.some((name) => /prisma/i.test(name)) || OWN.test(path.at(-1) ?? "");
}

/** What a pattern takes out of a parameter: `({ prisma }) => prisma.user…`. */
function rootPath({ record }: Call): readonly string[] {
  return record.callee.root.kind === "parameter" ? record.callee.root.path : [];
}
