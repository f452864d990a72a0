import type { Machine } from "../program/machine.ts";
import { options, type Value } from "../program/values.ts";
import type { RouteObject } from "./register.ts";

export interface LoadedFile {
  readonly plugin: Value;
  readonly prefix: string;
  readonly fields: ReadonlyMap<string, Value>;
}

interface FileSettings {
  readonly append: boolean;
  readonly options: Value | null;
}

/** What a file gives to the loader, with the prefix it asks for; null for a file that exports no plugin. */
export function loadedFile(
  file: string,
  folder: string,
  { append, options: given }: FileSettings,
  machine: Machine,
): LoadedFile | null {
  machine.load(file);
  const found = machine.modules.commonjs(file) ?? machine.modules.exported(file, "default");
  const content = found ? machine.force(found) : null;
  const plugin = content?.kind === "record" ? machine.force(content.fields.get("default") ?? content) : content;
  if (!plugin || !isPlugin(plugin)) return null;
  const exported = (name: string): Value | undefined => {
    const attached = plugin.kind === "closure" ? plugin.attached?.get(name) : undefined;
    const value = attached ?? field(content, name) ?? machine.modules.exported(file, name);
    return value ? machine.force(value) : undefined;
  };
  if (isFalse(exported("autoload"))) return null;
  const fields = new Map([...fieldsOf(exported("autoConfig")), ...fieldsOf(given ?? undefined)]);
  const asked = textOf(fields.get("prefix"))?.replace(/\/$/, "") ?? "";
  const own = textOf(exported("autoPrefix"));
  const below = own === null ? folder : append && folder !== "" ? `${folder}/${own}` : own;
  const override = textOf(exported("prefixOverride"));
  return { plugin: asRoute(plugin), prefix: override ?? asked + below.replace(/\/+/g, "/"), fields };
}

function isPlugin(value: Value): boolean {
  if (value.kind === "record") return value.fields.has("method");
  return value.kind === "closure" || value.kind === "entity" || value.kind === "choice" || value.kind === "lazy";
}

/** A file may export a route's options alone. */
function asRoute(plugin: Value): Value {
  return plugin.kind === "record"
    ? { kind: "entity", framework: "fastify", state: { kind: "route", options: plugin } satisfies RouteObject }
    : plugin;
}

function field(value: Value | null, name: string): Value | undefined {
  return value?.kind === "record" ? value.fields.get(name) : undefined;
}

function fieldsOf(value: Value | undefined): ReadonlyMap<string, Value> {
  return value?.kind === "record" ? value.fields : new Map<string, Value>();
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === "literal" && value.value === false;
}

function textOf(value: Value | undefined): string | null {
  const known = value ? options(value).find((each) => each.kind === "literal") : undefined;
  return known?.kind === "literal" && typeof known.value === "string" ? known.value : null;
}

/** `_id` names a parameter; where `__` stands, only that does. */
export function parameterised(prefix: string): string {
  return prefix.includes("__") ? prefix.replaceAll("__", ":") : prefix.replaceAll("/_", "/:");
}

/** The prefix all plugins of a folder share, which then is that of its hooks. */
export function commonPrefix(prefixes: readonly string[]): string {
  const named = prefixes.filter((prefix) => prefix !== "");
  const [first = ""] = named;
  return named.every((prefix) => prefix === first) ? first : "";
}
