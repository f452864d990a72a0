import type { CallProgram } from "../calls/program.ts";
import type { FileValue } from "../calls/linked.ts";

/** What a value is called where it is used: `password` of `user.password`, of a variable, of a parameter; null for none. */
export function nameOfValue({ file, value }: FileValue, program: CallProgram): string | null {
  if (value.kind === "environment") return value.name;
  if (value.kind !== "ref") return null;
  const { root, path } = value.ref;
  const last = path.at(-1);
  if (last !== undefined) return last === "[]" ? null : last;
  const facts = program.tables.get(file)?.facts;
  switch (root.kind) {
    case "name":
      return facts?.names[root.index]?.name ?? null;
    case "parameter":
      return root.path.at(-1) ?? facts?.functions[root.function]?.parameters[root.index]?.name ?? null;
    case "import":
      return root.local;
    case "global":
      return root.name;
    default:
      return null;
  }
}

/** The name before the last one of what is called: `logger` of `this.logger.info(…)`. */
export function receiverName(
  file: string,
  callee: { readonly root: FileValueRoot; readonly path: readonly string[] },
  program: CallProgram,
): string | null {
  if (callee.path.length === 0) return null;
  return nameOfValue(
    {
      file,
      value: { kind: "ref", ref: { root: callee.root, path: callee.path.slice(0, -1) }, at: [0, 0] },
    },
    program,
  );
}

type FileValueRoot = Extract<FileValue["value"], { kind: "ref" }>["ref"]["root"];
