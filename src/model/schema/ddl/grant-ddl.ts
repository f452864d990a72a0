import type { ChangeOf } from "../../../facts/changes.ts";
import type { QualifiedName } from "../../../facts/sql-parts.ts";
import type { FoldedChange } from "../../schema.ts";
import { quoteIdentifier } from "../identifiers.ts";
import type { FunctionRecord } from "../records.ts";
import type { SchemaAt } from "../schema-at.ts";
import { sameSignature } from "../signatures.ts";
import { listOf, nameOf, roleName } from "./names.ts";

/** What one role may do with one object: privileges given, and those taken from what everybody has. */
interface Standing {
  /** `TABLE users`, as GRANT names it now. */
  readonly target: string;
  readonly grantee: string;
  readonly granted: Map<string, boolean>;
  readonly revoked: Set<string>;
}

/**
 * GRANT for what is given and not taken back, REVOKE for what PUBLIC has by itself and was taken from it, in the order of
 * the first statement about each. Of objects that are gone nothing is said, renamed ones have their present name.
 */
export function grantStatements(schema: SchemaAt): readonly string[] {
  const standing = new Map<string, Standing>();
  for (const given of givenUntil(schema)) {
    for (const target of targets(schema, given))
      for (const grantee of given.change.grantees) {
        const key = `${target} ${grantee}`;
        let one = standing.get(key);
        if (one === undefined) standing.set(key, (one = { target, grantee, granted: new Map(), revoked: new Set() }));
        apply(one, given.change);
      }
  }
  return [...standing.values()].flatMap(statements);
}

/** ALTER DEFAULT PRIVILEGES, as often as the history says it. */
export function defaultPrivilegeStatements(schema: SchemaAt): readonly string[] {
  return givenUntil(schema).flatMap(({ change }) => {
    if (change.kind !== "default-privileges") return [];
    const { schemas, roles, revoke, privileges, object, grantees, grantable } = change;
    return [
      [
        "ALTER DEFAULT PRIVILEGES",
        ...(roles === null ? [] : [`FOR ROLE ${roles.map(roleName).join(", ")}`]),
        ...(schemas === null ? [] : [`IN SCHEMA ${listOf(schemas)}`]),
        `${revoke ? "REVOKE" : "GRANT"} ${privileges.join(", ").toUpperCase()} ON ${object.toUpperCase()}S`,
        `${revoke ? "FROM" : "TO"} ${grantees.map(roleName).join(", ")}`,
        ...(grantable === true ? ["WITH GRANT OPTION"] : []),
      ].join(" "),
    ];
  });
}

type Given = FoldedChange<ChangeOf<"grant" | "default-privileges">>;

function givenUntil(schema: SchemaAt): readonly Given[] {
  return schema.history
    .changes("grant", "default-privileges")
    .filter((given) => given.statement.certainty !== "dynamic" && (given.after as SchemaAt).version <= schema.version);
}

function apply({ granted, revoked }: Standing, change: Given["change"]): void {
  for (const name of change.privileges) {
    const columns = change.kind === "grant" ? change.columns?.[name] : undefined;
    const privilege = `${name.toUpperCase()}${columns === undefined ? "" : ` (${listOf(columns)})`}`;
    if (change.revoke) {
      if (name === "all") granted.clear();
      granted.delete(privilege);
      revoked.add(privilege);
    } else {
      granted.set(privilege, change.grantable === true);
      if (name === "all") revoked.clear();
      revoked.delete(privilege);
    }
  }
}

function statements({ target, grantee, granted, revoked }: Standing): readonly string[] {
  const role = roleName(grantee);
  const list = (grantable: boolean): string =>
    [...granted].flatMap(([privilege, able]) => (able === grantable ? [privilege] : [])).join(", ");
  const [plain, grantable] = [list(false), list(true)];
  const taken = grantee === "public" || granted.has("ALL") ? [...revoked].join(", ") : "";
  return [
    ...(taken !== "" && !granted.has("ALL") ? [`REVOKE ${taken} ON ${target} FROM ${role}`] : []),
    ...(plain === "" ? [] : [`GRANT ${plain} ON ${target} TO ${role}`]),
    ...(grantable === "" ? [] : [`GRANT ${grantable} ON ${target} TO ${role} WITH GRANT OPTION`]),
    ...(taken !== "" && granted.has("ALL") ? [`REVOKE ${taken} ON ${target} FROM ${role}`] : []),
  ];
}

function targets(schema: SchemaAt, given: Given): readonly string[] {
  const { change } = given;
  // What others make is nothing of this history's.
  if (change.kind === "default-privileges")
    return change.roles === null ? madeSince(schema, given.after as SchemaAt, change.object, change.schemas) : [];
  const { object, names } = change;
  if (object.startsWith("all "))
    return names.flatMap((name) => allIn(schema, given.after as SchemaAt, object, name.name));
  return names.flatMap((name, at) =>
    targetsOf(schema, given.after as SchemaAt, object, name, change.signatures?.[at] ?? null),
  );
}

function targetsOf(
  schema: SchemaAt,
  then: SchemaAt,
  object: string,
  name: QualifiedName,
  signature: string | null,
): readonly string[] {
  const { catalogue, version } = schema;
  if (object === "table" || object === "sequence") {
    const id = catalogue.find(name, then.version)?.id;
    const record = id === undefined ? undefined : catalogue.relations.at(id, version);
    if (record === undefined) return [];
    return [`${record.kind === "sequence" ? "SEQUENCE" : "TABLE"} ${nameOf(record)}`];
  }
  if (object === "type" || object === "domain") {
    const id = catalogue.findType(name, then.version)?.id;
    const record = id === undefined ? undefined : catalogue.types.at(id, version);
    return record === undefined ? [] : [`${record.form === "domain" ? "DOMAIN" : "TYPE"} ${nameOf(record)}`];
  }
  if (object === "function" || object === "procedure" || object === "routine") {
    const schemas = name.schema === null ? then.searchPath : [name.schema];
    return schema
      .routines()
      .filter((record) => record.name === name.name && schemas.includes(record.schema))
      .flatMap((record) => overloadsOf(record, signature));
  }
  if (object === "schema")
    return catalogue.schemasAt(version).includes(name.name) ? [`SCHEMA ${quoteIdentifier(name.name)}`] : [];
  return [];
}

function overloadsOf(record: FunctionRecord, asked: string | null): readonly string[] {
  return record.overloads.flatMap(({ signature }) =>
    asked === null || sameSignature(signature, asked) ? [`ROUTINE ${nameOf(record)}(${signature})`] : [],
  );
}

/** `ALL TABLES IN SCHEMA` means those there are at that moment: each of them that is still there. */
function allIn(schema: SchemaAt, then: SchemaAt, object: string, name: string): readonly string[] {
  const { catalogue, version } = schema;
  if (
    object === "all functions in schema" ||
    object === "all procedures in schema" ||
    object === "all routines in schema"
  ) {
    return then
      .routines()
      .filter((record) => record.schema === name)
      .flatMap((record) => targetsOf(schema, then, "function", { schema: name, name: record.name }, null));
  }
  const sequences = object === "all sequences in schema";
  return [...catalogue.relations.valuesAt(then.version)].flatMap((record) => {
    if (record.schema !== name || (record.kind === "sequence") !== sequences || record.kind === "index") return [];
    const now = catalogue.relations.at(record.id, version);
    return now === undefined ? [] : [`${sequences ? "SEQUENCE" : "TABLE"} ${nameOf(now)}`];
  });
}

/** What was not there when default privileges were set, and is now. */
function madeSince(
  schema: SchemaAt,
  then: SchemaAt,
  object: string,
  schemas: readonly string[] | null,
): readonly string[] {
  const { catalogue, version } = schema;
  const isIn = (record: { readonly schema: string }): boolean => schemas === null || schemas.includes(record.schema);
  if (object === "function" || object === "routine") {
    const old = new Set(then.routines().map(nameOf));
    return schema
      .routines()
      .filter((record) => isIn(record) && !old.has(nameOf(record)))
      .flatMap((record) => overloadsOf(record, null));
  }
  if (object !== "table" && object !== "sequence") return [];
  return [...catalogue.relations.valuesAt(version)].flatMap((record) => {
    if (record.kind === "index" || (record.kind === "sequence") !== (object === "sequence")) return [];
    if (!isIn(record) || catalogue.relations.at(record.id, then.version) !== undefined) return [];
    return [`${object.toUpperCase()} ${nameOf(record)}`];
  });
}
