import type { Json } from "../../../rule/openapi-visitor.ts";

const mostValues = 10_000;
const deepest = 100;

/** Whether a value is one that a person would call an example: an alias that contains itself, or a dump, is not. */
export function isSmall(value: Json): boolean {
  let count = 0;
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (++count > mostValues || next.depth > deepest) return false;
    if (typeof next.value !== "object" || next.value === null) continue;
    for (const each of Object.values(next.value)) waiting.push({ value: each, depth: next.depth + 1 });
  }
  return true;
}
