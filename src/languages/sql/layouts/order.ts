/** By code unit. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Numbers of any length (`20230404095503`), without their leading zeros. */
export function byNumber(a: string, b: string): number {
  const left = a.replace(/^0+/, "");
  const right = b.replace(/^0+/, "");
  return left.length - right.length || byName(left, right);
}

/** Dotted versions (`1.2`, `1_10`), part by part; a missing part is 0. */
export function byVersion(a: string, b: string): number {
  const left = a.split(/[._]/);
  const right = b.split(/[._]/);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = byNumber(left[at] ?? "0", right[at] ?? "0");
    if (order !== 0) return order;
  }
  return 0;
}

/** The leading digits of a name; `""` when it starts with none. */
export function leadingNumber(name: string): string {
  return /^\d+/.exec(name)?.[0] ?? "";
}

/** By leading number, then by name. */
export function byLeadingNumber(a: string, b: string): number {
  return byNumber(leadingNumber(a), leadingNumber(b)) || byName(a, b);
}
