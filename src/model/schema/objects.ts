import type { ChangeOf } from "../../facts/changes.ts";
import type { Applying } from "./applying.ts";
import { columnNamed } from "./column-lookup.ts";
import { dropIndex, dropSequence, dropTable, dropView } from "./drops.ts";
import type { FunctionRecord, OverloadRecord, TableRecord, TriggerRecord } from "./records.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { moveRelation, renameColumn, renameRelation, renameSchema } from "./renames.ts";
import { renameCalled } from "./tokens.ts";
import { sameSignature } from "./signatures.ts";
import { alterType, dropType, renameType } from "./types.ts";

/** `DROP` of what has no change kind of its own. */
export function dropObject(applying: Applying, change: ChangeOf<"drop-object">): void {
  const { catalogue } = applying;
  const { object, name, ifExists, cascade } = change;
  if (object === "type" || object === "domain") dropType(applying, name, ifExists, cascade);
  else if (object === "schema") dropSchema(applying, name.name, ifExists);
  else if (object === "function" || object === "procedure" || object === "routine") dropFunction(applying, change);
  else if (object === "extension") catalogue.extensions.set(name.name, undefined, catalogue.version);
  else if (object === "trigger" || object === "policy") dropOnTable(applying, change);
  else if (
    object === "table" ||
    object === "foreign table" ||
    object === "view" ||
    object === "materialized view" ||
    object === "sequence" ||
    object === "index"
  ) {
    const relation = catalogue.find(name);
    if (relation === undefined) {
      if (!ifExists) applying.missing(object, name);
    } else if (relation.kind === "table") dropTable(applying, relation, cascade);
    else if (relation.kind === "view") dropView(applying, relation, cascade);
    else if (relation.kind === "index") dropIndex(applying, relation.id, cascade);
    else dropSequence(applying, relation.id, cascade);
  }
}

function dropSchema(applying: Applying, schema: string, ifExists: boolean): void {
  const { catalogue } = applying;
  if (!catalogue.hasSchema(schema) && !ifExists) applying.refuse(`schema "${schema}" does not exist`);
  for (const relation of [...catalogue.relations.currentValues()]) {
    if (relation.schema !== schema || catalogue.relations.current(relation.id) === undefined) continue;
    if (relation.kind === "table") dropTable(applying, catalogue.table(relation.id), true);
    else if (relation.kind === "view") dropView(applying, relation, true);
    else catalogue.remove(relation.id);
  }
  for (const type of [...catalogue.types.currentValues()])
    if (type.schema === schema) dropType(applying, { schema, name: type.name }, true, true);
  catalogue.removeSchema(schema);
}

/** Of overloads one goes, and what is known is what is known of the others; an unknown function proves nothing. */
function dropFunction(applying: Applying, { name, cascade, signature }: ChangeOf<"drop-object">): void {
  const { catalogue } = applying;
  const key = catalogue.functionKey(name);
  const known = catalogue.functions.current(key);
  const left =
    known?.overloads.filter((overload) => signature !== undefined && !sameSignature(overload.signature, signature)) ??
    [];
  if (known !== undefined && left.length > 0 && left.length < known.overloads.length) {
    catalogue.functions.set(key, { ...known, overloads: left }, catalogue.version);
    return;
  }
  catalogue.functions.set(key, undefined, catalogue.version);
  if (!cascade) return;
  for (const relation of [...catalogue.relations.currentValues()]) {
    if (relation.kind !== "table" || !relation.triggers.some((trigger) => trigger.function === name.name)) continue;
    catalogue.put({ ...relation, triggers: relation.triggers.filter((trigger) => trigger.function !== name.name) });
  }
}

function dropOnTable(applying: Applying, change: ChangeOf<"drop-object">): void {
  const table = change.table === null ? undefined : onTable(applying, change.table, change.ifExists);
  if (table === undefined) return;
  const { name } = change.name;
  const known =
    change.object === "policy"
      ? table.policies.some((policy) => policy.name === name)
      : table.triggers.some((trigger) => trigger.name === name);
  if (!known && !change.ifExists)
    applying.refuse(`${change.object} "${name}" for table "${table.name}" does not exist`);
  const policies =
    change.object === "policy" ? table.policies.filter((policy) => policy.name !== name) : table.policies;
  const triggers =
    change.object === "trigger" ? table.triggers.filter((trigger) => trigger.name !== name) : table.triggers;
  applying.catalogue.put({ ...table, policies, triggers });
}

/** Triggers may stand on views as well; those are not kept. */
function onTable(
  applying: Applying,
  name: ChangeOf<"create-trigger">["table"],
  ifExists: boolean,
): TableRecord | undefined {
  const relation = applying.catalogue.find(name);
  if (relation === undefined && !ifExists) applying.missing("relation", name);
  return relation?.kind === "table" ? relation : undefined;
}

export function createTrigger(applying: Applying, change: ChangeOf<"create-trigger">): void {
  const table = onTable(applying, change.table, false);
  if (table === undefined) return;
  if (!change.replace && table.triggers.some((trigger) => trigger.name === change.name)) {
    applying.refuse(`trigger "${change.name}" for relation "${table.name}" already exists`);
    return;
  }
  const trigger: TriggerRecord = {
    at: change.at,
    within: applying.statement.at,
    anchor: "",
    name: change.name,
    function: change.function.name,
    timing: change.timing,
    events: change.events,
    definition: change.definition ?? { constraint: false, before: "", after: "" },
    searchPath: applying.catalogue.ownSearchPath,
    enabled: true,
  };
  applying.catalogue.put({
    ...table,
    triggers: [...table.triggers.filter((other) => other.name !== change.name), trigger],
  });
}

/** `ENABLE TRIGGER`, `DISABLE TRIGGER`; `all` and `user` are every one that this history made. */
export function setTrigger(applying: Applying, table: TableRecord, change: ChangeOf<"set-trigger">): void {
  const every = change.trigger === "all" || change.trigger === "user";
  applying.catalogue.put({
    ...table,
    triggers: table.triggers.map((trigger) =>
      every || trigger.name === change.trigger ? { ...trigger, enabled: change.enable } : trigger,
    ),
  });
}

export function createPolicy(applying: Applying, change: ChangeOf<"create-policy">): void {
  const table = applying.table(change.table);
  if (table === undefined) return;
  if (table.policies.some((policy) => policy.name === change.name)) {
    applying.refuse(`policy "${change.name}" for table "${table.name}" already exists`);
    return;
  }
  const { at, name, command, permissive, roles, using, check } = change;
  applying.catalogue.put({
    ...table,
    policies: [
      ...table.policies,
      { at, within: applying.statement.at, anchor: "", name, command, permissive, roles, using, check },
    ],
  });
}

export function createFunction(applying: Applying, change: ChangeOf<"create-function">): void {
  const { catalogue } = applying;
  const { at, procedure, language, volatility, securityDefiner, searchPathSet, returns, body } = change;
  const schema = catalogue.creationSchema(change.name);
  const { name } = change.name;
  const anchor = `sql:${schema}.${name}()`;
  const key = catalogue.functionKey({ schema, name });
  const overload: OverloadRecord = {
    procedure,
    signature: change.signature ?? "",
    definition: change.definition ?? "",
    searchPath: catalogue.ownSearchPath,
    writtenAt: catalogue.version,
  };
  catalogue.functions.set(
    key,
    {
      overloads: withOverload(catalogue.functions.current(key), overload),
      at,
      within: applying.statement.at,
      anchor,
      schema,
      name,
      procedure,
      language,
      volatility,
      securityDefiner,
      searchPathSet,
      returns,
      body,
    },
    catalogue.version,
  );
}

function withOverload(known: FunctionRecord | undefined, overload: OverloadRecord): readonly OverloadRecord[] {
  const overloads = known?.overloads ?? [];
  const at = overloads.findIndex((other) => sameSignature(other.signature, overload.signature));
  return at < 0 ? [...overloads, overload] : overloads.with(at, overload);
}

/** Triggers follow a rename of their function. */
function renameTriggered({ catalogue }: Applying, from: string, to: string): void {
  for (const relation of [...catalogue.relations.currentValues()]) {
    if (relation.kind !== "table" || !relation.triggers.some((trigger) => trigger.function === from)) continue;
    const triggers = relation.triggers.map((trigger) =>
      trigger.function === from
        ? {
            ...trigger,
            function: to,
            definition: {
              ...trigger.definition,
              after: renameCalled(trigger.definition.after, from, quoteIdentifier(to)),
            },
          }
        : trigger,
    );
    catalogue.put({ ...relation, triggers });
  }
}

export function renameObject(applying: Applying, change: ChangeOf<"rename-object">): void {
  const { catalogue } = applying;
  const { object, name, to } = change;
  if (object === "type" || object === "domain") renameType(applying, name, { name: to });
  else if (object === "schema") renameSchema(applying, name.name, to);
  else if (object === "function") {
    const key = catalogue.functionKey(name);
    const known = catalogue.functions.current(key);
    catalogue.functions.set(key, undefined, catalogue.version);
    if (known !== undefined)
      catalogue.functions.set(
        catalogue.functionKey({ schema: known.schema, name: to }),
        { ...known, name: to, anchor: `sql:${known.schema}.${to}()` },
        catalogue.version,
      );
    renameTriggered(applying, name.name, to);
  } else if (object === "attribute" && change.table !== null) {
    const command = `RENAME ATTRIBUTE ${quoteIdentifier(name.name)} TO ${quoteIdentifier(to)}`;
    alterType(applying, { name: change.table, command });
  } else if (object === "policy" || object === "trigger") {
    const table = change.table === null ? undefined : onTable(applying, change.table, false);
    if (table === undefined) return;
    const rename = <T extends { readonly name: string }>(all: readonly T[], kind: string): readonly T[] =>
      object === kind ? all.map((one) => (one.name === name.name ? { ...one, name: to } : one)) : all;
    catalogue.put({
      ...table,
      policies: rename(table.policies, "policy"),
      triggers: rename(table.triggers, "trigger"),
    });
  } else if (object === "column" && change.table !== null) renameColumn(applying, change.table, name.name, to);
  else if (
    object === "view" ||
    object === "materialized view" ||
    object === "sequence" ||
    object === "index" ||
    object === "table" ||
    object === "foreign table"
  )
    renameRelation(applying, name, to);
}

export function setSchema(applying: Applying, change: ChangeOf<"set-schema">): void {
  const { object, name, to } = change;
  if (object === "type" || object === "domain") {
    renameType(applying, name, { schema: to });
  } else if (
    object === "table" ||
    object === "view" ||
    object === "materialized view" ||
    object === "sequence" ||
    object === "foreign table"
  ) {
    const relation = applying.relation(name);
    if (relation !== undefined) moveRelation(applying, relation, to);
  }
}

export function comment(applying: Applying, change: ChangeOf<"comment">): void {
  if (change.object !== "table" && change.object !== "column" && change.object !== "foreign table") return;
  const relation = applying.catalogue.find(change.name);
  if (relation?.kind !== "table") return;
  if (change.column === null) applying.catalogue.put({ ...relation, comment: change.text });
  else if (columnNamed(relation, change.column) === undefined)
    applying.refuse(`column "${change.column}" of relation "${relation.name}" does not exist`);
  else
    applying.catalogue.put({
      ...relation,
      columns: relation.columns.map((column) =>
        column.name === change.column ? { ...column, comment: change.text } : column,
      ),
    });
}
