import { withoutModifier } from "./comparable-types.ts";

/** Whether a column of this type holds text: `text`, `citext`, `varchar(n)`, `char(n)`. Arrays do not count. */
export function isTextType(type: string): boolean {
  if (type.endsWith("[]")) return false;
  const bare = withoutModifier(type);
  return (
    bare === "text" || bare === "citext" || bare === "character varying" || bare === "character" || bare === "bpchar"
  );
}
