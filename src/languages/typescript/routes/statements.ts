import { ts } from "ts-morph";
import type { Statement } from "../../../facts/routes.ts";
import { lowerClass } from "./classes.ts";
import { lowerExpression } from "./expressions.ts";
import { lowerFunction, lowerPattern } from "./functions.ts";
import type { Lowering } from "./lowering.ts";

export function lowerStatements(nodes: readonly ts.Statement[], lowering: Lowering): Statement[] {
  return nodes.flatMap((node) => lowerStatement(node, lowering));
}

/** A block or a single statement, as a list. */
function body(node: ts.Statement | undefined, lowering: Lowering): Statement[] {
  return node ? lowerStatement(node, lowering) : [];
}

function lowerStatement(node: ts.Statement, lowering: Lowering): Statement[] {
  return lowering.deeper<Statement[]>([], () => {
    if (ts.isBlock(node)) return lowerStatements(node.statements, lowering);
    if (ts.isVariableStatement(node)) return node.declarationList.declarations.map((each) => lowerDeclaration(each, lowering));
    if (ts.isExpressionStatement(node)) return [{ kind: "expression", value: lowerExpression(node.expression, lowering) }];
    if (ts.isReturnStatement(node)) return [{ kind: "return", value: node.expression ? lowerExpression(node.expression, lowering) : null }];
    if (ts.isThrowStatement(node)) return [{ kind: "throw", value: lowerExpression(node.expression, lowering) }];
    if (ts.isFunctionDeclaration(node)) {
      return node.body ? [{ kind: "function", name: node.name?.text ?? "default", value: lowerFunction(node, lowering) }] : [];
    }
    if (ts.isClassDeclaration(node)) return [{ kind: "class", name: node.name?.text ?? "default", value: lowerClass(node, lowering) }];
    if (ts.isExportAssignment(node)) return [{ kind: "default", value: lowerExpression(node.expression, lowering) }];
    if (ts.isEnumDeclaration(node)) return lowerEnum(node);
    if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return [{ kind: "jump" }];
    if (ts.isLabeledStatement(node)) return lowerStatement(node.statement, lowering);
    return lowerControl(node, lowering);
  });
}

function lowerDeclaration(node: ts.VariableDeclaration, lowering: Lowering): Statement {
  const target = lowerPattern(node.name, lowering);
  return { kind: "declare", target, value: node.initializer ? lowerExpression(node.initializer, lowering) : null };
}

function lowerControl(node: ts.Statement, lowering: Lowering): Statement[] {
  if (ts.isIfStatement(node)) {
    const test = lowerExpression(node.expression, lowering);
    return [{ kind: "if", test, then: body(node.thenStatement, lowering), else: body(node.elseStatement, lowering) }];
  }
  if (ts.isForOfStatement(node)) {
    const declared = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0] : undefined;
    const target = declared ? lowerPattern(declared.name, lowering) : null;
    return [{ kind: "loop", target, over: lowerExpression(node.expression, lowering), body: body(node.statement, lowering) }];
  }
  if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    return [{ kind: "loop", target: null, over: null, body: body(node.statement, lowering) }];
  }
  if (ts.isTryStatement(node)) {
    const { catchClause } = node;
    const declared = catchClause?.variableDeclaration;
    return [
      {
        kind: "try",
        body: lowerStatements(node.tryBlock.statements, lowering),
        caught: catchClause
          ? { target: declared ? lowerPattern(declared.name, lowering) : null, body: lowerStatements(catchClause.block.statements, lowering) }
          : null,
        finally: node.finallyBlock ? lowerStatements(node.finallyBlock.statements, lowering) : [],
      },
    ];
  }
  if (ts.isSwitchStatement(node)) {
    const cases = node.caseBlock.clauses.map((clause) => ({
      test: ts.isCaseClause(clause) ? lowerExpression(clause.expression, lowering) : null,
      body: lowerStatements(clause.statements, lowering),
    }));
    return [{ kind: "switch", on: lowerExpression(node.expression, lowering), cases }];
  }
  return [];
}

/** An enum is an object of its members' values. */
function lowerEnum(node: ts.EnumDeclaration): Statement[] {
  const members = node.members.flatMap((member, index) => {
    const { name, initializer } = member;
    if (!ts.isIdentifier(name) && !ts.isStringLiteral(name)) return [];
    const value = initializer && ts.isStringLiteral(initializer) ? initializer.text : initializer && ts.isNumericLiteral(initializer) ? Number(initializer.text) : index;
    return [{ key: name.text, value: { kind: "literal" as const, value }, role: "value" as const }];
  });
  return [{ kind: "declare", target: { kind: "name", name: node.name.text }, value: { kind: "object", members } }];
}

/** At the top of a file, what says nothing to nobody is dropped. */
export function isWorthKeeping(statement: Statement): boolean {
  if (statement.kind === "declare") return statement.value !== null && statement.value.kind !== "opaque";
  if (statement.kind === "expression") return statement.value.kind !== "opaque" && statement.value.kind !== "literal";
  if (statement.kind === "function") return statement.value.body !== null;
  return statement.kind !== "jump";
}
