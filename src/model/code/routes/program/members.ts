import type { Machine } from "./machine.ts";
import { doubtful, doubtsOf, isCredential } from "./truth.ts";
import { choice, type ClassValue, type Instance, type List, literal, unknown, type Value } from "./values.ts";

const SETTINGS =
  /^(env|process|config|configuration|settings|options|opts|flags|features?|environment)$|config(uration)?(service)?$/i;

/** A property, as far as it is known. Reading never fails: what is not there is undefined, what is not known is unknown. */
export function memberOf(object: Value, key: string, machine: Machine): Value {
  const simulated = machine.simulation?.member(object, key);
  if (simulated) return simulated;
  switch (object.kind) {
    case "record":
      return (
        read(object.fields.get(key), object, machine) ??
        (object.open ? unknown(key, ...doubtsOf(object)) : literal(undefined))
      );
    case "list":
      return indexed(object, key) ?? unknown(key);
    case "instance":
      return instanceMember(object, key, machine);
    case "class":
      return classMember(object, key, machine);
    case "entity":
      machine.frameworks.get(object.framework)?.handedOver?.(object, key);
      return machine.frameworks.get(object.framework)?.member?.(object, key, machine) ?? unknown(key);
    case "closure":
      return object.attached?.get(key) ?? unknown(key);
    case "external":
      return externalMember(object.module, object.path, key);
    case "applied":
      return { kind: "applied", callee: object, arguments: [literal(key)], at: object.at };
    case "lazy":
      return object.name === "*" ? machine.force({ kind: "lazy", file: object.file, name: key }) : unknown(key);
    case "choice":
      return choice(object.options.map((option) => machine.member(option, key)));
    case "unknown":
      return isCredential(object)
        ? doubtful(object.doubts, object.credential, key)
        : unknown(key, ...(SETTINGS.test(object.name ?? "") ? (["config"] as const) : object.doubts));
    case "literal":
      if (object.credential && object.value === "") return literal(key === "length" ? 0 : undefined, true);
      if (machine.simulation && object.value == null) return object;
      return object.credential && object.value == null ? object : unknown(key);
    default:
      return unknown(key);
  }
}

function read(value: Value | undefined, self: Value, machine: Machine): Value | undefined {
  if (value?.kind === "closure" && value.getter) return machine.invoke(value, [], self) ?? unknown(value.fact.name);
  return value ? machine.force(value) : undefined;
}

function indexed({ items, open }: List, key: string): Value | undefined {
  if (key === "length") return literal(items.length);
  if (!/^\d+$/.test(key)) return undefined;
  // Nothing follows in what stands for something missing.
  return items[Number(key)] ?? (!open && items.some(isCredential) ? literal(undefined, true) : undefined);
}

function instanceMember(instance: Instance, key: string, machine: Machine): Value {
  const field = instance.fields.get(key);
  if (field && !(field.kind === "unknown" && isInherited(instance.of, key, machine))) return machine.force(field);
  return (
    inherited(instance.of, key, instance, machine) ?? unknown(key, ...(SETTINGS.test(key) ? (["config"] as const) : []))
  );
}

function isInherited(from: ClassValue, key: string, machine: Machine): boolean {
  return bases(from, machine).some(({ fact }) =>
    fact.members.some((member) => member.name === key && member.kind !== "field"),
  );
}

function inherited(from: ClassValue, key: string, self: Value, machine: Machine): Value | null {
  for (const each of bases(from, machine)) {
    const member = each.fact.members.find(
      (one) => one.name === key && !one.static && (one.kind === "method" || one.kind === "getter"),
    );
    if (member?.value?.kind !== "function") continue;
    const method: Value = { kind: "closure", fact: member.value, scope: each.scope, self, owner: each, getter: false };
    return member.kind === "getter" ? (machine.invoke(method, [], self) ?? unknown(key)) : method;
  }
  return null;
}

const MOST_BASES = 8;

/** A class and what it extends, as far as that stands in the project. */
export function bases(from: ClassValue, machine: Machine): readonly ClassValue[] {
  const chain: ClassValue[] = [];
  for (
    let at: Value | null = from;
    at?.kind === "class" && chain.length < MOST_BASES;
    at = at.base ? machine.force(at.base) : null
  )
    chain.push(at);
  return chain;
}

function classMember(of: ClassValue, key: string, machine: Machine): Value {
  const known = of.statics.get(key);
  if (known) return machine.force(known);
  for (const each of bases(of, machine)) {
    const member = each.fact.members.find((one) => one.name === key && one.static);
    if (!member?.value) continue;
    const frame = { scope: each.scope, self: of, owner: each, exits: [] };
    if (member.value.kind === "function" && member.kind !== "field") {
      const method: Value = {
        kind: "closure",
        fact: member.value,
        scope: each.scope,
        self: of,
        owner: each,
        getter: false,
      };
      return member.kind === "getter" ? (machine.invoke(method, []) ?? unknown(key)) : method;
    }
    const value = machine.evaluate(member.value, frame);
    of.statics.set(key, value);
    return value;
  }
  return unknown(key);
}

function externalMember(module: string, path: readonly string[], key: string): Value {
  if (module === "node:module" && path[0] === "module" && key === "exports") return unknown("exports");
  if (key === "default") return { kind: "external", module, path };
  if (module === "process" || module === "node:process") return unknown(key, "config");
  return { kind: "external", module, path: [...path, key] };
}
