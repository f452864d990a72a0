import { aroundOf } from "../calls/around.ts";
import type { Call } from "../calls/linked.ts";
import { type Given, memberGiven, optionOf } from "../calls/options.ts";
import type { CallProgram } from "../calls/program.ts";
import type { OutboundLibrary } from "./libraries.ts";

/** `default`: the library ends the waiting by itself, in less than the time a client waits for this service. */
export type Timeout = "set" | "default" | "absent" | "unknown";

/** Calls and functions that end the waiting of what they are given: `Promise.race`, `pTimeout`, `withTimeout`. */
const LIMITING = /timeout|deadline|^race$|timeLimit/i;
/** Default limits shorter than this, in milliseconds, do; a request seldom waits longer. */
const SHORT = 180_000;
const INSTANCES = 6;

/** What is said once for all calls of a library. */
export interface Defaults {
  readonly libraries: ReadonlyMap<string, Given>;
}

export function timeoutOf(
  program: CallProgram,
  call: Call,
  library: OutboundLibrary,
  method: string | undefined,
  defaults: Defaults,
): Timeout {
  const around = aroundOf(program);
  const outer = around.outerOf(call);
  const takers = around.takersOf(call.function);
  if ((outer && isLimiting(outer)) || takers.some(isLimiting)) return "set";
  if (
    library.chained &&
    around.membersOf(call).some(({ record }) => library.chained?.test(record.callee.path.at(-1) ?? ""))
  )
    return "set";
  const told: Given[] = [defaults.libraries.get(library.name) ?? "absent"];
  for (const index of library.optionsAt(method)) told.push(inArgument(program, call, index, library));
  told.push(ofInstance(program, call, library));
  if (told.includes("given")) return "set";
  if (library.defaultTimeout !== null && (library.timeout.length === 0 || library.defaultTimeout < SHORT))
    return "default";
  return told.includes("unknown") ? "unknown" : "absent";
}

function isLimiting({ record }: Call): boolean {
  const { root, path } = record.callee;
  const name = path.at(-1) ?? (root.kind === "import" ? root.local : root.kind === "global" ? root.name : "");
  return LIMITING.test(name) && name !== "setTimeout";
}

function inArgument(program: CallProgram, call: Call, index: number, library: OutboundLibrary): Given {
  const argument = program.argument(call, index);
  // The address itself is no options; a `Request` may hold a signal.
  const found = argument && program.valueOf(argument);
  if (!found || (index === 0 && !isOptions(found.value.kind) && library.optionsAt(undefined).length > 1))
    return call.record.spread ? "unknown" : "absent";
  if (found.value.kind === "function") return "absent";
  return optionOf(program, call, index, library.timeout);
}

function isOptions(kind: string): boolean {
  return kind === "object" || kind === "ref" || kind === "other";
}

/** Of the instance a call is made on, and of those it extends: `got.extend({ … }).extend({ … })`. */
function ofInstance(program: CallProgram, call: Call, { instance }: OutboundLibrary): Given {
  if (!instance) return "absent";
  const origin = program.originOf(call);
  // A declared type says nothing of how the instance was made.
  if (origin.kind === "typed") return "unknown";
  let answer: Given = "absent";
  let maker = program.makerOf(call);
  for (let step = 0; maker && step < INSTANCES; step++) {
    const given = instanceGiven(program, maker, instance);
    if (given === "given") return given;
    if (given === "unknown") answer = given;
    maker = program.makerOf(maker);
  }
  return answer;
}

function instanceGiven(
  program: CallProgram,
  maker: Call,
  { at, timeout }: NonNullable<OutboundLibrary["instance"]>,
): Given {
  const given = optionOf(program, maker, at, timeout);
  if (given !== "absent") return given;
  // `client.defaults.timeout = …` after it was made.
  for (const { facts } of [program.tables.get(maker.file)].filter((table) => table !== undefined)) {
    for (const { target } of facts.assignments) {
      if (target.path.at(-1) !== "timeout" || target.path.at(-2) !== "defaults") continue;
      const of = program.originOfRef(maker.file, { root: target.root, path: target.path.slice(0, -2) });
      if (of.kind === "result" && of.call === maker) return "given";
    }
  }
  return "absent";
}

/** `axios.defaults.timeout = …`, `HttpModule.register({ timeout })`, `setGlobalDispatcher(new Agent({ … }))`. */
export function findDefaults(program: CallProgram): Defaults {
  const libraries = new Map<string, Given>();
  const say = (library: string, given: Given) => {
    if (given !== "absent" && libraries.get(library) !== "given") libraries.set(library, given);
  };
  for (const [file, { facts }] of program.tables) {
    for (const { target } of facts.assignments) {
      if (target.path.at(-1) !== "timeout" || target.path.at(-2) !== "defaults") continue;
      const of = program.originOfRef(file, target);
      if (of.kind === "package" && of.package === "axios") say("axios", "given");
    }
  }
  for (const call of program.calls()) {
    const signature = program.signatureOf(call);
    if (signature === "@nestjs/axios.HttpModule.register")
      say("HttpService", optionOf(program, call, 0, [["timeout"]]));
    else if (signature === "@nestjs/axios.HttpModule.registerAsync") say("HttpService", "unknown");
    else if (signature === "undici.setGlobalDispatcher") {
      const agent = program.argument(call, 0);
      const made = agent && program.valueOf(agent);
      const maker = made?.value.kind === "call" ? program.tables.get(made.file)?.calls[made.value.call] : undefined;
      const options = maker && program.argument(maker, 0);
      const limits = [["headersTimeout"], ["bodyTimeout"]];
      say("fetch", maker ? (options ? memberGiven(program, options, limits) : "absent") : "unknown");
    } else if (signature?.endsWith(".interceptors.request.use")) {
      for (const callback of program.callbacksOf(call))
        if (assignsTimeout(program, callback.file, callback.index)) say("axios", "given");
    }
  }
  return { libraries };
}

function assignsTimeout(program: CallProgram, file: string, index: number): boolean {
  return (program.tables.get(file)?.facts.assignments ?? []).some(
    (each) => each.function === index && /^(?:timeout|signal)$/.test(each.target.path.at(-1) ?? ""),
  );
}
