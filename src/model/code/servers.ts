import type { Call } from "./calls/linked.ts";
import type { CallProgram } from "./calls/program.ts";

/** A place where a server begins to listen for requests. */
export interface ServerStart {
  readonly call: Call;
  /** `express`, `NestJS`, `http`. */
  readonly framework: string;
}

const FRAMEWORKS: readonly (readonly [name: string, starts: RegExp])[] = [
  ["express", /^express\(\)\.listen$|^express\.(?:Express|Application)\(\)\.listen$/],
  ["fastify", /^fastify(?:\.fastify)?\(\)(?:\.withTypeProvider\(\))?\.listen$|^fastify\.FastifyInstance\(\)\.listen$/],
  ["koa", /^koa\(\)\.listen$/],
  [
    "NestJS",
    /^@nestjs\/core\.NestFactory\.\w+\(\)\.(?:listen|startAllMicroservices)$|^@nestjs\/common\.INestApplication\(\)\.listen$/,
  ],
  ["Hono", /^@hono\/node-server\.serve$/],
  ["http", /^(?:https?|http2)\.(?:createServer|createSecureServer|Server)(?:\(\))?\.listen$/],
];

const known = new WeakMap<CallProgram, readonly ServerStart[]>();

/** Every place where server code begins to listen, by file and place. Bare `http` servers count when they are given an application. */
export function serverStarts(program: CallProgram): readonly ServerStart[] {
  let starts = known.get(program);
  if (!starts) known.set(program, (starts = [...findStarts(program)]));
  return starts;
}

function* findStarts(program: CallProgram): Generator<ServerStart> {
  for (const call of program.calls()) {
    if (!/^(?:listen|serve|startAllMicroservices)$/.test(lastName(call)) || isForOneMachine(program, call)) continue;
    const signature = program.signatureOf(call);
    const found = signature && FRAMEWORKS.find(([, pattern]) => pattern.test(signature));
    if (!found || (found[0] === "http" && !servesApplication(program, call))) continue;
    yield { call, framework: found[0] };
  }
}

function lastName({ record }: Call): string {
  const { root, path } = record.callee;
  return path.at(-1) ?? (root.kind === "import" ? root.local : "");
}

/** Port 0 and the loopback address: a test, or a tool that waits for its own browser. */
function isForOneMachine(program: CallProgram, call: Call): boolean {
  return call.record.arguments.some((_, index) => {
    const argument = program.argument(call, index);
    const value = argument && program.valueOf(argument).value;
    return (
      value?.kind === "literal" && (value.value === 0 || value.value === "127.0.0.1" || value.value === "localhost")
    );
  });
}

/** `http.createServer(app)`: of a framework. */
function servesApplication(program: CallProgram, call: Call): boolean {
  const made = program.makerOf(call);
  return (made?.record.arguments ?? []).some((value) => {
    const origin = program.originOfValue({ file: call.file, value });
    const application = origin.kind === "result" ? program.signatureOf(origin.call) : null;
    return (
      application !== null &&
      /^(?:express|koa|fastify|@nestjs\/core\.NestFactory\.create)$|\.callback$/.test(application)
    );
  });
}
