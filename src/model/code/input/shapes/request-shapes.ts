import type { Route } from "../../../../facts/code.ts";
import type { Call, CodeFunction, FileValue } from "../../calls/linked.ts";
import type { CallProgram } from "../../calls/program.ts";
import { registrationOf } from "../registration.ts";
import { requestInputs } from "../request.ts";
import { classShape } from "./class-validator.ts";
import { schemaShape } from "./read-shape.ts";
import type { ObjectShape } from "./shape.ts";
import { zodShape } from "./zod.ts";

/** What a route's validator takes of one part of its requests. */
export interface RequestShape {
  readonly part: "body" | "query";
  readonly object: ObjectShape;
  /** `zod`, `the schema of the route`, `class-validator`. */
  readonly by: string;
}

/**
 * The validators that certainly see a route's requests: the `schema` of a Fastify route, a zod schema that parses the
 * whole body or query in the handler or in a middleware that names the part, and the class of Nest's `@Body()` where a
 * ValidationPipe is in use. Of two for one part the first is taken.
 */
export function requestShapes(
  route: Route,
  handler: CodeFunction | null,
  program: CallProgram,
): readonly RequestShape[] {
  const found = [
    ...(route.framework === "fastify" ? ofRouteSchema(route, program) : ofMiddleware(route, program)),
    ...(handler ? [...ofParses(handler, program), ...ofParameters(handler, program)] : []),
  ];
  return found.filter((each, at) => found.findIndex(({ part }) => part === each.part) === at);
}

function shapeOf(value: FileValue, by: string, part: string, program: CallProgram): readonly RequestShape[] {
  const object = schemaShape(value, program)?.object;
  const named = PARTS[part];
  return object && named ? [{ part: named, object, by }] : [];
}

const PARTS: Readonly<Record<string, RequestShape["part"]>> = {
  body: "body",
  json: "body",
  query: "query",
  querystring: "query",
};

function ofRouteSchema(route: Route, program: CallProgram): readonly RequestShape[] {
  const call = registrationOf(route, program);
  return (call?.record.arguments ?? []).flatMap((_, index) => {
    const options = program.argument(call as Call, index);
    if (!options) return [];
    return ["body", "querystring"].flatMap((part) => {
      const schema = program.memberOf(options, ["schema", part]);
      return schema.is === "value" ? shapeOf(schema.value, "the schema of the route", part, program) : [];
    });
  });
}

/** `validate({ body: schema })`, `zValidator("json", schema)`, `validateBody(schema)`, `validate(z.object({ body: … }))`. */
function ofMiddleware(route: Route, program: CallProgram): readonly RequestShape[] {
  const registration = registrationOf(route, program);
  return (registration?.record.arguments ?? []).flatMap((value) => {
    const made = program.valueOf({ file: (registration as Call).file, value });
    if (made.value.kind !== "call") return [];
    const call = program.tables.get(made.file)?.calls[made.value.call];
    const name = call?.record.callee.path.at(-1) ?? rootName(call);
    if (!call || !/valid|schema|body|query|parse/i.test(name)) return [];
    const [first, second] = [program.argument(call, 0), program.argument(call, 1)];
    const literal = first ? program.valueOf(first).value : null;
    if (literal?.kind === "literal" && second) return shapeOf(second, "zod", String(literal.value), program);
    if (!first) return [];
    const parts = zodShape(first, program)?.object;
    if (parts) {
      const whole = [...parts.properties].flatMap(([part, { object }]) =>
        PARTS[part] && object ? [{ part: PARTS[part], object, by: "zod" }] : [],
      );
      if (whole.length > 0) return whole;
      const part = /body/i.test(name) ? "body" : /query/i.test(name) ? "query" : "";
      return shapeOf(first, "zod", part, program);
    }
    return ["body", "query"].flatMap((part) => {
      const member = program.memberOf(first, [part]);
      return member.is === "value" && zodShape(member.value, program)
        ? shapeOf(member.value, "zod", part, program)
        : [];
    });
  });
}

/** `Schema.parse(req.body)`, in the handler's own text. */
function ofParses(handler: CodeFunction, program: CallProgram): readonly RequestShape[] {
  const inputs = requestInputs(program, []);
  return handler.calls.flatMap((call) => {
    const made = program.makerOf(call);
    if (!made || !/^(?:parse|safeParse|parseAsync|safeParseAsync)$/.test(call.record.callee.path.at(-1) ?? ""))
      return [];
    const given = program.argument(call, 0);
    const input = given && inputs.of(given);
    if (!input || input.path.length > 0) return [];
    const schema: FileValue = { file: made.file, value: { kind: "call", call: made.index } };
    return zodShape(schema, program) ? shapeOf(schema, "zod", input.part, program) : [];
  });
}

/** `@Body() book: CreateBook` and `@Query() page: Page` of Nest. */
function ofParameters(handler: CodeFunction, program: CallProgram): readonly RequestShape[] {
  return handler.record.parameters.flatMap(({ type, decorators }) => {
    for (const each of decorators) {
      const call = program.tables.get(handler.file)?.calls[each];
      const name = /^@nestjs\/common\.(Body|Query)$/.exec((call && program.signatureOf(call)) ?? "")?.[1];
      if (!call || !name) continue;
      const [pipe] = call.record.arguments;
      if (pipe) return ofPipe(call, pipe, name.toLowerCase(), program);
      const origin = type && program.originOfRef(handler.file, type);
      const of = origin && (origin.kind === "class" || origin.kind === "instance") ? origin.class : null;
      const object = of && usesValidationPipe(program) ? classShape(of, program) : null;
      return object ? [{ part: PARTS[name.toLowerCase()] ?? "body", object, by: "class-validator" }] : [];
    }
    return [];
  });
}

/** `@Body(new ZodValidationPipe(schema))`. */
function ofPipe(
  call: Call,
  pipe: Call["record"]["arguments"][number],
  part: string,
  program: CallProgram,
): readonly RequestShape[] {
  const made = pipe.kind === "call" ? program.tables.get(call.file)?.calls[pipe.call] : undefined;
  const schema = made && program.argument(made, 0);
  return schema && zodShape(schema, program) ? shapeOf(schema, "zod", part, program) : [];
}

const pipes = new WeakMap<CallProgram, boolean>();

function usesValidationPipe(program: CallProgram): boolean {
  let uses = pipes.get(program);
  if (uses === undefined) {
    uses = [...program.calls()].some(
      (call) => call.record.form === "new" && program.signatureOf(call) === "@nestjs/common.ValidationPipe",
    );
    pipes.set(program, uses);
  }
  return uses;
}

function rootName(call: Call | undefined): string {
  const root = call?.record.callee.root;
  if (!root) return "";
  if (root.kind === "import") return root.local;
  return root.kind === "global" ? root.name : "";
}
