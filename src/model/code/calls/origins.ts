import type { Ref, Root, ValueFact } from "../../../facts/calls.ts";
import type { CodeFacts, Resolve } from "../../../facts/code-file.ts";
import type { Bindings } from "../bindings.ts";
import { type ImportedNames, createImportedNames } from "./imported.ts";
import type { Call, CodeClass, CodeFunction, Origin } from "./linked.ts";
import type { FileTable } from "./tables.ts";

/** Steps from name to name until a value is given up: longer chains are as good as unknown. */
const DEPTH = 24;
/** A parameter is bound to its argument where all callers agree; one with more callers is a library's. */
const CALLERS = 12;
const unknown: Origin = { kind: "unknown" };
/** Stands in the memo for what is being sought. */
const pending: Origin = { kind: "unknown" };

/** Follows references: within a file by its records, between files by imports, through classes by their members. */
export class Origins {
  readonly #tables: ReadonlyMap<string, FileTable>;
  readonly #imports: ImportedNames;
  readonly #callersOf: (of: CodeFunction) => readonly Call[];
  /** By the reference or value, and the members asked of it. */
  readonly #memo = new Map<ValueFact | Ref, Map<string, Origin>>();
  #cuts = 0;
  readonly #plain = new Map<Call, CodeFunction | null>();
  /** Set while the callers of functions are gathered: parameters cannot be bound by them yet. */
  #binding = true;

  constructor(
    facts: readonly CodeFacts[],
    tables: ReadonlyMap<string, FileTable>,
    resolve: Resolve,
    bindings: Bindings,
    callersOf: (of: CodeFunction) => readonly Call[],
  ) {
    this.#tables = tables;
    this.#imports = createImportedNames(facts, resolve, bindings);
    this.#callersOf = callersOf;
  }

  callee(call: Call): Origin {
    return this.ref(call.file, call.record.callee);
  }

  target(call: Call): CodeFunction | null {
    return functionOf(this.callee(call), (of) => this.#constructorOf(of));
  }

  /** The target by names alone, with no parameter bound. */
  plainTarget(call: Call): CodeFunction | null {
    const known = this.#plain.get(call);
    if (known !== undefined) return known;
    const before = this.#binding;
    this.#binding = false;
    const found = functionOf(this.#follow(call.file, call.record.callee, [], 0), (of) => this.#constructorOf(of));
    this.#binding = before;
    this.#plain.set(call, found);
    return found;
  }

  ref(file: string, ref: Ref): Origin {
    return this.#follow(file, ref, [], 0);
  }

  value(file: string, value: ValueFact): Origin {
    return this.#value(file, value, [], 0);
  }

  #follow(file: string, ref: Ref, path: readonly string[], depth: number): Origin {
    return this.#once(ref, path, depth, () =>
      this.#root(file, ref.root, path.length === 0 ? ref.path : [...ref.path, ...path], depth + 1),
    );
  }

  #value(file: string, value: ValueFact, path: readonly string[], depth: number): Origin {
    if (value.kind === "other") return unknown;
    return this.#once(value, path, depth, () => this.#evaluate(file, value, path, depth));
  }

  /**
   * Each reference is followed once for each path. What leads back to itself, or is too deep, is unknown, and an answer
   * that was cut short by that is not kept: asked from elsewhere, it may be known.
   */
  #once(key: ValueFact | Ref, path: readonly string[], depth: number, find: () => Origin): Origin {
    if (!this.#binding) return depth > DEPTH ? unknown : find();
    const name = path.join(".");
    let known = this.#memo.get(key);
    if (!known) this.#memo.set(key, (known = new Map()));
    const answer = known.get(name);
    if (answer === pending || depth > DEPTH) this.#cuts++;
    if (answer) return answer === pending ? unknown : answer;
    if (depth > DEPTH) return unknown;
    const cuts = this.#cuts;
    known.set(name, pending);
    const found = find();
    if (cuts === this.#cuts || depth === 0) known.set(name, found);
    else known.delete(name);
    return found;
  }

  #root(file: string, root: Root, path: readonly string[], depth: number): Origin {
    const table = this.#tables.get(file);
    switch (root.kind) {
      case "global":
        return { kind: "global", path: [root.name, ...path] };
      case "import":
        return this.#imported(file, root.local, path, depth);
      case "name": {
        const name = table?.facts.names[root.index];
        if (!name) return unknown;
        const found = this.#value(file, name.value, path, depth);
        return found.kind === "unknown" && name.type ? this.#typed(file, name.type, path, depth) : found;
      }
      case "function":
        return this.#functionMember(table?.functions[root.index], path);
      case "class": {
        const of = table?.classes[root.index];
        return of ? this.#static(of, path, depth) : unknown;
      }
      case "call": {
        const call = table?.calls[root.index];
        return call ? this.#result(call, path, depth) : unknown;
      }
      case "this":
      case "super": {
        const of = table?.classes[root.class];
        return of ? this.#instance(of, path, depth) : unknown;
      }
      case "parameter":
        return this.#parameter(table?.functions[root.function], root, path, depth);
      case "other":
        return unknown;
    }
  }

  #imported(file: string, local: string, path: readonly string[], depth: number): Origin {
    const found = this.#imports(file, local, path);
    if (!found) return unknown;
    if ("package" in found) return { kind: "package", package: found.package, path: found.path };
    return this.#exported(found.file, found.path, depth);
  }

  /** `path`: the exported name first, then members; empty for the whole module. */
  #exported(file: string, path: readonly string[], depth: number): Origin {
    const [name, ...rest] = path;
    const table = this.#tables.get(file);
    if (!table || name === undefined) return unknown;
    const entry = table.facts.exports.findLast((each) => each.name === name);
    if (entry) return this.#value(file, entry.value, rest, depth);
    const whole = table.facts.exports.findLast((each) => each.name === "*");
    if (whole) return this.#value(file, whole.value, name === "default" ? rest : path, depth);
    return unknown;
  }

  #evaluate(file: string, value: ValueFact, path: readonly string[], depth: number): Origin {
    const table = this.#tables.get(file);
    switch (value.kind) {
      case "ref":
        return this.#follow(file, value.ref, path, depth + 1);
      case "call": {
        const call = table?.calls[value.call];
        return call ? this.#result(call, path, depth + 1) : unknown;
      }
      case "function":
        return this.#functionMember(table?.functions[value.function], path);
      case "class": {
        const of = table?.classes[value.class];
        return of ? this.#static(of, path, depth + 1) : unknown;
      }
      case "object": {
        const [key, ...rest] = path;
        if (key === undefined) return { kind: "value", value: { file, value } };
        const entry = value.members.findLast((member) => member.key === key);
        return entry ? this.#value(file, entry.value, rest, depth + 1) : unknown;
      }
      case "choice": {
        // `globalThis.db ?? new Client()`: what is told of any of them holds, when only one tells anything.
        const known = value.options
          .map((option) => this.#value(file, option, path, depth + 1))
          .filter((origin) => origin.kind !== "unknown" && origin.kind !== "global");
        return known.length === 1
          ? (known[0] as Origin)
          : path.length === 0
            ? { kind: "value", value: { file, value } }
            : unknown;
      }
      case "environment":
        return path.length === 0 ? { kind: "environment", name: value.name } : unknown;
      case "other":
        return unknown;
      default:
        return path.length === 0 ? { kind: "value", value: { file, value } } : unknown;
    }
  }

  #functionMember(of: CodeFunction | undefined, path: readonly string[]): Origin {
    if (!of) return unknown;
    // `handler.bind(this)`, `handler.call(…)`.
    return path.length === 0 || /^(?:bind|call|apply)$/.test(path[0] as string)
      ? { kind: "function", function: of }
      : unknown;
  }

  /** What a call gives: an instance, what the project's own function returns, or just that call's result. */
  #result(call: Call, path: readonly string[], depth: number): Origin {
    const callee = this.#follow(call.file, call.record.callee, [], depth + 1);
    if (callee.kind === "class" && callee.path.length === 0) return this.#instance(callee.class, path, depth + 1);
    // `fn.bind(x)` is `fn`.
    if (callee.kind === "function" && call.record.callee.path.at(-1) === "bind")
      return this.#functionMember(callee.function, path);
    if (callee.kind !== "function") return { kind: "result", call, path };
    const { returns } = callee.function.record;
    const known = returns
      .map((value) => this.#value(callee.function.file, value, path, depth + 1))
      .filter((origin) => origin.kind !== "unknown" && origin.kind !== "value");
    return known.length === 1 ? (known[0] as Origin) : unknown;
  }

  #static(of: CodeClass, path: readonly string[], depth: number): Origin {
    const [name, ...rest] = path;
    if (name === undefined) return { kind: "class", class: of, path };
    const member = of.record.members.find((each) => each.static && each.name === name);
    if (member?.value) return this.#value(of.file, member.value, rest, depth + 1);
    return { kind: "class", class: of, path };
  }

  #instance(of: CodeClass, path: readonly string[], depth: number): Origin {
    const [name, ...rest] = path;
    if (name === undefined || depth > DEPTH) return { kind: "instance", class: of, path };
    const member = of.record.members.find((each) => !each.static && each.name === name);
    if (member?.value) {
      const found = this.#value(of.file, member.value, rest, depth + 1);
      if (found.kind !== "unknown" || !member.type) return found;
    }
    const assigned = this.#assigned(of, name, rest, depth);
    if (assigned) return assigned;
    if (member?.type) return this.#typed(of.file, member.type, rest, depth + 1);
    if (member) return unknown;
    if (!of.record.extends) return { kind: "instance", class: of, path };
    const base = this.#follow(of.file, of.record.extends, [], depth + 1);
    if (base.kind === "class") return this.#instance(base.class, path, depth + 1);
    return base.kind === "package" ? { kind: "typed", type: base, path } : { kind: "instance", class: of, path };
  }

  /** `this.client = axios.create()` in a constructor or method. */
  #assigned(of: CodeClass, name: string, path: readonly string[], depth: number): Origin | null {
    for (const { target, operator, value } of this.#tables.get(of.file)?.facts.assignments ?? []) {
      if (target.root.kind !== "this" || target.root.class !== of.index || operator !== "=") continue;
      if (target.path.length !== 1 || target.path[0] !== name) continue;
      const found = this.#value(of.file, value, path, depth + 1);
      if (found.kind !== "unknown") return found;
    }
    return null;
  }

  #typed(file: string, type: Ref, path: readonly string[], depth: number): Origin {
    const found = this.#follow(file, type, [], depth + 1);
    if (found.kind === "class") return this.#instance(found.class, path, depth + 1);
    return found.kind === "package" ? { kind: "typed", type: found, path } : unknown;
  }

  #parameter(
    of: CodeFunction | undefined,
    root: Extract<Root, { kind: "parameter" }>,
    members: readonly string[],
    depth: number,
  ): Origin {
    const parameter = of?.record.parameters[root.index];
    if (!of || !parameter) return unknown;
    const path = [...root.path, ...members];
    const itself: Origin = { kind: "parameter", function: of, index: root.index, path };
    if (parameter.type) {
      const typed = this.#typed(of.file, parameter.type, path, depth + 1);
      if (typed.kind !== "unknown") return typed;
    }
    if (!this.#binding) return itself;
    const callers = this.#callersOf(of);
    if (callers.length === 0 || callers.length > CALLERS) return itself;
    const given = callers.map((call) => {
      const value = call.record.arguments[root.index];
      return value && !call.record.spread ? this.#value(call.file, value, path, depth + 2) : unknown;
    });
    const [first] = given;
    return first && first.kind !== "unknown" && given.every((each) => same(each, first)) ? first : itself;
  }

  #constructorOf(of: CodeClass): CodeFunction | null {
    return (
      this.#tables
        .get(of.file)
        ?.functions.find(({ record }) => record.kind === "constructor" && record.class === of.index) ?? null
    );
  }
}

function functionOf(origin: Origin, constructorOf: (of: CodeClass) => CodeFunction | null): CodeFunction | null {
  if (origin.kind === "function") return origin.function;
  return origin.kind === "class" && origin.path.length === 0 ? constructorOf(origin.class) : null;
}

/** Whether two callers hand over the same thing: one function, one result, one member of one package. */
function same(a: Origin, b: Origin): boolean {
  if (a.kind === "package" && b.kind === "package") return a.package === b.package && a.path.join() === b.path.join();
  if (a.kind === "result" && b.kind === "result") return a.call === b.call && a.path.join() === b.path.join();
  if (a.kind === "function" && b.kind === "function") return a.function === b.function;
  if (a.kind === "instance" && b.kind === "instance") return a.class === b.class && a.path.join() === b.path.join();
  if (a.kind === "typed" && b.kind === "typed") return same(a.type, b.type) && a.path.join() === b.path.join();
  return a === b;
}
