import type { FileValue } from "../../calls/linked.ts";
import type { CallProgram } from "../../calls/program.ts";
import { membersOf, scalarOf } from "./members.ts";
import { eachProperty, unknownShape, type ValueShape } from "./shape.ts";

const required = { enum: null, optional: false, object: null } as const;
const SCALARS: Readonly<Record<string, string>> = {
  String: "string",
  Number: "number",
  Integer: "integer",
  Boolean: "boolean",
  Null: "null",
  Array: "array",
  Record: "object",
};

/** What a TypeBox schema takes (https://github.com/sinclairzx81/typebox#types); null for a value that is none. */
export function typeboxShape(value: FileValue, program: CallProgram, depth = 0): ValueShape | null {
  const made = program.valueOf(value);
  if (made.value.kind !== "call" || depth > 12) return null;
  const call = program.tables.get(made.file)?.calls[made.value.call];
  const signature = call ? program.signatureOf(call) : null;
  const name = /^(?:@sinclair\/typebox|typebox)\.(?:Type|default)?\.?(\w+)$/.exec(signature ?? "")?.[1];
  if (!call || !name) return null;
  const read = (inner: FileValue): ValueShape => typeboxShape(inner, program, depth + 1) ?? unknownShape;
  const first = program.argument(call, 0);
  const type = SCALARS[name];
  if (type) return { ...required, types: [type] };
  if (!first) return unknownShape;
  switch (name) {
    case "Object": {
      const options = program.argument(call, 1);
      const others = options && program.memberOf(options, ["additionalProperties"]);
      const refuses = others?.is === "value" && scalarOf(others.value, program) === false;
      return { ...required, types: ["object"], object: membersOf(first, program, read, refuses ? "refused" : "kept") };
    }
    case "Optional":
      return { ...read(first), optional: true };
    case "Partial": {
      const shape = read(first);
      return { ...shape, object: shape.object && eachProperty(shape.object, (each) => ({ ...each, optional: true })) };
    }
    case "Literal": {
      const literal = scalarOf(first, program);
      if (literal === undefined) return { ...unknownShape, optional: false };
      return { ...required, types: [literal === null ? "null" : typeof literal], enum: [literal] };
    }
    case "Union": {
      const list = program.valueOf(first);
      if (list.value.kind !== "array" || list.value.open) return { ...unknownShape, optional: false };
      const options = list.value.items.map((item) => read({ file: list.file, value: item }));
      return {
        ...required,
        types: options.every(({ types }) => types) ? [...new Set(options.flatMap(({ types }) => types ?? []))] : null,
        enum: options.every((option) => option.enum) ? options.flatMap((option) => option.enum ?? []) : null,
      };
    }
    default:
      return unknownShape;
  }
}
