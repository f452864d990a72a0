import type { FileValue } from "../../calls/linked.ts";
import type { CallProgram } from "../../calls/program.ts";
import { jsonSchemaShape } from "./json-schema.ts";
import type { ValueShape } from "./shape.ts";
import { typeboxShape } from "./typebox.ts";
import { zodShape } from "./zod.ts";

/** What a schema takes, in whichever of the languages it is written; null for a value that is none of them. */
export function schemaShape(value: FileValue, program: CallProgram): ValueShape | null {
  return zodShape(value, program) ?? typeboxShape(value, program) ?? jsonSchemaShape(value, program);
}
