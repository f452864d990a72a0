import type { DefElem, Node, RangeVar, RoleSpec } from "libpg-query";
import type { QualifiedName } from "../../facts/sql-parts.ts";

/** The strings of a list of `String` nodes: the parts of a name. */
export function strings(nodes: readonly Node[] | undefined): string[] {
  const found: string[] = [];
  for (const node of nodes ?? []) if ("String" in node) found.push(node.String.sval ?? "");
  return found;
}

/** The last two parts of a name: a database name before the schema says nothing. */
export function qualified(parts: readonly string[]): QualifiedName {
  return { schema: parts.length > 1 ? (parts.at(-2) as string) : null, name: parts.at(-1) ?? "" };
}

export function relationName(relation: RangeVar | undefined): QualifiedName {
  return { schema: relation?.schemaname ?? null, name: relation?.relname ?? "" };
}

/** The name of anything a DROP, COMMENT or ALTER names: a list, a type, a function with its arguments, a bare string. */
export function objectParts(node: Node | undefined): string[] {
  if (!node) return [];
  if ("List" in node)
    return strings(node.List.items).length > 0 ? strings(node.List.items) : objectParts(node.List.items?.[0]);
  if ("String" in node) return [node.String.sval ?? ""];
  if ("TypeName" in node) return strings(node.TypeName.names);
  if ("ObjectWithArgs" in node) return strings(node.ObjectWithArgs.objname);
  return [];
}

export function options(nodes: readonly Node[] | undefined): DefElem[] {
  const found: DefElem[] = [];
  for (const node of nodes ?? []) if ("DefElem" in node) found.push(node.DefElem);
  return found;
}

export function option(nodes: readonly Node[] | undefined, name: string): DefElem | undefined {
  return options(nodes).find((element) => element.defname === name);
}

/** The value of an option as text; null when it has none. */
export function optionText(element: DefElem | undefined): string | null {
  const argument = element?.arg;
  if (!argument) return null;
  if ("String" in argument) return argument.String.sval ?? "";
  if ("Integer" in argument) return String(argument.Integer.ival ?? 0);
  if ("Float" in argument) return argument.Float.fval ?? "";
  if ("Boolean" in argument) return String(argument.Boolean.boolval ?? false);
  if ("TypeName" in argument) return strings(argument.TypeName.names).at(-1) ?? null;
  return null;
}

/** Whether a boolean option is on: `WITH (x)`, `x = true`, `x = on`, `x = 1`. */
export function optionOn(element: DefElem | undefined): boolean {
  if (!element) return false;
  const value = optionText(element);
  return value === null || ["true", "on", "yes", "1"].includes(value.toLowerCase());
}

/** `public`, `current_user`, … for the roles without a name of their own. */
function roleName(role: RoleSpec): string {
  if (role.rolename !== undefined) return role.rolename;
  return (role.roletype ?? "").replace("ROLESPEC_", "").toLowerCase();
}

export function roleNames(nodes: readonly Node[] | undefined): string[] {
  const names: string[] = [];
  for (const node of nodes ?? []) if ("RoleSpec" in node) names.push(roleName(node.RoleSpec));
  return names;
}

/** Calls `visit` for each node below, with its kind; a visit that answers false keeps the walk out of the node. */
export function walk(tree: unknown, visit: (kind: string, node: Record<string, unknown>) => boolean | void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) walk(item, visit);
  } else if (tree !== null && typeof tree === "object") {
    for (const [kind, value] of Object.entries(tree)) {
      if (value === null || typeof value !== "object") continue;
      if (!Array.isArray(value) && visit(kind, value as Record<string, unknown>) === false) continue;
      walk(value, visit);
    }
  }
}

/** The tables, views and functions-as-tables a query reads, without its own WITH names; each name once, in order. */
export function relations(tree: unknown): QualifiedName[] {
  const own = new Set<string>();
  walk(tree, (kind, node) => {
    if (kind === "CommonTableExpr" && typeof node.ctename === "string") own.add(node.ctename);
  });
  const found = new Map<string, QualifiedName>();
  walk(tree, (kind, node) => {
    if ((kind !== "RangeVar" && kind !== "relation") || typeof node.relname !== "string") return;
    const name = relationName(node as RangeVar);
    if (name.schema === null && own.has(name.name)) return;
    found.set(`${name.schema ?? ""}.${name.name}`, name);
  });
  return [...found.values()];
}
