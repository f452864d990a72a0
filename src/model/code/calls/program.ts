import type { Ref, ValueFact } from "../../../facts/calls.ts";
import type { CodeFacts, Resolve } from "../../../facts/code-file.ts";
import type { Place } from "../../../findings/place.ts";
import { isPointerPlace } from "../../../findings/place.ts";
import type { Bindings } from "../bindings.ts";
import type { Call, CodeFunction, FileValue, Origin } from "./linked.ts";
import { Origins } from "./origins.ts";
import { reachableFrom } from "./reach.ts";
import { signatureOf } from "./signature.ts";
import { createTable, type FileTable } from "./tables.ts";
import { type Member, memberOf, valueOf } from "./values.ts";

/** What the server code calls, linked over all files: who calls whom, what a call is, and with which values. */
export class CallProgram {
  readonly tables: ReadonlyMap<string, FileTable>;
  readonly #origins: Origins;
  readonly #signatures = new Map<Call, string | null>();
  #callers: ReadonlyMap<CodeFunction, readonly Call[]> | undefined;
  #byStart: ReadonlyMap<string, CodeFunction> | undefined;

  constructor(facts: readonly CodeFacts[], resolve: Resolve, bindings: Bindings) {
    this.tables = new Map(
      facts.flatMap((each) => (each.calls ? [[each.file, createTable(each, each.calls)] as const] : [])),
    );
    this.#origins = new Origins(facts, this.tables, resolve, bindings, (of) => this.callersOf(of));
  }

  /** Every call of server code, by file and place. */
  *calls(): Generator<Call> {
    for (const table of this.tables.values()) yield* table.calls;
  }

  *functions(): Generator<CodeFunction> {
    for (const table of this.tables.values()) yield* table.functions;
  }

  /** What is called. */
  originOf(call: Call): Origin {
    return this.#origins.callee(call);
  }

  originOfRef(file: string, ref: Ref): Origin {
    return this.#origins.ref(file, ref);
  }

  originOfValue(value: FileValue): Origin {
    return this.#origins.value(value.file, value.value);
  }

  /**
   * What is called, in one canonical text: `axios.get`, `axios.create().get`, `pg.Pool().connect().query`,
   * `@nestjs/axios.HttpService().get`, `fetch` (a global). A value of a declared type reads as if it were constructed.
   * Null for the project's own functions and for what is not known.
   */
  signatureOf(call: Call): string | null {
    let known = this.#signatures.get(call);
    if (known === undefined) this.#signatures.set(call, (known = signatureOf(this.originOf(call), this)));
    return known;
  }

  /** The call that made what this one is a method of: `axios.create({ … })` of `client.get(url)`. */
  makerOf(call: Call): Call | null {
    const origin = this.originOf(call);
    return origin.kind === "result" ? origin.call : null;
  }

  /** The project function a call runs. */
  targetOf(call: Call): CodeFunction | null {
    return this.#origins.target(call);
  }

  /** The project functions handed to a call: `db.transaction(async (tx) => …)`, `list.map(load)`. */
  callbacksOf(call: Call): readonly CodeFunction[] {
    return call.record.arguments.flatMap((argument) => {
      const origin = this.#origins.value(call.file, argument);
      return origin.kind === "function" ? [origin.function] : [];
    });
  }

  /** The calls that run a function of the project, where that is known without knowing parameters. */
  callersOf(of: CodeFunction): readonly Call[] {
    if (!this.#callers) {
      const callers = new Map<CodeFunction, Call[]>();
      for (const call of this.calls()) {
        const target = this.#origins.plainTarget(call);
        const known = target && callers.get(target);
        if (known) known.push(call);
        else if (target) callers.set(target, [call]);
      }
      this.#callers = callers;
    }
    return this.#callers.get(of) ?? [];
  }

  /** The function that begins at a place, such as a route's `handlerAt`. */
  functionAt(place: Place): CodeFunction | null {
    if (isPointerPlace(place)) return null;
    if (!this.#byStart) {
      const byStart = new Map<string, CodeFunction>();
      for (const each of this.functions()) byStart.set(`${each.file}:${each.at.start}:${each.at.end}`, each);
      this.#byStart = byStart;
    }
    return this.#byStart.get(`${place.file}:${place.start}:${place.end}`) ?? null;
  }

  /** A function and all that runs with it: what it calls, and the callbacks it hands on; at most `limit` functions. */
  reachableFrom(from: CodeFunction, limit?: number): readonly CodeFunction[] {
    return reachableFrom(from, this, limit);
  }

  /** A value behind names, imports and members: an object, a literal, a call…; a `ref` where that is not known. */
  valueOf(value: FileValue): FileValue {
    return valueOf(value, this.#origins);
  }

  /** A member of an object value, by its path. */
  memberOf(value: FileValue, path: readonly string[]): Member {
    return memberOf(value, path, this.#origins);
  }

  /** One argument of a call; null when there is none. */
  argument(call: Call, index: number): FileValue | null {
    const value: ValueFact | undefined = call.record.arguments[index];
    return value ? { file: call.file, value } : null;
  }
}
