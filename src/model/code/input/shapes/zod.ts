import type { Call, FileValue } from "../../calls/linked.ts";
import type { CallProgram } from "../../calls/program.ts";
import { membersOf, scalarOf, scalarsOf, typeOfScalar } from "./members.ts";
import { eachProperty, unknownShape, type ObjectShape, type ValueShape } from "./shape.ts";

const STRINGS =
  /^(?:string|email|uuid|uuidv[467]|guid|url|httpUrl|cuid2?|nanoid|ulid|base64|base64url|jwt|ipv[46]|cidrv[46]|e164|hostname|templateLiteral)$/;
/** Methods after which a schema takes what it took before. */
const KEEPS =
  /^(?:min|max|length|nonempty|email|url|uuid|uuidv4|guid|cuid2?|nanoid|ulid|regex|includes|startsWith|endsWith|datetime|date|time|duration|ip|base64|jwt|trim|toLowerCase|toUpperCase|normalize|gt|gte|lt|lte|positive|nonnegative|negative|nonpositive|multipleOf|step|finite|safe|refine|superRefine|check|describe|meta|openapi|register|brand|readonly|transform|pipe|overwrite)$/;

const required = { enum: null, optional: false, object: null } as const;

/**
 * What a zod schema takes, read from the calls that make it (https://zod.dev/api). Null for a value that is none; of one
 * that is too clever, what is not known is null in the shape.
 */
export function zodShape(value: FileValue, program: CallProgram, depth = 0): ValueShape | null {
  const made = program.valueOf(value);
  if (made.value.kind !== "call" || depth > 12) return null;
  const call = program.tables.get(made.file)?.calls[made.value.call];
  const signature = call ? program.signatureOf(call) : null;
  if (!call || signature === null || !/^zod(?:\/v\d(?:-mini)?)?\./.test(signature)) return null;
  const receiver = program.makerOf(call);
  const name = signature.slice(signature.lastIndexOf(".") + 1);
  const read = (inner: FileValue): ValueShape => zodShape(inner, program, depth + 1) ?? unknownShape;
  if (!receiver) return base(call, signature, name, program, read);
  if (!signature.endsWith(`().${name}`)) return unknownShape;
  const before = read({ file: receiver.file, value: { kind: "call", call: receiver.index } });
  return changed(before, call, name, program, read);
}

function base(
  call: Call,
  signature: string,
  name: string,
  program: CallProgram,
  read: (value: FileValue) => ValueShape,
): ValueShape {
  const first = program.argument(call, 0);
  // What is converted takes more than it gives.
  if (/\.coerce\.\w+$/.test(signature)) return { ...unknownShape, optional: false };
  if (STRINGS.test(name)) return { ...required, types: ["string"] };
  switch (name) {
    case "number":
    case "float32":
    case "float64":
      return { ...required, types: ["number"] };
    case "int":
    case "int32":
      return { ...required, types: ["integer"] };
    case "boolean":
      return { ...required, types: ["boolean"] };
    case "null":
      return { ...required, types: ["null"] };
    case "array":
    case "tuple":
    case "set":
      return { ...required, types: ["array"] };
    case "record":
      return { ...required, types: ["object"] };
    case "enum":
      return { ...required, types: ["string"], enum: scalarsOf(first, program) };
    case "literal": {
      const value = scalarOf(first, program);
      const values = value === undefined ? scalarsOf(first, program) : [value];
      return values ? { ...required, types: typesOf(values), enum: values } : { ...unknownShape, optional: false };
    }
    case "union": {
      const list = first && program.valueOf(first);
      const options =
        list?.value.kind === "array" && !list.value.open
          ? list.value.items.map((item) => read({ file: list.file, value: item }))
          : [];
      return unionOf(options);
    }
    case "object":
    case "strictObject":
    case "looseObject": {
      const others = name === "object" ? "dropped" : name === "strictObject" ? "refused" : "kept";
      return { ...required, types: ["object"], object: first ? membersOf(first, program, read, others) : null };
    }
    case "optional":
      return first ? { ...read(first), optional: true } : unknownShape;
    case "nullable":
      return first ? nullable(read(first)) : unknownShape;
    default:
      return unknownShape;
  }
}

function changed(
  before: ValueShape,
  call: Call,
  name: string,
  program: CallProgram,
  read: (value: FileValue) => ValueShape,
): ValueShape {
  const first = program.argument(call, 0);
  const withObject = (change: (object: ObjectShape) => ObjectShape | null): ValueShape => ({
    ...before,
    object: before.object && change(before.object),
  });
  switch (name) {
    case "optional":
    case "default":
    case "prefault":
    case "catch":
      return { ...before, optional: true };
    case "nullable":
      return nullable(before);
    case "nullish":
      return { ...nullable(before), optional: true };
    case "int":
      return { ...before, types: before.types && ["integer"] };
    case "array":
      return { ...required, types: ["array"] };
    case "strict":
      return withObject((object) => ({ ...object, others: "refused" }));
    case "strip":
      return withObject((object) => ({ ...object, others: "dropped" }));
    case "passthrough":
    case "loose":
    case "catchall":
      return withObject((object) => ({ ...object, others: "kept" }));
    case "partial":
    case "required":
      if (first) return withObject(() => null);
      return withObject((object) => eachProperty(object, (each) => ({ ...each, optional: name === "partial" })));
    case "extend":
    case "safeExtend":
    case "augment": {
      const added = first && membersOf(first, program, read, "dropped");
      return withObject((object) => (added ? merged(object, added, object.others) : null));
    }
    case "merge": {
      const added = first ? read(first).object : null;
      return withObject((object) => (added ? merged(object, added, added.others) : null));
    }
    case "pick":
    case "omit": {
      const mask = first ? program.valueOf(first).value : null;
      const names = mask?.kind === "object" && !mask.open ? new Set(mask.members.map(({ key }) => key)) : null;
      return withObject((object) =>
        names ? eachProperty(object, (each, key) => (names.has(key) === (name === "pick") ? each : null)) : null,
      );
    }
    default:
      return KEEPS.test(name) ? before : unknownShape;
  }
}

function merged(object: ObjectShape, added: ObjectShape, others: ObjectShape["others"]): ObjectShape {
  return {
    properties: new Map([...object.properties, ...added.properties]),
    complete: object.complete && added.complete,
    others,
  };
}

function nullable(shape: ValueShape): ValueShape {
  return {
    ...shape,
    types: shape.types && [...new Set([...shape.types, "null"])],
    enum: shape.enum && [...shape.enum, null],
  };
}

/** Of a union what each branch says: literals together are one enum. */
function unionOf(options: readonly ValueShape[]): ValueShape {
  const types = options.every((option) => option.types !== null)
    ? [...new Set(options.flatMap((option) => option.types ?? []))]
    : null;
  const values = options.every((option) => option.enum !== null)
    ? options.flatMap((option) => option.enum ?? [])
    : null;
  const certain = options.length > 0;
  return {
    types: certain ? types : null,
    enum: certain ? values : null,
    optional: certain ? false : null,
    object: null,
  };
}

function typesOf(values: readonly (string | number | boolean | null)[]): readonly string[] {
  return [...new Set(values.map(typeOfScalar))];
}
