/** A value as every one of these libraries writes it in PostgreSQL: quoted when it is a text. */
export function plainLiteral(value: string | number | boolean | null): string {
  if (value === null) return "NULL";
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
