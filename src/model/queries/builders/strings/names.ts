import type { ColumnName } from "../../../../facts/queries.ts";
import type { FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";

/** A text with the constants in its holes: `${TABLE} as t`; null where a part is not known. */
export function writtenText(program: CallProgram, given: FileValue): string | null {
  const { file, value } = program.valueOf(given);
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : null;
  if (value.kind !== "template") return null;
  const holes = value.holes.map((hole) => writtenText(program, { file, value: hole }));
  if (holes.includes(null)) return null;
  return value.parts.map((part, index) => `${part}${holes[index] ?? ""}`).join("");
}

export interface NamedTable {
  readonly schema: string | null;
  readonly name: string;
  readonly alias: string | null;
}

/** `users`, `auth.users as u`. */
export function tableNamed(text: string): NamedTable | null {
  const found = /^(?:([\w$]+)\.)?([\w$]+)(?:\s+as\s+([\w$]+))?$/i.exec(text.trim());
  if (!found) return null;
  const [, schema = null, name = "", alias = null] = found;
  return { schema, name, alias };
}

export type NamedColumn =
  | { readonly is: "column"; readonly column: ColumnName; readonly output: string }
  | { readonly is: "star"; readonly qualifier: string | null };

/** `id`, `u.id as user_id`, `u.*`. */
export function columnNamed(text: string): NamedColumn | null {
  const star = /^(?:([\w$]+)\.)?\*$/.exec(text.trim());
  if (star) return { is: "star", qualifier: star[1] ?? null };
  const found = /^(?:(?:[\w$]+\.)?([\w$]+)\.)?([\w$]+)(?:\s+as\s+([\w$]+))?$/i.exec(text.trim());
  if (!found) return null;
  const [, qualifier = null, name = "", alias] = found;
  return { is: "column", column: { qualifier, name }, output: alias ?? name };
}
