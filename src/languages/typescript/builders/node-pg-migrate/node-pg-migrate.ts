import { ts } from "ts-morph";
import type { Builder, Lowered } from "../builder.ts";
import { placed } from "../parts.ts";
import { ifTold } from "../told.ts";
import type { Fields, Values } from "../values.ts";
import { methodOf } from "./methods.ts";

/** node-pg-migrate's builder, as version 8 prints it. */
export const nodePgMigrate: Builder = {
  uses: (text) => /\bpgm\b|node-pg-migrate|\bMigrationBuilder\b/.test(text),
  lower(call, values): readonly Lowered[] | null {
    const { expression: callee } = call;
    if (!ts.isPropertyAccessExpression(callee) || !isBuilder(callee.expression)) return null;
    const method = methodOf(callee.name.text);
    if (!method) return null;
    const statements = ifTold(() =>
      method(call.arguments, { values, shorthands: shorthandsOf(call.getSourceFile(), values) }),
    );
    return [
      {
        statements: statements && statements.map((one) => placed(values.at(call), one)),
        method: callee.name,
        at: call,
      },
    ];
  },
};

function isBuilder(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && /^_?(?:pgm|migrationBuilder|builder|db)$/.test(node.text);
}

const none: Fields = new Map();

/** `exports.shorthands = { … }`, or `export const shorthands = { … }`. */
function shorthandsOf(sourceFile: ts.SourceFile, values: Values): Fields {
  for (const statement of sourceFile.statements) {
    const value = shorthandsIn(statement);
    if (value) return values.fields(value) ?? none;
  }
  return none;
}

function shorthandsIn(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.find(
      (one) => ts.isIdentifier(one.name) && one.name.text === "shorthands",
    )?.initializer;
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, right } = statement.expression;
  return ts.isPropertyAccessExpression(left) && left.name.text === "shorthands" ? right : undefined;
}
