import type { AlterTableCmd, AlterTableStmt, Node } from "libpg-query";
import type { Change } from "../../../facts/changes.ts";
import type { QualifiedName, SequenceSettings } from "../../../facts/sql-parts.ts";
import { option, optionText, relationName, strings } from "../ast.ts";
import { expression } from "../expressions.ts";
import type { Range, StatementText } from "../statement-text.ts";
import { typeName } from "../type-name.ts";
import { column } from "./columns.ts";
import { constraint } from "./constraints.ts";
import { boundText } from "./create-table.ts";
import { sequenceSettings } from "./sequences.ts";
import { viewSecurity } from "./views.ts";

/** ALTER TABLE and its kin: each command is one change, at the command's own place. */
export function alterTable(node: AlterTableStmt, statement: StatementText): Change[] {
  const table = relationName(node.relation);
  const ranges = commandRanges(node, statement);
  const changes: Change[] = [];
  (node.cmds ?? []).forEach((command, index) => {
    if (!("AlterTableCmd" in command)) return;
    const range = ranges[index] ?? statement.whole();
    const change = alter(command.AlterTableCmd, { table, object: node.objtype ?? "", range, statement });
    if (change) changes.push(change);
  });
  return changes;
}

interface Command {
  readonly table: QualifiedName;
  readonly object: string;
  readonly range: Range;
  readonly statement: StatementText;
}

/** The commands follow the name (and a `*`, and `ONLY (name)`), between commas. */
function commandRanges(node: AlterTableStmt, statement: StatementText): Range[] {
  const { tokens } = statement;
  let at = statement.tokenAt(statement.offset(node.relation?.location)) + 1;
  while (tokens[at]?.value === ".") at += 2;
  while (tokens[at]?.value === "*" || tokens[at]?.value === ")") at++;
  return statement.items(at);
}

function alter(node: AlterTableCmd, command: Command): Change | null {
  const { object, table, range, statement } = command;
  const at = statement.place(range);
  if (object === "OBJECT_INDEX") {
    const partition = node.def && "PartitionCmd" in node.def ? node.def.PartitionCmd : undefined;
    return node.subtype === "AT_AttachPartition"
      ? { kind: "attach-index", at, name: table, partitionIndex: relationName(partition?.name) }
      : null;
  }
  if (object === "OBJECT_TYPE") return { kind: "alter-type", at, name: table, command: statement.render(range) };
  if (object === "OBJECT_VIEW") return viewSecurity(node, table, at);
  if (object !== "OBJECT_TABLE" && object !== "OBJECT_FOREIGN_TABLE") return null;
  return (
    alterColumn(node, command) ??
    alterConstraint(node, command) ??
    alterWhole(node, command) ?? { kind: "alter-table-other", at, table, command: statement.render(range) }
  );
}

function alterColumn(node: AlterTableCmd, { table, range, statement }: Command): Change | null {
  const at = statement.place(range);
  const name = node.name ?? "";
  switch (node.subtype) {
    case "AT_AddColumn": {
      if (!node.def || !("ColumnDef" in node.def)) return null;
      const definition = { start: statement.offset(node.def.ColumnDef.location), end: range.end };
      return {
        kind: "add-column",
        at,
        table,
        column: column(node.def.ColumnDef, definition, statement),
        ifNotExists: node.missing_ok === true,
      };
    }
    case "AT_DropColumn":
      return { kind: "drop-column", at, table, column: name, ...dropping(node) };
    case "AT_AlterColumnType": {
      if (!node.def || !("ColumnDef" in node.def)) return null;
      const using = after("using", { range, statement });
      const start = statement.offset(node.def.ColumnDef.typeName?.location);
      const end = Math.min(using ? using.word : range.end, collateStart(node.def, statement) ?? range.end);
      const type = typeName(node.def.ColumnDef.typeName, statement, {
        start,
        end: statement.tokens[statement.tokenAt(end) - 1]?.end ?? end,
      });
      return {
        kind: "alter-column-type",
        at,
        table,
        column: name,
        type,
        collation: node.def.ColumnDef.collClause ? strings(node.def.ColumnDef.collClause.collname).join(".") : null,
        using: using ? statement.render(using.rest) : null,
      };
    }
    case "AT_ColumnDefault": {
      const rest = node.def ? after("default", { range, statement }) : null;
      if (!rest) return { kind: "drop-default", at, table, column: name };
      return { kind: "set-default", at, table, column: name, default: expression(node.def, rest.rest, statement) };
    }
    case "AT_SetNotNull":
      return { kind: "set-not-null", at, table, column: name };
    case "AT_DropNotNull":
      return { kind: "drop-not-null", at, table, column: name };
    case "AT_AddIdentity":
      return { kind: "set-identity", at, table, column: name, identity: identityOf(node.def), ...sequenceOf(node.def) };
    case "AT_SetIdentity": {
      const identity = identityOf(node.def);
      return identity === null
        ? null
        : { kind: "set-identity", at, table, column: name, identity, ...sequenceOf(node.def) };
    }
    case "AT_DropIdentity":
      return { kind: "set-identity", at, table, column: name, identity: null };
    case "AT_DropExpression":
      return { kind: "drop-expression", at, table, column: name };
    default:
      return null;
  }
}

function alterConstraint(node: AlterTableCmd, { table, range, statement }: Command): Change | null {
  const at = statement.place(range);
  const name = node.name ?? "";
  switch (node.subtype) {
    case "AT_AddConstraint": {
      if (!node.def || !("Constraint" in node.def)) return null;
      const definition = { start: statement.offset(node.def.Constraint.location), end: range.end };
      const read = constraint(node.def.Constraint, definition, statement);
      return read && { kind: "add-constraint", at, table, constraint: read };
    }
    case "AT_DropConstraint":
      return { kind: "drop-constraint", at, table, name, ...dropping(node) };
    case "AT_ValidateConstraint":
      return { kind: "validate-constraint", at, table, name };
    default:
      return null;
  }
}

const rowSecurity: Readonly<Record<string, "enable" | "disable" | "force" | "no force">> = {
  AT_EnableRowSecurity: "enable",
  AT_DisableRowSecurity: "disable",
  AT_ForceRowSecurity: "force",
  AT_NoForceRowSecurity: "no force",
};

function alterWhole(node: AlterTableCmd, { table, range, statement }: Command): Change | null {
  const at = statement.place(range);
  const subtype = node.subtype ?? "";
  const set = rowSecurity[subtype];
  if (set) return { kind: "row-level-security", at, table, set };
  if (/^AT_(Enable|Disable)(Replica|Always)?Trig/.test(subtype)) {
    const everyone = subtype.endsWith("All") ? "all" : subtype.endsWith("User") ? "user" : (node.name ?? "");
    return { kind: "set-trigger", at, table, trigger: everyone, enable: subtype.startsWith("AT_Enable") };
  }
  if (subtype === "AT_SetLogged" || subtype === "AT_SetUnLogged")
    return { kind: "set-logged", at, table, logged: subtype === "AT_SetLogged" };
  const definition = node.def;
  if (!definition) return null;
  if ("RangeVar" in definition && (subtype === "AT_AddInherit" || subtype === "AT_DropInherit")) {
    return {
      kind: "inherit",
      at,
      table,
      parent: relationName(definition.RangeVar),
      remove: subtype === "AT_DropInherit",
    };
  }
  if ("ReplicaIdentityStmt" in definition) {
    const after = statement.render(range).replace(/^replica\s+identity\s+/i, "");
    return { kind: "replica-identity", at, table, identity: after };
  }
  if (!("PartitionCmd" in definition)) return null;
  const { name, bound, concurrent } = definition.PartitionCmd;
  if (subtype === "AT_AttachPartition")
    return {
      kind: "attach-partition",
      at,
      table,
      partition: relationName(name),
      bound: bound ? boundText(bound, statement) : "DEFAULT",
    };
  if (subtype === "AT_DetachPartition")
    return { kind: "detach-partition", at, table, partition: relationName(name), concurrently: concurrent === true };
  return null;
}

function dropping(node: AlterTableCmd): { ifExists: boolean; cascade: boolean } {
  return { ifExists: node.missing_ok === true, cascade: node.behavior === "DROP_CASCADE" };
}

/** What stands after a key word of the command. */
function after(
  word: string,
  { range, statement }: Pick<Command, "range" | "statement">,
): { word: number; rest: Range } | null {
  const index = statement.find(word, statement.tokenAt(range.start), statement.tokenAt(range.end));
  const token = statement.tokens[index];
  const next = statement.tokens[index + 1];
  return index < 0 || !token || !next ? null : { word: token.start, rest: { start: next.start, end: range.end } };
}

function collateStart(node: Node, statement: StatementText): number | null {
  const clause = "ColumnDef" in node ? node.ColumnDef.collClause : undefined;
  return clause?.location === undefined ? null : statement.offset(clause.location);
}

/** `ADD GENERATED … AS IDENTITY` holds a constraint, `SET GENERATED …` an option whose number is a letter's code. */
function identityOf(node: Node | undefined): "always" | "by default" | null {
  if (!node) return null;
  if ("Constraint" in node) return node.Constraint.generated_when === "a" ? "always" : "by default";
  const generated = "List" in node ? optionText(option(node.List.items, "generated") ?? undefined) : null;
  if (generated === null) return null;
  return Number(generated) === 97 ? "always" : "by default";
}

function sequenceOf(node: Node | undefined): { readonly sequence?: SequenceSettings } {
  const nodes =
    node && "Constraint" in node ? node.Constraint.options : node && "List" in node ? node.List.items : undefined;
  const sequence = sequenceSettings(nodes);
  return sequence === undefined ? {} : { sequence };
}
