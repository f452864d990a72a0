import { callValue, defaulted, settingName } from "./calls.ts";
import type { Machine } from "./machine.ts";
import { binary, doubtsOf, isCredential, not, partsOf, textValue, truthOf, union } from "./truth.ts";
import { testRegex, testText } from "./text-tests.ts";
import { choice, list, literal, type List, options, type Site, unknown, type Value } from "./values.ts";

/** `object.key(…)`: a framework's own, a built-in of the language, or a call of what the property is. */
export function callMethod(object: Value, key: string, given: readonly Value[], site: Site, machine: Machine): Value {
  const simulated = machine.simulation?.method(object, key, given, site);
  if (simulated) return simulated;
  if (object.kind === "entity")
    return machine.frameworks.get(object.framework)?.method(object, key, given, site, machine) ?? unknown(key);
  if (object.kind === "choice" && object.options.length > 1)
    return choice(options(object).map((option) => machine.method(option, key, given, site)));
  // `import("./users").then((module) => module.users)`
  if (object.kind === "lazy" && object.name === "*" && key === "then" && given[0])
    return machine.call(given[0], [object], site);
  if (object.kind === "list") return listMethod(object, key, given, site, machine) ?? unknown(key);
  if (object.kind === "external" && object.module === "global")
    return globalMethod(object.path[0] ?? "", key, given, machine) ?? unknown(key, ...union(...given.map(doubtsOf)));
  if (object.kind === "external" && /^(node:)?path(\/posix)?$/.test(object.module) && key === "join")
    return (
      joinPaths(given) ?? {
        kind: "applied",
        callee: { ...object, path: [...object.path, key] },
        arguments: given,
        at: site,
      }
    );
  if (object.kind === "closure" && !object.getter) {
    if (key === "bind") return object;
    if (key === "call") return machine.call(object, given.slice(1), site, given[0]);
    if (key === "apply") return machine.call(object, given[1]?.kind === "list" ? given[1].items : [], site, given[0]);
  }
  const text = textMethod(object, key, given);
  if (text) return text;
  if (object.kind === "literal" && object.value == null && !object.credential) return unknown(key);
  const callee = machine.member(object, key);
  // `guard.unless = unless; app.use(guard.unless({ path }))`: what it excepts from is the function it was put on.
  if (key === "unless" && object.kind === "closure" && callee.kind === "external")
    return {
      kind: "applied",
      callee: { kind: "applied", callee: object, arguments: [literal(key)], at: site },
      arguments: given,
      at: site,
    };
  if (object.kind === "instance" && object.made && callee.kind === "unknown")
    return machine.method(object.made, key, given, site);
  if (callee.kind === "unknown") {
    if (ITERATES.has(key)) runForEach(given, site, machine);
    runCallbacks(given, machine);
    // `table.replaceAll("_", "-")` is a table's name still.
    const name = REWRITES.has(key) && object.kind === "unknown" ? object.name : settingName(given);
    const made = {
      ...unknown(name ?? key, ...union(doubtsOf(callee), ...given.map(doubtsOf))),
      credential: callee.credential || given.some(isCredential),
    };
    return defaulted(given, made);
  }
  return callValue(callee, given, site, object, machine);
}

/** `mongoose.connect().then(() => app.use(…))`: while the program is run, callbacks are. */
function runCallbacks(given: readonly Value[], machine: Machine): void {
  if (machine.simulation) return;
  for (const each of given) if (each.kind === "closure" && each.fact.parameters.length === 0) machine.invoke(each, []);
}

const REWRITES = new Set([
  "replace",
  "replaceAll",
  "toLowerCase",
  "toUpperCase",
  "trim",
  "slice",
  "substring",
  "toString",
]);

const ITERATES = new Set(["forEach", "map", "flatMap"]);

/** `plugins.forEach((plugin) => app.use(plugin.routes()))`, with nothing known of the plugins. */
function runForEach([each]: readonly Value[], site: Site, machine: Machine): void {
  if (machine.simulation || each?.kind !== "closure" || each.fact.parameters.length === 0) return;
  machine.looping++;
  machine.call(each, [unknown("item")], site);
  machine.looping--;
}

function listMethod(object: List, key: string, given: readonly Value[], site: Site, machine: Machine): Value | null {
  const [first] = given;
  const run = (item: Value): Value =>
    first ? machine.call(first, [item, unknown("index")], site) : literal(undefined);
  const each = (): Value[] => (object.open ? [...object.items, unknown("item")] : object.items).map(run);
  switch (key) {
    case "forEach":
      if (object.open) machine.looping++;
      each();
      if (object.open) machine.looping--;
      return literal(undefined);
    case "map":
      return list(each(), object.open);
    case "flatMap":
      return list(
        each().flatMap((value) => (value.kind === "list" ? value.items : [value])),
        object.open,
      );
    case "filter":
      return list(
        object.items.filter((item) => truthOf(run(item)).is !== false),
        object.open,
      );
    case "find":
      return first ? found(object, run) : null;
    case "concat":
      return list(
        [...object.items, ...given.flatMap((value) => (value.kind === "list" ? value.items : [value]))],
        object.open || given.some((value) => value.kind !== "list"),
      );
    case "flat":
      return list(
        object.items.flatMap((value) => (value.kind === "list" ? value.items : [value])),
        object.open,
      );
    case "push":
      object.items.push(...given);
      return literal(object.items.length);
    case "slice":
    case "reverse":
    case "sort":
      return given.length === 0 ? list([...object.items], object.open) : list(object.items, true);
    case "join":
      return joined(object, first);
    case "includes":
      return first ? included(object, first) : null;
    case "some":
    case "every":
      return quantified(key, each(), object.open);
    default:
      return null;
  }
}

/** The first that a test holds for, one of those before it that it may hold for, or none. */
function found({ items, open }: List, run: (item: Value) => Value): Value | null {
  if (open) return null;
  const candidates: Value[] = [];
  for (const item of items) {
    const { is } = truthOf(run(item));
    if (is !== false) candidates.push(item);
    if (is === true) return choice(candidates);
  }
  return choice([...candidates, literal(undefined)]);
}

/** Whether a list holds a value: nothing missing is in it, and a known text is where the items are known. */
function included(object: List, wanted: Value): Value {
  if (isCredential(wanted) && !object.open) return literal(false, true);
  const answers = object.items.map((item) => truthOf(binary("===", item, wanted)));
  return quantified(
    "some",
    answers.map((truth) =>
      truth.is === null ? unknown(null, ...union(doubtsOf(wanted), truth.doubts)) : literal(truth.is, truth.credential),
    ),
    object.open,
  );
}

function joined(object: List, separator: Value | undefined): Value | null {
  const parts = object.items.map(partsOf);
  if (object.open || parts.some((part) => part === null)) return null;
  const between = separator?.kind === "literal" && typeof separator.value === "string" ? separator.value : ",";
  return textValue(parts.flatMap((part, index) => (index === 0 ? (part ?? []) : [between, ...(part ?? [])])));
}

function quantified(key: "some" | "every", values: readonly Value[], open: boolean): Value {
  const truths = values.map(truthOf);
  const decides = key === "some";
  const doubts = union(...truths.map((truth) => truth.doubts));
  const credential = truths.some((truth) => truth.credential);
  if (!open && truths.length > 0 && truths.every((truth) => truth.is === !decides))
    return literal(!decides, credential);
  if (truths.some((truth) => truth.is === decides)) return literal(decides, credential);
  return { ...unknown(key, ...(open ? union(doubts, ["opaque"]) : doubts)), credential };
}

function globalMethod(name: string, key: string, given: readonly Value[], machine: Machine): Value | null {
  const [asGiven] = given;
  const first = asGiven?.kind === "lazy" && asGiven.name === "*" ? machine.modules.namespace(asGiven.file) : asGiven;
  if (name === "Boolean") return first ? not(not(first)) : null;
  if (name === "Object" && first?.kind === "record") {
    const entries = [...first.fields].map(([field, value]): [Value, Value] => [literal(field), machine.force(value)]);
    if (key === "keys")
      return list(
        entries.map(([field]) => field),
        first.open,
      );
    if (key === "values")
      return list(
        entries.map(([, value]) => value),
        first.open,
      );
    if (key === "entries")
      return list(
        entries.map((entry) => list([...entry])),
        first.open,
      );
    if (key === "freeze" || key === "seal") return first;
    if (key === "assign") {
      for (const other of given.slice(1)) {
        if (other.kind === "record") for (const [field, value] of other.fields) first.fields.set(field, value);
        else first.open = true;
      }
      return first;
    }
  }
  if ((name === "Object" && (key === "freeze" || key === "assign")) || (name === "Promise" && key === "resolve"))
    return first ?? null;
  if (name === "Promise" && (key === "all" || key === "allSettled") && first?.kind === "list") return first;
  return null;
}

function joinPaths(given: readonly Value[]): Value | null {
  const parts = given.map(partsOf);
  if (parts.some((part) => part === null)) return null;
  return textValue(parts.flatMap((part, index) => (index === 0 ? (part ?? []) : ["/", ...(part ?? [])])));
}

const UNCHANGED = new Set(["toString", "trim", "valueOf", "normalize"]);

function textMethod(object: Value, key: string, given: readonly Value[]): Value | null {
  const [wanted] = given;
  const isAsked = wanted?.kind === "literal" && typeof wanted.value === "string";
  if (object.kind === "text" && isAsked) return testText(object.parts, key, wanted.value as string);
  if (object.kind === "regex" && key === "test" && wanted) {
    const parts = wanted.kind === "text" || wanted.kind === "literal" ? partsOf(wanted) : null;
    return parts ? testRegex(object.text, parts) : unknown(key, ...doubtsOf(wanted));
  }
  if (object.kind === "text" && UNCHANGED.has(key)) return object;
  if (object.kind !== "literal" || typeof object.value !== "string") return null;
  const { value, credential } = object;
  if (UNCHANGED.has(key)) return object;
  if (key === "toLowerCase") return literal(value.toLowerCase(), credential);
  if (key === "toUpperCase") return literal(value.toUpperCase(), credential);
  const [first] = given;
  if (first?.kind !== "literal" || typeof first.value !== "string" || given.length > 1) return null;
  if (key === "concat") return literal(value + first.value, credential);
  if (key === "split") return list(value.split(first.value).map((part) => literal(part, credential)));
  if (key === "startsWith") return literal(value.startsWith(first.value), credential);
  if (key === "endsWith") return literal(value.endsWith(first.value), credential);
  return key === "includes" ? literal(value.includes(first.value), credential) : null;
}
