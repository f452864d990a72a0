import type { Node } from "libpg-query";
import type { DataTypeDef, PGNode } from "pgsql-ast-parser";
import { string } from "./names.ts";
import type { Reading } from "./reading.ts";

/** What PostgreSQL calls the types that SQL has other names for (manual, table 8.1). */
const types: Readonly<Record<string, string>> = {
  int: "int4",
  integer: "int4",
  bigint: "int8",
  smallint: "int2",
  boolean: "bool",
  real: "float4",
  float: "float8",
  "double precision": "float8",
  decimal: "numeric",
  "character varying": "varchar",
  character: "bpchar",
  char: "bpchar",
  "timestamp with time zone": "timestamptz",
  "timestamp without time zone": "timestamp",
  "time with time zone": "timetz",
};

export function translateCast(arg: Node, to: DataTypeDef, node: PGNode, reading: Reading): Node {
  let type = to;
  while (type.kind === "array") type = type.arrayOf;
  const names = [...(type.schema === undefined ? [] : [string(type.schema)]), string(types[type.name] ?? type.name)];
  const typmods = (type.config ?? []).map((ival): Node => ({
    A_Const: { ival: { ival }, ...reading.places.number(type, "last") },
  }));
  const typeName = { names, ...(typmods.length > 0 && { typmods }), ...reading.places.start(to) };
  return { TypeCast: { arg, typeName, ...reading.places.name(node, "cast") } };
}
