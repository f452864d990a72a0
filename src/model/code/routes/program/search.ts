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
