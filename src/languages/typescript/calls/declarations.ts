import { ts } from "ts-morph";
import type {
  ClassRecord,
  FunctionRecord,
  MemberRecord,
  NameRecord,
  ParameterRecord,
  Ref,
  ValueFact,
} from "../../../facts/calls.ts";
import { pathTo } from "./bindings.ts";
import type { NameNode, Numbering } from "./numbering.ts";
import type { Values } from "./values.ts";

/** Records of what a file declares. */
export function createDeclarations(numbers: Numbering, values: Values, returned: ReadonlyMap<number, ts.Expression[]>) {
  const decoratorsOf = (node: ts.Node): readonly number[] =>
    ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []).flatMap((each) => numbers.callOf(each) ?? []) : [];

  function functionRecord(node: ts.SourceFile | ts.FunctionLikeDeclaration, index: number): FunctionRecord {
    const returns = (returned.get(index) ?? []).slice(0, 12).map((each) => values.value(each));
    if (ts.isSourceFile(node)) return { ...moduleRecord, returns, at: [0, node.end] };
    const body = ts.isArrowFunction(node) && !ts.isBlock(node.body) ? [values.value(node.body)] : [];
    return {
      name: nameOf(node),
      kind: kindOf(node),
      parent: numbers.enclosing(node),
      class: ts.isClassLike(node.parent) ? numbers.classOf(node.parent) : -1,
      static: isStatic(node),
      async: (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) !== 0,
      parameters: node.parameters.map(parameterRecord),
      decorators: decoratorsOf(node),
      argumentOf: argumentOf(node),
      returns: [...body, ...returns],
      at: values.span(node),
    };
  }

  function parameterRecord(node: ts.ParameterDeclaration): ParameterRecord {
    return {
      name: ts.isIdentifier(node.name) ? node.name.text : null,
      type: values.type(node.type),
      field: ts.isParameterPropertyDeclaration(node, node.parent),
      decorators: decoratorsOf(node),
    };
  }

  function argumentOf(node: ts.FunctionLikeDeclaration): FunctionRecord["argumentOf"] {
    let at: ts.Node = node;
    while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent)) at = at.parent;
    const { parent } = at;
    if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return null;
    const call = numbers.callOf(parent);
    const index = parent.arguments?.indexOf(at as ts.Expression) ?? -1;
    return call === undefined || index < 0 ? null : { call, index };
  }

  function classRecord(node: ts.ClassLikeDeclaration): ClassRecord {
    const base = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    return {
      name: node.name?.text ?? null,
      extends: base ? values.ref(base.expression) : null,
      decorators: decoratorsOf(node),
      members: node.members.flatMap(memberRecords),
      at: values.span(node),
    };
  }

  function memberRecords(node: ts.ClassElement): readonly MemberRecord[] {
    if (ts.isConstructorDeclaration(node))
      return node.parameters.flatMap((parameter) =>
        ts.isParameterPropertyDeclaration(parameter, node) && ts.isIdentifier(parameter.name)
          ? [
              {
                name: parameter.name.text,
                static: false,
                value: null,
                type: values.type(parameter.type),
                decorators: decoratorsOf(parameter),
              },
            ]
          : [],
      );
    const name = node.name && nameText(node.name);
    if (!name) return [];
    const common = { name, static: isStatic(node), decorators: decoratorsOf(node) };
    if (ts.isPropertyDeclaration(node))
      return [
        { ...common, value: node.initializer ? values.value(node.initializer) : null, type: values.type(node.type) },
      ];
    const index = numbers.functionOf(node);
    return index < 0 ? [] : [{ ...common, value: { kind: "function", function: index }, type: null }];
  }

  function nameRecord(node: NameNode): NameRecord {
    const declaration = variableOf(node);
    return {
      name: (node.name as ts.Identifier).text,
      function: numbers.enclosing(node),
      constant: (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0,
      value: valueOf(node, declaration),
      type: ts.isVariableDeclaration(node) ? values.type(node.type) : null,
      at: values.span(node.name),
    };
  }

  /** Of a pattern's element: the member it takes of the whole, or its default. */
  function valueOf(node: NameNode, declaration: ts.VariableDeclaration): ValueFact {
    const { initializer } = declaration;
    if (ts.isVariableDeclaration(node)) {
      const list = declaration.parent.parent;
      // One item of what is gone through.
      if (ts.isForOfStatement(list)) return taken(values.ref(list.expression), ["[]"], node);
      return values.value(initializer);
    }
    if (!initializer) return { kind: "other" };
    const member = taken(values.ref(initializer), pathTo(node), node);
    return node.initializer
      ? { kind: "choice", operator: "??", options: [member, values.value(node.initializer)] }
      : member;
  }

  function taken(of: Ref, path: readonly string[], node: ts.Node): ValueFact {
    return { kind: "ref", ref: { root: of.root, path: [...of.path, ...path] }, at: values.span(node) };
  }

  return { functionRecord, classRecord, nameRecord };
}

const moduleRecord = {
  name: null,
  kind: "module",
  parent: -1,
  class: -1,
  static: false,
  async: false,
  parameters: [],
  decorators: [],
  argumentOf: null,
} as const;

function kindOf(node: ts.FunctionLikeDeclaration): FunctionRecord["kind"] {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (ts.isGetAccessor(node) || ts.isSetAccessor(node)) return "getter";
  return ts.isMethodDeclaration(node) ? "method" : "function";
}

function isStatic(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
  );
}

/** The name it has, or is declared, assigned or keyed by; also through a wrapper: `const list = asyncHandler(async () => …)`. */
function nameOf(node: ts.FunctionLikeDeclaration): string | null {
  if (node.name) return nameText(node.name);
  let at: ts.Node = node;
  while (ts.isCallExpression(at.parent) || ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent)) {
    // An argument of a call with a name of its own is a callback.
    if (ts.isCallExpression(at.parent) && at.parent.expression === at) return null;
    at = at.parent;
  }
  const { parent } = at;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return nameText(parent.name);
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
  return null;
}

function nameText(name: ts.PropertyName): string | null {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name) ? name.text : null;
}

function variableOf(node: NameNode): ts.VariableDeclaration {
  let at: ts.Node = node;
  while (!ts.isVariableDeclaration(at)) at = at.parent;
  return at;
}
