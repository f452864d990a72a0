import type { AlterSeqStmt, CreateSeqStmt, Node } from "libpg-query";
import type { Change, ChangeOf } from "../../../facts/changes.ts";
import type { SequenceSettings } from "../../../facts/sql-parts.ts";
import { objectParts, option, options, optionText, qualified, relationName } from "../ast.ts";
import type { StatementText } from "../statement-text.ts";
import { typeText } from "../type-name.ts";
import { wholeStatement } from "./reader.ts";

export function createSequence(node: CreateSeqStmt, statement: StatementText): Change[] {
  const at = wholeStatement(statement);
  const name = relationName(node.sequence);
  return [
    {
      kind: "create-sequence",
      at,
      name,
      ifNotExists: node.if_not_exists === true,
      type: countedIn(node.options),
      ownedBy: owner(node.options),
      ...settingsOf(node.options),
    },
  ];
}

export function alterSequence(node: AlterSeqStmt, statement: StatementText): Change[] {
  const at = wholeStatement(statement);
  return [
    {
      kind: "alter-sequence",
      at,
      name: relationName(node.sequence),
      ownedBy: owner(node.options),
      type: countedIn(node.options),
      ...settingsOf(node.options),
    },
  ];
}

function settingsOf(nodes: readonly Node[] | undefined): { readonly settings?: SequenceSettings } {
  const settings = sequenceSettings(nodes);
  return settings === undefined ? {} : { settings };
}

const settingNames = ["start", "increment", "minvalue", "maxvalue", "cache", "cycle"] as const;

/** What is said of the numbers; `NO MINVALUE` and its like say the default. Undefined when nothing is. */
export function sequenceSettings(nodes: readonly Node[] | undefined): SequenceSettings | undefined {
  const settings = options(nodes).flatMap((element) => {
    const name = settingNames.find((setting) => setting === element.defname);
    const value = optionText(element);
    return name === undefined || value === null ? [] : [[name, value] as const];
  });
  return settings.length === 0 ? undefined : Object.fromEntries(settings);
}

function countedIn(nodes: readonly Node[] | undefined): string | null {
  const argument = option(nodes, "as")?.arg;
  return argument && "TypeName" in argument ? typeText(argument.TypeName) : null;
}

/** `OWNED BY table.column`; `OWNED BY NONE` has one part and owns nothing. */
function owner(nodes: readonly Node[] | undefined): ChangeOf<"create-sequence">["ownedBy"] {
  const parts = objectParts(option(nodes, "owned_by")?.arg);
  return parts.length < 2 ? null : { table: qualified(parts.slice(0, -1)), column: parts.at(-1) as string };
}
