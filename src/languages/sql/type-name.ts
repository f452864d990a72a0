import type { Node, TypeName as TypeNameNode } from "libpg-query";
import type { TypeName } from "../../facts/sql-parts.ts";
import { strings } from "./ast.ts";
import { quoteName } from "./keywords.ts";
import type { Range, StatementText } from "./statement-text.ts";

/** What `format_type` prints for the catalogue's own names of the standard types. */
const standardNames: Readonly<Record<string, string>> = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
  bool: "boolean",
  varchar: "character varying",
  bpchar: "character",
  varbit: "bit varying",
  char: '"char"',
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  time: "time without time zone",
  timetz: "time with time zone",
};

const serials: Readonly<Record<string, string>> = {
  serial: "int4",
  serial4: "int4",
  bigserial: "int8",
  serial8: "int8",
  smallserial: "int2",
  serial2: "int2",
};

const builtIn = new Set(
  `aclitem bit box bytea cid cidr circle date datemultirange daterange inet int4multirange int4range int8multirange int8range
  interval json jsonb jsonpath line lseg macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path
  pg_lsn pg_snapshot point polygon record refcursor regclass regcollation regconfig regdictionary regnamespace regoper
  regoperator regproc regprocedure regrole regtype text tid trigger tsmultirange tsquery tsrange tstzmultirange tstzrange
  tsvector txid_snapshot unknown uuid void xid xid8 xml int2vector anyarray anyelement anyenum event_trigger`.split(
    /\s+/,
  ),
);

export function typeName(node: TypeNameNode | undefined, statement: StatementText, range: Range): TypeName {
  const parts = strings(node?.names);
  const written = parts.at(-1) ?? "";
  const schema = parts.length > 1 && parts.at(-2) !== "pg_catalog" ? (parts.at(-2) as string) : null;
  const serial = schema === null && Object.hasOwn(serials, written);
  const name = serial ? (serials[written] as string) : written;
  const array = (node?.arrayBounds?.length ?? 0) > 0;
  return {
    name: printType(name, schema, modifiers(node?.typmods)) + (array ? "[]" : ""),
    schema,
    base: { schema, name },
    array,
    serial,
    at: statement.place(range),
  };
}

/** The type as text alone, for what a function returns or a sequence counts in. */
export function typeText(node: TypeNameNode | undefined): string {
  const parts = strings(node?.names).filter((part) => part !== "pg_catalog");
  const text = printType(parts.at(-1) ?? "", parts.at(-2) ?? null, modifiers(node?.typmods));
  return `${node?.setof ? "setof " : ""}${text}${(node?.arrayBounds?.length ?? 0) > 0 ? "[]" : ""}`;
}

function printType(name: string, schema: string | null, mods: readonly string[]): string {
  if (schema !== null || !(Object.hasOwn(standardNames, name) || builtIn.has(name))) {
    return quoteName(name) + (mods.length > 0 ? `(${mods.join(",")})` : "");
  }
  if (name === "interval") return printInterval(mods);
  const standard = standardNames[name] ?? name;
  if (mods.length === 0) return name === "bpchar" ? "bpchar" : standard;
  if (name === "numeric") return `numeric(${mods[0]},${mods[1] ?? "0"})`;
  if (name.startsWith("time")) return standard.replace(/^(time|timestamp)\b/, `$1(${mods[0]})`);
  return `${standard}(${mods.join(",")})`;
}

const intervalFields: readonly (readonly [bits: number, name: string])[] = [
  [1 << 2, "year"],
  [1 << 1, "month"],
  [1 << 3, "day"],
  [1 << 10, "hour"],
  [1 << 11, "minute"],
  [1 << 12, "second"],
];

/** The first modifier is a mask of the fields (all bits when none is named), the second the precision of the seconds. */
function printInterval(mods: readonly string[]): string {
  const mask = Number(mods[0] ?? 0x7fff);
  const named = mask === 0x7fff ? [] : intervalFields.filter(([bits]) => (mask & bits) !== 0).map(([, name]) => name);
  const fields = named.length > 1 ? ` ${named[0]} to ${named.at(-1)}` : named.length === 1 ? ` ${named[0]}` : "";
  return `interval${fields}${mods[1] === undefined ? "" : `(${mods[1]})`}`;
}

function modifiers(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).map((node) => {
    if ("A_Const" in node) {
      const { ival, fval, sval } = node.A_Const;
      return ival ? String(ival.ival ?? 0) : (fval?.fval ?? sval?.sval ?? "0");
    }
    if ("ColumnRef" in node) return strings(node.ColumnRef.fields).join(".");
    return "?";
  });
}
