import { ts } from "ts-morph";
import type { AssignmentRecord, CallFacts, CallRecord, RetryRecord } from "../../../facts/calls.ts";
import type { CreateExtractor } from "../extractor.ts";
import { circumstancesOf } from "./circumstances.ts";
import { createDeclarations } from "./declarations.ts";
import { exportedValues } from "./exports.ts";
import { Collected, type CallNode } from "./numbering.ts";
import { retryOf } from "./retries.ts";
import { createValues, unwrap, type Values } from "./values.ts";

/** Records what a server's file declares and calls; null for files that are no server's. */
export const createCalls: CreateExtractor<CallFacts | null> = ({ role, sourceFile }) => {
  if (role !== "server") return { visitors: {}, finish: () => null };
  const numbers = new Collected(sourceFile);
  const assignments: ts.BinaryExpression[] = [];
  const tries: ts.TryStatement[] = [];
  const returned = new Map<number, ts.Expression[]>();
  const addFunction = (node: ts.Node) => numbers.addFunction(node as ts.FunctionLikeDeclaration);
  const addClass = (node: ts.Node) => numbers.addClass(node as ts.ClassLikeDeclaration);
  // What a decorator calls is the decorator's own record.
  const addCall = (node: ts.Node) => {
    if (!ts.isDecorator(node.parent)) numbers.addCall(node as CallNode);
  };
  return {
    visitors: {
      [ts.SyntaxKind.FunctionDeclaration]: addFunction,
      [ts.SyntaxKind.FunctionExpression]: addFunction,
      [ts.SyntaxKind.ArrowFunction]: addFunction,
      [ts.SyntaxKind.MethodDeclaration]: addFunction,
      [ts.SyntaxKind.Constructor]: addFunction,
      [ts.SyntaxKind.GetAccessor]: addFunction,
      [ts.SyntaxKind.SetAccessor]: addFunction,
      [ts.SyntaxKind.ClassDeclaration]: addClass,
      [ts.SyntaxKind.ClassExpression]: addClass,
      [ts.SyntaxKind.CallExpression]: addCall,
      [ts.SyntaxKind.NewExpression]: addCall,
      [ts.SyntaxKind.TaggedTemplateExpression]: addCall,
      [ts.SyntaxKind.Decorator]: addCall,
      [ts.SyntaxKind.VariableDeclaration]: (node) => numbers.addVariable(node as ts.VariableDeclaration),
      [ts.SyntaxKind.BinaryExpression](node) {
        const { operatorToken } = node as ts.BinaryExpression;
        if (operatorToken.kind >= ts.SyntaxKind.FirstAssignment && operatorToken.kind <= ts.SyntaxKind.LastAssignment)
          assignments.push(node as ts.BinaryExpression);
      },
      [ts.SyntaxKind.TryStatement]: (node) => tries.push(node as ts.TryStatement),
      [ts.SyntaxKind.ReturnStatement](node) {
        const { expression } = node as ts.ReturnStatement;
        if (!expression) return;
        const index = numbers.enclosing(node);
        const known = returned.get(index);
        if (known) known.push(expression);
        else returned.set(index, [expression]);
      },
    },
    finish() {
      const values = createValues(sourceFile, numbers);
      const { functionRecord, classRecord, nameRecord } = createDeclarations(numbers, values, returned);
      return {
        functions: numbers.functions.map(functionRecord),
        classes: numbers.classes.map(classRecord),
        names: numbers.names.map(nameRecord),
        calls: numbers.calls.map((node) => callRecord(node, numbers, values)),
        assignments: assignments.map((node): AssignmentRecord => ({
          target: values.ref(node.left),
          operator: node.operatorToken.getText(sourceFile),
          value: values.value(node.right),
          function: numbers.enclosing(node),
          at: values.span(node),
        })),
        retries: tries.flatMap((node): RetryRecord[] => {
          const retry = retryOf(node);
          return retry ? [{ function: numbers.enclosing(node), tried: values.span(node.tryBlock), ...retry }] : [];
        }),
        exports: exportedValues(sourceFile, numbers, values),
      };
    },
  };
};

function callRecord(node: CallNode, numbers: Collected, values: Values): CallRecord {
  const { callee, given } = partsOf(node);
  const last = nameNode(callee);
  const common = {
    callee: values.ref(callee),
    arguments: given.filter((each) => !ts.isSpreadElement(each)).map((each) => values.value(each)),
    spread: given.some(ts.isSpreadElement),
    function: numbers.enclosing(node),
    at: values.span(node),
    name: values.span(last),
  };
  if (ts.isDecorator(node))
    return {
      ...common,
      form: "decorator",
      use: "other",
      caught: false,
      loop: false,
      conditional: false,
      finally: false,
    };
  const form = ts.isNewExpression(node) ? "new" : ts.isTaggedTemplateExpression(node) ? "tag" : "call";
  return { ...common, form, ...circumstancesOf(node) };
}

function partsOf(node: CallNode): { callee: ts.Expression; given: readonly ts.Expression[] } {
  if (ts.isTaggedTemplateExpression(node)) return { callee: node.tag, given: [node.template] };
  if (!ts.isDecorator(node)) return { callee: node.expression, given: node.arguments ?? [] };
  const { expression } = node;
  return ts.isCallExpression(expression)
    ? { callee: expression.expression, given: expression.arguments }
    : { callee: expression, given: [] };
}

/** `get` of `client.get`. */
function nameNode(callee: ts.Expression): ts.Node {
  const node = unwrap(callee);
  return ts.isPropertyAccessExpression(node) ? node.name : node;
}
