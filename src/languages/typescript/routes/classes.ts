import { ts } from "ts-morph";
import type { ClassFact, ClassMember, Expression } from "../../../facts/routes.ts";
import { lowerExpression } from "./expressions.ts";
import { lowerFunction, typeName } from "./functions.ts";
import type { Lowering } from "./lowering.ts";
import { lowerStatements } from "./statements.ts";

export function lowerClass(node: ts.ClassLikeDeclaration, lowering: Lowering): ClassFact {
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  return {
    kind: "class",
    name: node.name?.text ?? null,
    extends: base ? lowerExpression(base, lowering) : null,
    decorators: decorators(node, lowering),
    members: node.members.flatMap((member) => lowerMember(member, lowering)),
    at: lowering.at(node),
  };
}

function decorators(node: ts.Node, lowering: Lowering): Expression[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).map(({ expression }) => lowerExpression(expression, lowering));
}

function lowerMember(node: ts.ClassElement, lowering: Lowering): ClassMember[] {
  const isStatic = ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  const common = { static: isStatic, decorators: decorators(node, lowering), type: null, at: lowering.at(node.name ?? node) };
  if (ts.isConstructorDeclaration(node)) {
    return node.body ? [{ ...common, kind: "constructor", name: "constructor", value: lowerFunction(node, lowering) }] : [];
  }
  if (ts.isClassStaticBlockDeclaration(node)) {
    const body = lowerStatements(node.body.statements, lowering);
    return [{ ...common, kind: "static-block", name: "", value: { kind: "function", name: null, parameters: [], body, at: common.at } }];
  }
  const name = node.name && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) || ts.isStringLiteral(node.name)) ? node.name.text : null;
  if (name === null) return [];
  if (ts.isMethodDeclaration(node)) return node.body ? [{ ...common, kind: "method", name, value: lowerFunction(node, lowering) }] : [];
  if (ts.isGetAccessorDeclaration(node)) return [{ ...common, kind: "getter", name, value: lowerFunction(node, lowering) }];
  if (!ts.isPropertyDeclaration(node)) return [];
  const value = node.initializer ? lowerExpression(node.initializer, lowering) : null;
  return [{ ...common, kind: "field", name, type: typeName(node.type), value }];
}
