import type { FileValue } from "../../calls/linked.ts";
import type { CallProgram } from "../../calls/program.ts";
import { membersOf, scalarOf, scalarsOf } from "./members.ts";
import { eachProperty, unknownShape, type ValueShape } from "./shape.ts";

/** What a JSON Schema written as an object takes; null for a value that is none. References are not followed. */
export function jsonSchemaShape(value: FileValue, program: CallProgram, depth = 0): ValueShape | null {
  const made = program.valueOf(value);
  if (made.value.kind !== "object" || depth > 12) return null;
  const member = (key: string): FileValue | null => {
    const found = program.memberOf(made, [key]);
    return found.is === "value" ? found.value : null;
  };
  if (made.value.open || ["$ref", "oneOf", "anyOf", "allOf", "not", "if"].some((key) => member(key)))
    return unknownShape;
  const type = member("type");
  const types = type ? (scalarsOf(type, program) ?? [scalarOf(type, program)]) : null;
  const known = types?.every((each) => typeof each === "string") ? (types as readonly string[]) : null;
  const properties = member("properties");
  const asked = member("required");
  const names = asked ? scalarsOf(asked, program) : [];
  const refuses = scalarOf(member("additionalProperties"), program) === false;
  const read = (inner: FileValue): ValueShape => jsonSchemaShape(inner, program, depth + 1) ?? unknownShape;
  const object = properties && membersOf(properties, program, read, refuses ? "refused" : "kept");
  return {
    types: known,
    enum: scalarsOf(member("enum"), program),
    optional: false,
    object:
      object && eachProperty(object, (each, name) => ({ ...each, optional: names ? !names.includes(name) : null })),
  };
}
