import type { Migration } from "../../facts/sql.ts";

/** What a person may call a migration: its path, the name of its file with and without extensions, its version, and the number that version begins with. */
export function namesOf({ file, version }: Migration): readonly string[] {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const number = /^\d+/.exec(version)?.[0] ?? version;
  return [file, name, name.replace(/(?:\.[a-z]+){1,2}$/, ""), version, plainName(number)];
}

/** `./` leads nowhere, and a number is the same with its leading zeros. */
export function plainName(name: string): string {
  return /^\d+$/.test(name) ? name.replace(/^0+(?=\d)/, "") : name.replace(/^\.\//, "");
}
