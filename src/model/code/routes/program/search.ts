import type { CallExpression, Expression } from "../../../../facts/routes.ts";

/** Whether lowered code calls a function of this name without arguments, or gives it on to something other than `.catch`. */
export function handsOver(fact: unknown, name: string): boolean {
  const stack: unknown[] = [fact];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (typeof at !== "object" || at === null) continue;
    const call = at as Expression;
    if (call.kind === "call") {
      if (call.arguments.length === 0 && call.callee.kind === "name" && call.callee.name === name) return true;
      const fails = call.callee.kind === "member" && call.callee.key === "catch";
      if (!fails && call.arguments.some((each) => each.kind === "name" && each.name === name)) return true;
    }
    for (const value of Object.values(at)) if (typeof value === "object" && value !== null) stack.push(value);
  }
  return false;
}

/** Whether lowered code names one of these, as an identifier or a property. */
export function mentions(fact: unknown, names: ReadonlySet<string>): boolean {
  const stack: unknown[] = [fact];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (typeof at !== "object" || at === null) continue;
    if (Array.isArray(at)) {
      for (const each of at) if (typeof each === "object" && each !== null) stack.push(each);
      continue;
    }
    for (const [key, value] of Object.entries(at)) {
      if ((key === "name" || key === "key") && typeof value === "string" && names.has(value)) return true;
      if (typeof value === "object" && value !== null) stack.push(value);
    }
  }
  return false;
}

/** Every call in lowered code, in the order of the source. */
export function callsIn(fact: unknown): readonly CallExpression[] {
  const calls: CallExpression[] = [];
  const stack: unknown[] = [fact];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (typeof at !== "object" || at === null) continue;
    if ((at as Expression).kind === "call") calls.push(at as CallExpression);
    for (const value of Object.values(at)) if (typeof value === "object" && value !== null) stack.push(value);
  }
  return calls.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
}
