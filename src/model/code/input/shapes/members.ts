import type { FileValue } from "../../calls/linked.ts";
import type { CallProgram } from "../../calls/program.ts";
import type { ObjectShape, Scalar, ValueShape } from "./shape.ts";

/** The properties of an object written as one: `{ name: z.string() }`; null for what is no object in the source. */
export function membersOf(
  given: FileValue,
  program: CallProgram,
  read: (value: FileValue) => ValueShape,
  others: ObjectShape["others"],
): ObjectShape | null {
  const { file, value } = program.valueOf(given);
  if (value.kind !== "object") return null;
  const properties = new Map(
    value.members.map(({ key, value: member, at }) => [
      key,
      { ...read({ file, value: member }), at: { file, start: at[0], end: at[1] } },
    ]),
  );
  return { properties, complete: !value.open, others };
}

/** The scalars of a list; null when any of them is not known. */
export function scalarsOf(given: FileValue | null, program: CallProgram): readonly Scalar[] | null {
  const { file, value } = given ? program.valueOf(given) : { file: "", value: null };
  if (value?.kind !== "array" || value.open) return null;
  const scalars: Scalar[] = [];
  for (const item of value.items) {
    const scalar = scalarOf({ file, value: item }, program);
    if (scalar === undefined) return null;
    scalars.push(scalar);
  }
  return scalars;
}

/** `undefined` for what is not known. */
export function scalarOf(given: FileValue | null, program: CallProgram): Scalar | undefined {
  const value = given ? program.valueOf(given).value : null;
  return value?.kind === "literal" ? value.value : undefined;
}

/** The JSON type of a scalar. */
export function typeOfScalar(value: Scalar): string {
  return value === null ? "null" : typeof value;
}
