import { ts } from "ts-morph";
import { createScopes, type Declared } from "./scope.ts";
import { unwrap } from "./sql/unwrap.ts";

/** What stands inside loops over lists that the source writes out, read once for each item. */
export interface Loops {
  /** What a name stands for; a loop's variable stands for the item of the turn that is read. */
  readonly lookUp: (name: ts.Identifier) => Declared | null;
  /** What `read` gives in each turn of the loops around a node: once where there are none. */
  each<T>(at: ts.Node, read: () => T): readonly T[];
  /** Whether a loop around a node is one whose every turn is read, from its first statement to its last. */
  isRead(loop: ts.Node): boolean;
}

interface Loop {
  /** What declares its variable: the statement, or the function that is called with each item. */
  readonly scope: ts.Node;
  readonly variable: ts.BindingName;
  readonly items: readonly ts.Expression[];
}

/** More turns than these are rows, not statements. */
const mostTurns = 100;
const perItem = new Set(["forEach", "map", "flatMap"]);

export function createLoops(): Loops {
  const turn = new Map<ts.Node, ts.Expression>();
  const lookUp = createScopes((scope, name) => {
    const item = turn.get(scope);
    const variable = item && variableOf(scope);
    return variable ? itemValue(variable, name, item) : null;
  });

  function loopAt(scope: ts.Node): Loop | null {
    const variable = variableOf(scope);
    if (!variable) return null;
    const list = ts.isForOfStatement(scope) ? scope.expression : listOf(scope);
    const items = list && itemsOf(list);
    return items ? { scope, variable, items } : null;
  }

  function itemsOf(list: ts.Expression): readonly ts.Expression[] | null {
    let node = unwrap(list);
    for (let depth = 0; ts.isIdentifier(node) && depth < 4; depth++) {
      const found = lookUp(node);
      const value = found?.value ?? (found?.constant && ts.isVariableDeclaration(found.node) && found.node.initializer);
      if (!value) return null;
      node = unwrap(value);
    }
    if (!ts.isArrayLiteralExpression(node)) return null;
    return node.elements.some((item) => ts.isSpreadElement(item) || ts.isOmittedExpression(item))
      ? null
      : node.elements;
  }

  function around(at: ts.Node): readonly Loop[] {
    const loops: Loop[] = [];
    for (let node = at.parent; node; node = node.parent) {
      const loop = loopAt(node);
      if (loop) loops.unshift(loop);
    }
    return loops;
  }

  return {
    lookUp,
    each(at, read) {
      const loops = around(at);
      const turns = loops.reduce((product, { items }) => product * items.length, 1);
      if (loops.length === 0 || turns > mostTurns) return [read()];
      const results: ReturnType<typeof read>[] = [];
      const enter = (depth: number): void => {
        const loop = loops[depth];
        if (!loop) results.push(read());
        for (const item of loop?.items ?? []) {
          turn.set((loop as Loop).scope, item);
          enter(depth + 1);
        }
      };
      enter(0);
      for (const { scope } of loops) turn.delete(scope);
      return results;
    },
    isRead: (scope) => loopAt(scope) !== null && !mayLeave(scope),
  };
}

/** The variable that a loop gives each item to. */
function variableOf(scope: ts.Node): ts.BindingName | undefined {
  if (ts.isForOfStatement(scope))
    return ts.isVariableDeclarationList(scope.initializer) ? scope.initializer.declarations[0]?.name : undefined;
  return ts.isArrowFunction(scope) || ts.isFunctionExpression(scope) ? scope.parameters[0]?.name : undefined;
}

/** The list whose `forEach` or `map` a function is handed to. */
function listOf(callback: ts.Node): ts.Expression | undefined {
  const call = callback.parent;
  if (!call || !ts.isCallExpression(call) || call.arguments[0] !== callback) return undefined;
  const { expression } = call;
  return ts.isPropertyAccessExpression(expression) && perItem.has(expression.name.text)
    ? expression.expression
    : undefined;
}

/** What a name of the variable stands for: the item, or the part of it that a pattern takes out. */
function itemValue(variable: ts.BindingName, name: string, item: ts.Expression): ts.Expression | null {
  if (ts.isIdentifier(variable)) return variable.text === name ? item : null;
  const value = unwrap(item);
  for (const [index, element] of variable.elements.entries()) {
    if (ts.isOmittedExpression(element) || !ts.isIdentifier(element.name) || element.name.text !== name) continue;
    if (ts.isArrayBindingPattern(variable))
      return ts.isArrayLiteralExpression(value) ? (value.elements[index] ?? null) : null;
    return ts.isObjectLiteralExpression(value) ? memberOf(value, element) : null;
  }
  return null;
}

function memberOf(value: ts.ObjectLiteralExpression, element: ts.BindingElement): ts.Expression | null {
  const key = element.propertyName ?? element.name;
  if (!ts.isIdentifier(key)) return null;
  const member = value.properties.find(
    (property) =>
      ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && property.name.text === key.text,
  );
  return member && ts.isPropertyAssignment(member) ? member.initializer : null;
}

/** Whether a turn may end early: a jump of its own, or a `return` on a condition. */
function mayLeave(scope: ts.Node): boolean {
  const isLoop = ts.isForOfStatement(scope);
  const visit = (node: ts.Node, conditional: boolean): boolean => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isBreakOrContinueStatement(node)) return isLoop;
    if (ts.isReturnStatement(node)) return isLoop || conditional;
    const inside = conditional || ts.isIfStatement(node);
    return ts.forEachChild(node, (child) => visit(child, inside) || undefined) ?? false;
  };
  return ts.forEachChild(scope, (child) => visit(child, false) || undefined) ?? false;
}
