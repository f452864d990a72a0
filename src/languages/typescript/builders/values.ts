import { ts } from "ts-morph";
import { createComposer } from "../sql/compose.ts";
import { unwrap } from "../sql/unwrap.ts";
import type { Part } from "../sql/parts.ts";
import type { Declared } from "../scope.ts";

/** Data: what an expression is once it is computed, as far as the source says. */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/** A property of an object literal. */
export interface Field {
  readonly key: ts.Node;
  readonly value: ts.Expression;
}

export type Fields = ReadonlyMap<string, Field>;

/** `Sequelize.STRING(20).BINARY`: what it begins with, and each member, called or not. */
export interface Chain {
  readonly root: ts.Expression;
  readonly links: readonly Link[];
}

export interface Link {
  readonly name: string;
  /** Null for a member that is not called. */
  readonly args: readonly ts.Expression[] | null;
  readonly nameNode: ts.Node;
  /** The expression up to this link and its call. */
  readonly node: ts.Expression;
}

/** Reads values of one file: literals, and constants of the file that hold them. Null says that the source does not tell. */
export interface Values {
  /** A string with the places of its characters. */
  text(expression: ts.Expression | undefined): readonly Part[] | null;
  string(expression: ts.Expression | undefined): string | null;
  /** Whatever data an expression is, in a box: `undefined` is data too. */
  plain(expression: ts.Expression | undefined): { readonly value: Plain } | null;
  list(expression: ts.Expression | undefined): readonly ts.Expression[] | null;
  /** In the order JavaScript keeps; null when a spread or a computed key hides something. */
  fields(expression: ts.Expression | undefined): Fields | null;
  chain(expression: ts.Expression): Chain;
  /** Without parentheses, casts, `await`; a constant's name replaced by its value. */
  resolve(expression: ts.Expression): ts.Expression;
  source(node: ts.Node): string;
  at(node: ts.Node): { readonly start: number; readonly end: number };
}

const depthLimit = 8;

export function createValues(sourceFile: ts.SourceFile, lookUp: (name: ts.Identifier) => Declared | null): Values {
  const composer = createComposer(sourceFile, lookUp);

  function resolve(expression: ts.Expression, depth = 0): ts.Expression {
    const node = bare(expression);
    if (depth > depthLimit) return node;
    if (ts.isIdentifier(node)) {
      const found = lookUp(node);
      if (found?.value) return resolve(found.value, depth + 1);
      if (!found?.constant || !ts.isVariableDeclaration(found.node) || !found.node.initializer) return node;
      return resolve(found.node.initializer, depth + 1);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const object = resolve(node.expression, depth + 1);
      const member = object === bare(node.expression) ? undefined : fields(object, depth + 1)?.get(node.name.text);
      return member ? resolve(member.value, depth + 1) : node;
    }
    return node;
  }

  function fields(expression: ts.Expression | undefined, depth = 0): Fields | null {
    if (!expression || depth > depthLimit) return null;
    const node = resolve(expression, depth);
    if (!ts.isObjectLiteralExpression(node)) return null;
    const found = new Map<string, Field>();
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = fields(property.expression, depth + 1);
        if (!spread) return null;
        for (const [name, field] of spread) found.set(name, field);
        continue;
      }
      const name = property.name && keyOf(property.name);
      if (name === null || name === undefined) return null;
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : null;
      // A method says nothing about the data, but it is a property.
      if (value) found.set(name, { key: property.name as ts.Node, value });
      else found.set(name, { key: property.name as ts.Node, value: ts.factory.createVoidZero() });
    }
    return found;
  }

  function keyOf(name: ts.PropertyName): string | null {
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
    return ts.isComputedPropertyName(name) ? string(name.expression) : null;
  }

  function text(expression: ts.Expression | undefined): readonly Part[] | null {
    if (!expression) return null;
    const value = bare(expression);
    const parts = composer.compose(value, new Set()) ?? followed(value);
    return parts?.every((part) => "text" in part) ? parts : null;
  }

  function followed(node: ts.Expression): readonly Part[] | null {
    const value = resolve(node);
    return value === node ? null : composer.compose(value, new Set());
  }

  function string(expression: ts.Expression | undefined): string | null {
    return (
      text(expression)
        ?.map((part) => ("text" in part ? part.text : ""))
        .join("") ?? null
    );
  }

  function list(expression: ts.Expression | undefined): readonly ts.Expression[] | null {
    if (!expression) return null;
    const node = resolve(expression);
    if (!ts.isArrayLiteralExpression(node)) return null;
    const items: ts.Expression[] = [];
    for (const element of node.elements) {
      const spread = ts.isSpreadElement(element) ? list(element.expression) : [element];
      if (!spread) return null;
      items.push(...spread);
    }
    return items;
  }

  function plain(expression: ts.Expression | undefined, depth = 0): { readonly value: Plain } | null {
    if (!expression) return { value: undefined };
    if (depth > depthLimit) return null;
    const known = string(expression);
    if (known !== null) return { value: known };
    const node = resolve(expression);
    const simple = simpleValue(node);
    if (simple) return simple;
    const items = list(node)?.map((item) => plain(item, depth + 1));
    if (items) return items.every((item) => item !== null) ? { value: items.map((item) => item.value) } : null;
    const entries = [...(fields(node) ?? [])].map(([name, field]) => [name, plain(field.value, depth + 1)] as const);
    if (entries.length === 0 && !ts.isObjectLiteralExpression(node)) return null;
    if (ts.isObjectLiteralExpression(node) && fields(node) === null) return null;
    const told = entries.flatMap(([name, value]) => (value ? [[name, value.value] as const] : []));
    return told.length === entries.length ? { value: Object.fromEntries(told) } : null;
  }

  function chain(expression: ts.Expression): Chain {
    const links: Link[] = [];
    let node = bare(expression);
    for (;;) {
      const called = ts.isCallExpression(node) || ts.isNewExpression(node) ? node : null;
      const member = called ? bare(called.expression) : node;
      if (!ts.isPropertyAccessExpression(member)) return { root: node, links: links.toReversed() };
      links.push({
        name: member.name.text,
        args: called ? (called.arguments ?? []) : null,
        nameNode: member.name,
        node,
      });
      node = bare(member.expression);
    }
  }

  return {
    text,
    string,
    plain,
    list,
    fields,
    chain,
    resolve,
    source: (node) => node.getText(sourceFile),
    at: (node) => ({ start: node.getStart(sourceFile), end: node.end }),
  };
}

function simpleValue(node: ts.Expression): { readonly value: Plain } | null {
  if (ts.isNumericLiteral(node)) return { value: Number(node.text) };
  if (
    ts.isPrefixUnaryExpression(node) &&
    node.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.operand)
  )
    return { value: -Number(node.operand.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  return ts.isVoidExpression(node) || (ts.isIdentifier(node) && node.text === "undefined")
    ? { value: undefined }
    : null;
}

function bare(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  return ts.isAwaitExpression(node) ? bare(node.expression) : node;
}
