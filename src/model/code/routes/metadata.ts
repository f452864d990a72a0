import type { Value } from "./program/values.ts";

/** The key of metadata: a string; for `Reflector.createDecorator()`, the decorator itself, by where it is made. */
export function metadataKey(value: Value): string | null {
  if (value.kind === "literal" && typeof value.value === "string") return value.value;
  if (value.kind === "unknown" || value.kind === "lazy") return value.name === null ? null : `name:${value.name}`;
  if (value.kind === "applied") return `made:${value.at.file}:${value.at.span[0]}`;
  return value.kind === "external" ? `of:${value.module}#${value.path.join(".")}` : null;
}
