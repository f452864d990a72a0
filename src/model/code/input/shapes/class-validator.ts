import type { CodeClass } from "../../calls/linked.ts";
import type { CallProgram } from "../../calls/program.ts";
import { scalarsOf } from "./members.ts";
import { unknownShape, type ObjectShape, type ValueShape } from "./shape.ts";

const STRING =
  /^Is(?:String|Email|UUID|Url|URL|DateString|ISO8601|Alpha|Alphanumeric|Phone\w*|JWT|Hexadecimal|MongoId|FQDN|IP|Json|JSON|Base64|NumberString)$/;
const TYPES: Readonly<Record<string, string>> = {
  IsNumber: "number",
  IsInt: "integer",
  IsBoolean: "boolean",
  IsArray: "array",
  IsObject: "object",
};

/**
 * What a class with class-validator's decorators takes (https://github.com/typestack/class-validator), those it extends
 * among them. Null when a class it extends cannot be read, or no property has a decorator of that package.
 */
export function classShape(of: CodeClass, program: CallProgram, depth = 0): ObjectShape | null {
  const base = of.record.extends ? program.originOfRef(of.file, of.record.extends) : null;
  const inherited =
    base === null
      ? new Map<string, never>()
      : base.kind === "class" && base.path.length === 0 && depth < 6
        ? classShape(base.class, program, depth + 1)?.properties
        : undefined;
  if (!inherited) return null;
  const properties = new Map<string, ObjectShape["properties"] extends ReadonlyMap<string, infer P> ? P : never>(
    inherited,
  );
  let complete = true;
  for (const { name, value, static: isStatic, decorators } of of.record.members) {
    if (isStatic || value?.kind === "function") continue;
    const calls = decorators.flatMap((each) => program.tables.get(of.file)?.calls[each] ?? []);
    const [first] = calls;
    const shape = propertyShape(calls, program);
    // Whether an undecorated property is taken depends on the pipe's options.
    if (first && shape) properties.set(name, { ...shape, at: first.at });
    else complete = false;
  }
  return properties.size > 0 ? { properties, complete, others: "kept" } : null;
}

type Calls = ReturnType<CallProgram["calls"]> extends Generator<infer C> ? readonly C[] : never;

function propertyShape(calls: Calls, program: CallProgram): ValueShape | null {
  let shape: ValueShape | null = null;
  let [optional, each, transformed]: [boolean | null, boolean, boolean] = [false, false, false];
  for (const call of calls) {
    const signature = program.signatureOf(call);
    if (signature?.startsWith("class-transformer.")) transformed = true;
    const name = /^class-validator\.(\w+)$/.exec(signature ?? "")?.[1];
    if (!name) continue;
    shape ??= { ...unknownShape, optional: false };
    if (name === "IsOptional") optional = true;
    else if (name === "ValidateIf" || name === "Allow") optional = optional === true ? true : null;
    const last = program.argument(call, call.record.arguments.length - 1);
    if (last && program.memberOf(last, ["each"]).is === "value") each = true;
    const type = STRING.test(name) ? "string" : TYPES[name];
    if (type && !each) shape = { ...shape, types: [type] };
    const values = name === "IsIn" && !each ? scalarsOf(program.argument(call, 0), program) : null;
    if (values) shape = { ...shape, enum: values };
  }
  if (!shape) return null;
  const plain = each || transformed ? { types: each && !transformed ? ["array"] : null, enum: null } : {};
  return { ...shape, ...plain, optional };
}
