import type { Route } from "../../../facts/code.ts";
import type { Call, CodeFunction, FileValue, Origin } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** Something a request brings: `params.id`, or a whole part (`body`). */
export interface Input {
  readonly part: Part;
  /** The members taken of the part; empty for the whole. */
  readonly path: readonly string[];
}

type Part = "body" | "query" | "params" | "headers" | "cookies" | "files";

export interface RequestInputs {
  /** What a value takes of the request, as it came; null for everything else, so also for what was parsed or converted. */
  of(value: FileValue): Input | null;
  /** What a text was put together from: through templates, `+`, alternatives and functions that only rework text. */
  within(value: FileValue, through?: (call: Call) => boolean): Input | null;
}

const PARTS: Readonly<Record<string, Part>> = {
  body: "body",
  rawBody: "body",
  query: "query",
  params: "params",
  headers: "headers",
  cookies: "cookies",
  files: "files",
  file: "files",
};

/** Methods of a request that give a part of it: `c.req.query("page")` of Hono, `await request.json()` of the fetch API. */
const METHODS: Readonly<Record<string, Part>> = {
  json: "body",
  text: "body",
  formData: "body",
  parseBody: "body",
  query: "query",
  queries: "query",
  param: "params",
  header: "headers",
  get: "headers",
};

/** Decorators of Nest's handlers, by the name `@nestjs/common` exports. */
const DECORATORS: Readonly<Record<string, Part>> = {
  Body: "body",
  RawBody: "body",
  Query: "query",
  Param: "params",
  Headers: "headers",
  UploadedFile: "files",
  UploadedFiles: "files",
};

const REQUEST_PACKAGES =
  /^(?:express|express-serve-static-core|fastify|koa|koa-router|@koa\/router|hono|next|next\/server|@nestjs\/common)$/;
/** Functions that give back the text they are given, or a part of it. */
const REWORKS =
  /^(?:trim|trimStart|trimEnd|toString|toLowerCase|toUpperCase|slice|substring|substr|split|replace|replaceAll|concat|join|pop|shift|at|String|decodeURIComponent|decodeURI)$/;
const DEPTH = 6;

const known = new WeakMap<CallProgram, RequestInputs>();

/** Which values come from a request. What is not known to is not claimed: a text parsed by a schema is a value of its own. */
export function requestInputs(program: CallProgram, routes: readonly Route[]): RequestInputs {
  let inputs = known.get(program);
  if (!inputs) known.set(program, (inputs = createInputs(program, routes)));
  return inputs;
}

function createInputs(program: CallProgram, routes: readonly Route[]): RequestInputs {
  const handlers = new Set<CodeFunction>();
  for (const { handlerAt } of routes) {
    const handler = handlerAt && program.functionAt(handlerAt);
    if (handler) handlers.add(handler);
  }

  function ofOrigin(origin: Origin, depth: number): Input | null {
    if (depth > DEPTH) return null;
    if (origin.kind === "parameter") return ofParameter(origin);
    if (origin.kind === "typed")
      return origin.type.kind === "package" && REQUEST_PACKAGES.test(origin.type.package)
        ? ofMembers(origin.path)
        : null;
    if (origin.kind !== "result") return null;
    const part = methodPart(program.originOf(origin.call));
    if (!part) return null;
    const named = program.argument(origin.call, 0)?.value;
    const first = named?.kind === "literal" && typeof named.value === "string" ? [named.value] : [];
    return { part, path: [...first, ...origin.path] };
  }

  function ofParameter({ function: of, index, path }: Extract<Origin, { kind: "parameter" }>): Input | null {
    const parameter = of.record.parameters[index];
    if (!parameter) return null;
    for (const decorator of parameter.decorators) {
      const call = program.tables.get(of.file)?.calls[decorator];
      const signature = call ? program.signatureOf(call) : null;
      const part = signature?.startsWith("@nestjs/common.") ? DECORATORS[signature.slice(15)] : undefined;
      if (!call || !part) continue;
      // `@Param("id", ParseIntPipe)`, `@Body(new ZodPipe(…))`: parsed before it is here.
      const [named, ...pipes] = call.record.arguments;
      if (pipes.length > 0 || (named && named.kind !== "literal")) return null;
      const first = named?.kind === "literal" && typeof named.value === "string" ? [named.value] : [];
      return { part, path: [...first, ...path] };
    }
    const isRequest =
      parameter.name === null
        ? index === 0 && handlers.has(of)
        : /^_?(?:req|request)$/.test(parameter.name) || (/^(?:ctx|context|c)$/.test(parameter.name) && index === 0);
    return isRequest ? ofMembers(path) : null;
  }

  function methodPart(callee: Origin): Part | null {
    if (callee.kind !== "parameter" && callee.kind !== "typed") return null;
    const method = callee.path.at(-1);
    const before = callee.path.at(-2);
    if (method === undefined || callee.path.length > 2) return null;
    if (before !== undefined) return /^(?:req|request)$/.test(before) ? (METHODS[method] ?? null) : null;
    const isRequest =
      callee.kind === "typed"
        ? REQUEST_PACKAGES.test(callee.type.kind === "package" ? callee.type.package : "")
        : /^_?(?:req|request)$/.test(callee.function.record.parameters[callee.index]?.name ?? "");
    return isRequest && /^(?:json|text|formData|get|header)$/.test(method) ? (METHODS[method] ?? null) : null;
  }

  function of({ file, value }: FileValue): Input | null {
    if (value.kind === "ref" || value.kind === "call") {
      const found = ofOrigin(program.originOfValue({ file, value }), 0);
      if (found) return found;
    }
    // `const { page = 1 } = req.query`: one of two, of which one came with the request.
    const behind = value.kind === "ref" ? program.valueOf({ file, value }) : { file, value };
    if (behind.value.kind !== "choice" || behind.value.operator === "&&") return null;
    for (const option of behind.value.options) {
      if (option.kind !== "ref" && option.kind !== "call") continue;
      const found = ofOrigin(program.originOfValue({ file: behind.file, value: option }), 1);
      if (found) return found;
    }
    return null;
  }

  function within(given: FileValue, through: (call: Call) => boolean, depth: number): Input | null {
    if (depth > DEPTH) return null;
    const direct = of(given);
    if (direct) return direct;
    const { file, value } = piece(program.valueOf(given));
    const inner = (values: readonly FileValue["value"][]): Input | null => {
      for (const each of values) {
        const found = within({ file, value: each }, through, depth + 1);
        if (found) return found;
      }
      return null;
    };
    switch (value.kind) {
      case "template":
        return inner(value.holes);
      case "binary":
        return value.operator === "+" ? inner([value.left, value.right]) : null;
      case "choice":
        return inner(value.operator === "&&" ? value.options.slice(1) : value.options);
      case "array":
        return inner(value.items);
      case "call": {
        const call = program.tables.get(file)?.calls[value.call];
        if (!call || call.record.form !== "call") return null;
        const { callee } = call.record;
        const name = callee.path.at(-1) ?? (callee.root.kind === "global" ? callee.root.name : "");
        if (through(call)) return inner(call.record.arguments);
        if (!REWORKS.test(name)) return null;
        if (callee.path.length === 0) return inner(call.record.arguments);
        return inner([{ kind: "ref", ref: { root: callee.root, path: callee.path.slice(0, -1) }, at: call.record.at }]);
      }
      default:
        return null;
    }
  }

  return { of, within: (value, through = () => false) => within(value, through, 0) };
}

/** One item of what a call gives is known as much as all of them: `header.split(" ")[1]`. */
function piece(given: FileValue): FileValue {
  const { file, value } = given;
  if (value.kind !== "ref" || value.ref.root.kind !== "call" || value.ref.path.some((each) => each !== "[]"))
    return given;
  return { file, value: { kind: "call", call: value.ref.root.index } };
}

/** `body.name`, and of a context `request.body.name`. */
function ofMembers(path: readonly string[]): Input | null {
  const [first, ...rest] = path;
  if (first === undefined) return null;
  if ((first === "request" || first === "req") && rest.length > 0) return ofMembers(rest);
  const part = PARTS[first];
  return part ? { part, path: rest } : null;
}

/** `body.name`, as it is shown to people. */
export function showInput({ part, path }: Input): string {
  return [part, ...path.filter((each) => each !== "[]")].join(".");
}
