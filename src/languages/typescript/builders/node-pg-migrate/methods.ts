import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import type { Fields, Values } from "../values.ts";
import { objectMethods } from "./objects.ts";
import { tableMethods } from "./tables.ts";

interface File {
  readonly values: Values;
  /** What the file exports as `shorthands`: names for column definitions. */
  readonly shorthands: Fields;
}

export type Method = (args: readonly ts.Expression[], file: File) => readonly (readonly Part[])[];
export type Methods = Readonly<Record<string, Method>>;

const aliases: Readonly<Record<string, string>> = {
  addColumn: "addColumns",
  dropColumn: "dropColumns",
  createConstraint: "addConstraint",
  addIndex: "createIndex",
  addType: "createType",
  addExtension: "createExtension",
};

/** The method of a name, under whichever of its names. */
export function methodOf(name: string): Method | null {
  const known = Object.hasOwn(aliases, name) ? (aliases[name] as string) : name;
  for (const methods of [tableMethods, objectMethods])
    if (Object.hasOwn(methods, known)) return methods[known] as Method;
  return null;
}
