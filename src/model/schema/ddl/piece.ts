/** One thing of a schema as statements, with what must stand before it. */
export interface Piece {
  /** The keys others need it by: `#12` for the record of that number, `type:mood`, `call:slug`. */
  readonly provides: readonly string[];
  /** Keys; what nothing provides is built in, or made elsewhere. */
  readonly needs: readonly string[];
  /** Without their semicolons. */
  readonly statements: readonly string[];
  /** Where names in the statements are looked up; null is the default. */
  readonly searchPath?: readonly string[] | null;
}

export function recordKey(id: number): string {
  return `#${id}`;
}
