/**
 * A path as its segments, in the one form in which a document's and the code's can be compared: parameters are `{}`
 * whatever their name, letters are lower case (Express and Fastify match so by default), slashes at the ends do not
 * count, and a prefix only known at run time (`{AUTH_API_PREFIX}/signin`, without a leading slash) is one segment `§NAME`.
 */
export type PathShape = readonly string[];

export const parameter = "{}";
export const wildcard = "*";

export function pathShape(path: string): PathShape {
  const segments = path.split("/").filter((segment) => segment !== "");
  return segments.map((segment, at) => {
    const symbol = at === 0 && !path.startsWith("/") ? /^\{(\w+)\}$/.exec(segment)?.[1] : undefined;
    return symbol === undefined ? shapeOfSegment(segment) : `§${symbol}`;
  });
}

function shapeOfSegment(segment: string): string {
  if (/^(?:\*\w*|\{\*\w*\}|\{\w*\*\}|\(\.\*\)|:\w+\*)$/.test(segment)) return wildcard;
  return segment
    .replace(/\{[^}]*\}/g, parameter)
    .replace(/:\w+/g, parameter)
    .toLowerCase();
}

export function isSymbolic(segment: string | undefined): boolean {
  return segment?.startsWith("§") ?? false;
}

/** Whether any segment is a word: `/{id}` alone says nothing about what is served. */
export function hasWord(shape: PathShape): boolean {
  return shape.some((segment) => segment !== parameter && segment !== wildcard && !isSymbolic(segment));
}

export function shapeKey(method: string, shape: PathShape): string {
  return `${method.toUpperCase()} /${shape.join("/")}`;
}
