import { ts } from "ts-morph";
import type { Trust } from "./sniff.ts";

/** Methods whose first argument is SQL, in drivers, query builders, ORMs and migration tools. */
const queryMethods = new Set(
  [
    "query raw execute unsafe addSql runSql sql queryStream simple prepare",
    "$queryRawUnsafe $executeRawUnsafe queryRaw executeRaw whereRaw selectRaw fromRaw",
    "any none one many oneOrNone manyOrNone oneFirst maybeOne manyFirst anyFirst multi multiResult multiQuery result",
  ].flatMap((names) => names.split(" ")),
);
/** Of those, the ones other libraries have too: the text must speak for itself. */
const commonMethods = new Set([
  "any",
  "none",
  "one",
  "many",
  "multi",
  "result",
  "simple",
  "prepare",
  "whereRaw",
  "selectRaw",
  "fromRaw",
  "sql",
]);

const sqlTags = new Set([
  "sql",
  "SQL",
  "pgsql",
  "psql",
  "postgres",
  "$queryRaw",
  "$executeRaw",
  "queryRaw",
  "executeRaw",
  "raw",
  "unsafe",
  "fragment",
  "typeAlias",
]);
const otherTags = new Set([
  "gql",
  "graphql",
  "html",
  "css",
  "styled",
  "keyframes",
  "svg",
  "md",
  "markdown",
  "groq",
  "cypher",
  "expect",
  "it",
  "test",
  "describe",
  "each",
]);

/** Calls whose text is for people. */
const proseCallees =
  /^(?:log|debug|info|warn|error|trace|fatal|verbose|describe|it|test|expect|Error|alert|t|write|includes|startsWith|endsWith|match|split|replace|replaceAll|require|import)$|Error$|Exception$/;

/** How far a call's first argument can be trusted to be SQL; null when it is none. */
export function trustOfCall(call: ts.CallExpression): Trust | null {
  const name = calleeName(call.expression);
  if (name === null || proseCallees.test(name)) return null;
  return queryMethods.has(name) && !commonMethods.has(name) ? "query" : "open";
}

/** A call that takes SQL and nothing else, whatever its argument looks like. */
export function isQueryCall(call: ts.CallExpression): boolean {
  const name = calleeName(call.expression);
  return (
    name !== null &&
    ts.isPropertyAccessExpression(call.expression) &&
    queryMethods.has(name) &&
    !commonMethods.has(name)
  );
}

export function trustOfTag(tag: ts.Expression): Trust | null {
  // slonik: sql.type(schema)`…`
  const name = calleeName(ts.isCallExpression(tag) ? tag.expression : tag);
  if (name === null || otherTags.has(name)) return null;
  const base =
    ts.isCallExpression(tag) && ts.isPropertyAccessExpression(tag.expression)
      ? calleeName(tag.expression.expression)
      : null;
  return sqlTags.has(name) || base === "sql" ? "query" : "open";
}

function calleeName(callee: ts.Expression): string | null {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : null;
}
