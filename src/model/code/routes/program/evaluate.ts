import type {
  CallExpression,
  ClassMember,
  Expression,
  FunctionFact,
  ObjectMember,
  Span,
} from "../../../../facts/routes.ts";
import type { Frame, Machine } from "./machine.ts";
import { branch, evaluateBinary } from "./logic.ts";
import { doubtful, isCredential, not, templates, truthOf } from "./truth.ts";
import { type Closure, list, literal, type Site, unknown, type Value } from "./values.ts";

export function evaluateExpression(expression: Expression, frame: Frame, machine: Machine): Value {
  const go = (child: Expression): Value => machine.evaluate(child, frame);
  switch (expression.kind) {
    case "opaque":
      return unknown();
    case "literal":
      return literal(expression.value);
    case "regex":
      return { kind: "regex", text: expression.text };
    case "template":
      return templates(expression.parts.map((part) => (typeof part === "string" ? part : go(part))));
    case "name":
      return lookUp(expression.name, frame, machine);
    case "this":
      return frame.self ?? unknown("this");
    case "super":
      return frame.owner?.base ? machine.force(frame.owner.base) : unknown("super");
    case "member":
      return evaluateMember(expression.object, expression.key, frame, machine);
    case "call":
      return evaluateCall(expression, frame, machine);
    case "array":
      return evaluateArray(expression.items, frame, machine);
    case "spread":
      return go(expression.value);
    case "object":
      return evaluateObject(expression.members, frame, machine);
    case "function":
      return closure(expression, frame);
    case "class":
      return machine.force({
        kind: "class",
        fact: expression,
        scope: frame.scope,
        base: expression.extends ? go(expression.extends) : null,
        statics: new Map(),
      });
    case "unary":
      return unary(expression.operator, go(expression.value));
    case "binary":
      return evaluateBinary(expression.operator, expression.left, expression.right, frame, machine);
    case "conditional":
      return branch(go(expression.test), expression.test, expression.then, expression.else, frame, machine);
    case "assign":
      return assign(expression.target, go(expression.value), frame, machine);
    case "import":
      return machine.force(machine.modules.imported(frame.scope.file, expression.specifier, "*"));
  }
}

export function closure(fact: FunctionFact, { scope, self, owner }: Frame): Closure {
  return { kind: "closure", fact, scope, self, owner, getter: false };
}

function lookUp(name: string, frame: Frame, machine: Machine): Value {
  const found = frame.scope.find(name);
  if (found) return machine.force(found);
  if (name === "undefined") return literal(undefined);
  if (name === "module") return { kind: "external", module: "node:module", path: ["module"] };
  if (name === "exports")
    return machine.member({ kind: "external", module: "node:module", path: ["module"] }, "exports");
  if (name === "process" || name === "Bun" || name === "Deno") return unknown(name, "config");
  return GLOBALS.has(name) ? { kind: "external", module: "global", path: [name] } : unknown(name);
}

const GLOBALS = new Set([
  "Object",
  "Array",
  "Reflect",
  "Promise",
  "Boolean",
  "String",
  "Number",
  "JSON",
  "Math",
  "Date",
  "Map",
  "Set",
  "Error",
  "Buffer",
  "console",
  "require",
  "URL",
  "RegExp",
  "parseInt",
  "encodeURIComponent",
  "setTimeout",
  "Response",
]);

function evaluateMember(object: Expression, key: string | Expression, frame: Frame, machine: Machine): Value {
  if (object.kind === "super" && typeof key === "string" && frame.self) return superMember(key, frame, machine);
  const value = machine.evaluate(object, frame);
  return machine.member(value, typeof key === "string" ? key : keyOf(machine.evaluate(key, frame)));
}

/** A computed key as a name: its text where that is known, else the name of what holds it. */
function keyOf(value: Value): string {
  if (value.kind === "literal" && value.value !== undefined) return String(value.value);
  if (value.kind === "unknown" && value.name !== null) return value.name;
  return value.kind === "external" ? (value.path.at(-1) ?? "?") : "?";
}

const MOST_BASES = 8;

function superMember(key: string, frame: Frame, machine: Machine): Value {
  const isMethod = (each: ClassMember): boolean => each.name === key && each.kind === "method";
  let base = frame.owner?.base ? machine.force(frame.owner.base) : null;
  // What a class does not have, it has from the one it extends.
  for (let hop = 0; base?.kind === "class" && hop < MOST_BASES && !base.fact.members.some(isMethod); hop++)
    base = base.base ? machine.force(base.base) : null;
  if (base?.kind !== "class")
    return base
      ? { kind: "applied", callee: base, arguments: [literal(key)], at: { file: frame.scope.file, span: [0, 0] } }
      : unknown(key);
  const member = base.fact.members.find(isMethod);
  if (member?.value?.kind !== "function") return unknown(key);
  return { kind: "closure", fact: member.value, scope: base.scope, self: frame.self, owner: base, getter: false };
}

function evaluateCall(expression: CallExpression, frame: Frame, machine: Machine): Value {
  const { callee } = expression;
  if (callee.kind === "super") return superCall(expression, frame, machine);
  const object =
    callee.kind === "member" && callee.object.kind !== "super" ? machine.evaluate(callee.object, frame) : null;
  const written: Expression[] = [];
  const given = evaluateArguments(expression.arguments, frame, machine, written);
  const site: Site = {
    file: frame.scope.file,
    span: spanOfCall(expression),
    written,
    whole: expression.at,
    ...(expression.awaited ? { awaited: true } : {}),
  };
  if (expression.new) return machine.construct(machine.evaluate(callee, frame), given, site);
  if (object && callee.kind === "member") {
    const key = typeof callee.key === "string" ? callee.key : keyOf(machine.evaluate(callee.key, frame));
    return machine.method(object, key, given, site);
  }
  if (callee.kind === "name" && callee.name === "require" && !frame.scope.find("require"))
    return required(given, frame, machine);
  const value = machine.evaluate(callee, frame);
  if (callee.kind === "member" && value.kind === "applied")
    return machine.method(value.callee, typeof callee.key === "string" ? callee.key : "?", given, site);
  return machine.call(value, given, site);
}

/** What is called: `router.get`; in a chain, the name alone, for the chain starts far above. */
function spanOfCall({ callee, at }: CallExpression): Span {
  if (callee.kind === "member") {
    if (callee.object.kind === "call" && typeof callee.key === "string")
      return [callee.at[1] - callee.key.length, callee.at[1]];
    return callee.at;
  }
  return callee.kind === "name" ? callee.at : at;
}

function required(given: readonly Value[], frame: Frame, machine: Machine): Value {
  const [specifier] = given;
  if (specifier?.kind !== "literal" || typeof specifier.value !== "string") return unknown("require");
  return machine.force(machine.modules.imported(frame.scope.file, specifier.value, "*"));
}

/** `super(…)` runs the constructor of the base on the same instance. */
function superCall(expression: CallExpression, frame: Frame, machine: Machine): Value {
  const base = frame.owner?.base ? machine.force(frame.owner.base) : null;
  const given = evaluateArguments(expression.arguments, frame, machine);
  if (base?.kind === "external" && frame.self?.kind === "instance" && frame.self.made) {
    const site: Site = { file: frame.scope.file, span: expression.at };
    const built = machine.construct(base, given, site);
    if (built.kind === "entity") frame.self.made = built;
  }
  if (base?.kind === "class" && frame.self?.kind === "instance") {
    const built = base.fact.members.find((member) => member.kind === "constructor")?.value;
    if (built?.kind === "function")
      machine.invoke(
        { kind: "closure", fact: built, scope: base.scope, self: frame.self, owner: base, getter: false },
        given,
        frame.self,
      );
  }
  return literal(undefined);
}

/** The values of arguments, spread ones one by one; `written` receives the expression behind each. */
function evaluateArguments(
  expressions: readonly Expression[],
  frame: Frame,
  machine: Machine,
  written: Expression[] = [],
): readonly Value[] {
  return expressions.flatMap((each): readonly Value[] => {
    const value = machine.evaluate(each, frame);
    const items =
      each.kind !== "spread"
        ? [value]
        : value.kind !== "list"
          ? [unknown()]
          : value.open
            ? [...value.items, unknown()]
            : value.items;
    for (let index = 0; index < items.length; index++) written.push(each.kind === "spread" ? each.value : each);
    return items;
  });
}

function evaluateArray(items: readonly Expression[], frame: Frame, machine: Machine): Value {
  const made = list([]);
  for (const each of items) {
    const value = machine.evaluate(each, frame);
    if (each.kind !== "spread") made.items.push(value);
    else spread(value, made);
  }
  return made;
}

/** `...(flag ? [A] : [])` adds what either branch may add. */
function spread(value: Value, into: { items: Value[]; open: boolean }): void {
  for (const option of value.kind === "choice" ? value.options : [value]) {
    if (option.kind === "list") {
      into.items.push(...option.items);
      into.open ||= option.open;
    } else if (option.kind !== "literal") into.open = true;
  }
}

function evaluateObject(members: readonly ObjectMember[], frame: Frame, machine: Machine): Value {
  const fields = new Map<string, Value>();
  const record: Value = { kind: "record", fields, open: false };
  for (const { key, value, role } of members) {
    if (role === "getter" && key !== null && value.kind === "function")
      fields.set(key, { ...closure(value, frame), self: record, getter: true });
    else if (role === "spread") {
      const spreadValue = machine.evaluate(value, frame);
      if (spreadValue.kind === "record") {
        for (const [name, field] of spreadValue.fields) fields.set(name, field);
        record.open ||= spreadValue.open;
      } else record.open = true;
    } else if (key === null) record.open = true;
    else
      fields.set(
        key,
        value.kind === "function"
          ? { ...closure(value, frame), self: frame.self ?? record }
          : machine.evaluate(value, frame),
      );
  }
  return record;
}

function unary(operator: "!" | "typeof" | "void" | "-", value: Value): Value {
  if (operator === "!") return not(value);
  if (operator === "void") return literal(undefined);
  if (operator === "typeof") {
    if (value.kind === "literal")
      return literal(value.value === null ? "object" : typeof value.value, value.credential);
    return value.kind === "closure" || value.kind === "class"
      ? literal("function")
      : doubtful(truthOf(value).doubts, isCredential(value));
  }
  return value.kind === "literal" && typeof value.value === "number" ? literal(-value.value) : unknown();
}

function assign(target: Expression, value: Value, frame: Frame, machine: Machine): Value {
  if (target.kind === "name") machine.assign(frame.scope, target.name, value);
  else if (target.kind === "object") {
    // `({ user, error } = await authenticate(request))`
    for (const member of target.members)
      if (member.key !== null && member.role === "value")
        assign(member.value, machine.member(value, member.key), frame, machine);
  } else if (target.kind === "array") {
    for (const [index, item] of target.items.entries())
      if (item.kind !== "spread") assign(item, machine.member(value, String(index)), frame, machine);
  } else if (target.kind === "member") {
    const key = typeof target.key === "string" ? target.key : assignedKey(target.key, frame, machine);
    if (key !== null) assignMember(target.object, key, value, frame, machine);
  }
  return value;
}

/** `wrapped[key] = …`, by what the key is there; null where that is not known. */
function assignedKey(key: Expression, frame: Frame, machine: Machine): string | null {
  const symbol = symbolKey(key);
  if (symbol !== null) return symbol;
  const value = machine.evaluate(key, frame);
  return value.kind === "literal" && typeof value.value === "string" ? value.value : null;
}

/** `plugin[Symbol.for("skip-override")] = true` */
function symbolKey(key: Expression): string | null {
  if (key.kind !== "call" || key.callee.kind !== "member" || key.callee.key !== "for") return null;
  const { object } = key.callee;
  const [text] = key.arguments;
  return object.kind === "name" && object.name === "Symbol" && text?.kind === "literal"
    ? `Symbol.for(${String(text.value)})`
    : null;
}

function assignMember(object: Expression, key: string, value: Value, frame: Frame, machine: Machine): void {
  const state = machine.modules.state(frame.scope.file);
  const isModule = object.kind === "name" && object.name === "module" && key === "exports";
  if (isModule && state) state.commonjs = value;
  else if (isExports(object) && state) {
    state.commonjs ??= { kind: "record", fields: new Map(), open: false };
    if (state.commonjs.kind === "record") state.commonjs.fields.set(key, value);
    else if (state.commonjs.kind === "closure") (state.commonjs.attached ??= new Map()).set(key, value);
  } else {
    const holder = machine.evaluate(object, frame);
    machine.simulation?.assign(holder, key, value);
    if (holder.kind === "record" || holder.kind === "instance") holder.fields.set(key, value);
    else if (holder.kind === "class") holder.statics.set(key, value);
    else if (holder.kind === "closure") (holder.attached ??= new Map()).set(key, value);
  }
}

function isExports(object: Expression): boolean {
  if (object.kind === "name") return object.name === "exports";
  return (
    object.kind === "member" &&
    object.key === "exports" &&
    object.object.kind === "name" &&
    object.object.name === "module"
  );
}
