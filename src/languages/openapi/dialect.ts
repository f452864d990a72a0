export type Dialect = "2.0" | "3.0" | "3.1" | "3.2";

/** The dialect of a version as written (`3.1.0`, or `2` for an unquoted `2.0`); null when archlint cannot read it. */
export function dialectOf(key: "openapi" | "swagger", version: string): Dialect | null {
  if (key === "swagger") return version === "2.0" || version === "2" ? "2.0" : null;
  const match = /^3\.([012])(?:\.\d+)?(?:-.+)?$/.exec(version);
  return match ? (`3.${match[1]}` as Dialect) : null;
}

/** A 3.x document: components, servers, request bodies. */
export function isVersion3(dialect: Dialect): boolean {
  return dialect !== "2.0";
}

/** Schemas are JSON Schema 2020-12: `$ref` may have siblings, a schema may be `true`. */
export function isVersion31(dialect: Dialect): boolean {
  return dialect === "3.1" || dialect === "3.2";
}
