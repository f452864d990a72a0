import { ts } from "ts-morph";
import type { Builder, Lowered } from "../builder.ts";
import { placed } from "../parts.ts";
import { ifTold } from "../told.ts";
import { methods } from "./methods.ts";

/** db-migrate's interface, as its driver for PostgreSQL prints it: `db.addColumn(…)`, or `db.addColumn.bind(db, …)` in a list for `async.series`. */
export const dbMigrate: Builder = {
  uses: (text) =>
    /\bdb\s*\.\s*(?:createTable|dropTable|renameTable|addColumn|removeColumn|renameColumn|changeColumn|addIndex|removeIndex|addForeignKey|removeForeignKey)\b/.test(
      text,
    ),
  lower(call, values): readonly Lowered[] | null {
    const { expression: callee } = call;
    if (!ts.isPropertyAccessExpression(callee)) return null;
    const bound = callee.name.text === "bind" && ts.isPropertyAccessExpression(callee.expression);
    const member = bound ? callee.expression : callee;
    if (!ts.isPropertyAccessExpression(member) || !isDatabase(member.expression)) return null;
    const { name } = member;
    if (!Object.hasOwn(methods, name.text)) return null;
    const given = bound ? call.arguments.slice(1) : [...call.arguments];
    const args = given.filter((argument) => !isCallback(argument));
    const statements = ifTold(() => methods[name.text]?.(args, values) ?? null);
    return [
      { statements: statements && statements.map((one) => placed(values.at(call), one)), method: name, at: call },
    ];
  },
};

/** What is called back at the end: a function, or the parameter of `up` under one of its usual names. */
function isCallback(argument: ts.Expression): boolean {
  return (
    ts.isFunctionLike(argument) || (ts.isIdentifier(argument) && /^(?:callback|cb|done|next)$/.test(argument.text))
  );
}

function isDatabase(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && /^_?db$/.test(node.text);
}
