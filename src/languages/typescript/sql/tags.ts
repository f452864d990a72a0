import { ts } from "ts-morph";
import { unwrap } from "./unwrap.ts";

/** Tags that send what is filled in as a parameter, whoever makes them: postgres.js, slonik, drizzle, Kysely, Prisma, … */
const valueTags: ReadonlySet<string> = new Set([
  "sql",
  "SQL",
  "$queryRaw",
  "$executeRaw",
  "queryRaw",
  "executeRaw",
  "fragment",
  "typeAlias",
  "sqlFragment",
]);

export function takesValues(tag: ts.Expression): boolean {
  const callee = unwrap(ts.isCallExpression(tag) ? tag.expression : tag);
  if (ts.isIdentifier(callee)) return valueTags.has(callee.text);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  // slonik: sql.type(schema)`…`, sql.unsafe`…`; postgres.js: sql<Row[]>`…`; Prisma.sql`…`
  return valueTags.has(callee.name.text) || rootName(callee.expression) === "sql";
}

function rootName(expression: ts.Expression): string | null {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : null;
}

const names: ReadonlySet<string> = new Set(["identifier", "id", "ref", "table", "ident", "column"]);
const texts: ReadonlySet<string> = new Set(["raw", "unsafe"]);

/**
 * What a helper of a tag puts into the text: a quoted name (`sql("users")`, `sql.identifier(["app", "users"])`,
 * `sql.ref("u.id")`), or the expression whose text it takes as it is (`sql.raw(text)`); null where it is not known, or a value.
 */
export function helperText(call: ts.CallExpression, source: ts.SourceFile): string | ts.Expression | null {
  const callee = unwrap(call.expression);
  const [first] = call.arguments;
  if (ts.isIdentifier(callee))
    return (callee.text === "sql" || callee.text === "SQL") && call.arguments.length === 1
      ? quoted(first, false)
      : null;
  if (!ts.isPropertyAccessExpression(callee)) return null;
  const name = callee.name.text;
  // postgres.js held by an object: `this.sql("users")`.
  if (name === "sql" && call.arguments.length === 1) return quoted(first, false);
  if (!/(?:^|\.)(?:sql|SQL|Prisma|pgp\.as)$/.test(callee.expression.getText(source))) return null;
  if (names.has(name)) return quoted(first, name === "ref" || name === "table");
  return texts.has(name) && first ? first : null;
}

/** A literal as a quoted name, the elements of a list as the parts of one; `dotted` cuts at dots. */
function quoted(argument: ts.Expression | undefined, dotted: boolean): string | null {
  if (!argument) return null;
  const node = unwrap(argument);
  const parts = ts.isArrayLiteralExpression(node)
    ? node.elements.map((element) => (ts.isStringLiteralLike(element) ? element.text : null))
    : ts.isStringLiteralLike(node)
      ? dotted
        ? node.text.split(".")
        : [node.text]
      : [null];
  if (parts.length === 0 || parts.some((part) => part === null)) return null;
  return parts.map((part) => `"${(part as string).replaceAll('"', '""')}"`).join(".");
}
