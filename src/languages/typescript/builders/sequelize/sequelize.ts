import { ts } from "ts-morph";
import type { Builder, Lowered } from "../builder.ts";
import { placed } from "../parts.ts";
import { methods } from "./methods.ts";

/** Sequelize's query interface, in migrations of sequelize-cli and Umzug. */
export const sequelize: Builder = {
  uses: (text) => /\bqueryInterface\b|\bQueryInterface\b|\bsequelize\b/i.test(text),
  lower(call, values): readonly Lowered[] | null {
    const { expression: callee } = call;
    if (!ts.isPropertyAccessExpression(callee) || !isInterface(callee.expression)) return null;
    const name = callee.name.text;
    if (!Object.hasOwn(methods, name)) return null;
    const statements = methods[name]?.(call.arguments, values);
    return [
      {
        statements: statements ? statements.map((one) => placed(values.at(call), one)) : null,
        method: callee.name,
        at: call,
      },
    ];
  },
};

/** What `up` is handed, by the names people give it: `queryInterface`, Umzug's `context`, `sequelize.getQueryInterface()`. */
function isInterface(node: ts.Expression): boolean {
  if (ts.isIdentifier(node))
    return /^_?(?:query(?:Interface)?|qi|q|migration|context|queryInterface\w*)$/.test(node.text);
  if (ts.isCallExpression(node))
    return ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "getQueryInterface";
  return ts.isPropertyAccessExpression(node) && /^(?:queryInterface|context)$/.test(node.name.text);
}
