import { ts } from "ts-morph";
import type { ClassFact, ClassMember, Expression } from "../../../facts/routes.ts";
import type { Lowering } from "./lowering.ts";
import { typeName } from "./types.ts";

export function lowerClass(node: ts.ClassLikeDeclaration, lowering: Lowering): ClassFact {
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  return {
    kind: "class",
    name: node.name?.text ?? null,
    extends: base ? lowering.expression(base) : null,
    decorators: decorators(node, lowering),
    members: lowering.inside(lowering.registers(node), () =>
      node.members.flatMap((member) => lowerMember(member, lowering)),
    ),
    at: lowering.at(node),
  };
}

function decorators(node: ts.Node, lowering: Lowering): Expression[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).map(({ expression }) => lowering.expression(expression));
}

function lowerMember(node: ts.ClassElement, lowering: Lowering): ClassMember[] {
  const isStatic =
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  const common = {
    static: isStatic,
    decorators: decorators(node, lowering),
    type: null,
    at: lowering.at(node.name ?? node),
  };
  if (ts.isConstructorDeclaration(node)) {
    return node.body ? [{ ...common, kind: "constructor", name: "constructor", value: lowering.function(node) }] : [];
  }
  if (ts.isClassStaticBlockDeclaration(node)) {
    const body = lowering.statements(node.body.statements);
    return [
      {
        ...common,
        kind: "static-block",
        name: "",
        value: { kind: "function", name: null, parameters: [], body, at: common.at },
      },
    ];
  }
  const name = node.name ? nameOf(node.name, common.decorators.length > 0) : null;
  if (name === null) return [];
  if (ts.isMethodDeclaration(node))
    return node.body ? [{ ...common, kind: "method", name, value: lowering.function(node) }] : [];
  if (ts.isGetAccessorDeclaration(node)) return [{ ...common, kind: "getter", name, value: lowering.function(node) }];
  if (!ts.isPropertyDeclaration(node)) return [];
  const value = node.initializer ? lowering.expression(node.initializer) : null;
  return [{ ...common, kind: "field", name, type: typeName(node.type), value }];
}

/** A computed name is kept where decorators say what the member is for: `@Query() async [findManyName]()`. */
function nameOf(name: ts.PropertyName, decorated: boolean): string | null {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name)) return name.text;
  return decorated && ts.isComputedPropertyName(name) && ts.isIdentifier(name.expression)
    ? `[${name.expression.text}]`
    : null;
}
