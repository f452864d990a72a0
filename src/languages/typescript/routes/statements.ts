import { ts } from "ts-morph";
import type { Statement } from "../../../facts/routes.ts";
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
    if (ts.isBlock(node)) return lowering.statements(node.statements);
    if (ts.isVariableStatement(node))
      return node.declarationList.declarations.map((each) => lowerDeclaration(each, lowering));
    if (ts.isExpressionStatement(node)) return [{ kind: "expression", value: lowering.expression(node.expression) }];
    if (ts.isReturnStatement(node))
      return [{ kind: "return", value: node.expression ? lowering.expression(node.expression) : null }];
    if (ts.isThrowStatement(node)) return [{ kind: "throw", value: lowering.expression(node.expression) }];
    if (ts.isFunctionDeclaration(node)) {
      return node.body
        ? [{ kind: "function", name: node.name?.text ?? "default", value: lowering.function(node) }]
        : [];
    }
    if (ts.isClassDeclaration(node))
      return [{ kind: "class", name: node.name?.text ?? "default", value: lowering.class(node) }];
    if (ts.isExportAssignment(node)) return [{ kind: "default", value: lowering.expression(node.expression) }];
    if (ts.isEnumDeclaration(node)) return lowerEnum(node);
    if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return [{ kind: "jump" }];
    if (ts.isLabeledStatement(node)) return lowerStatement(node.statement, lowering);
    return lowerControl(node, lowering);
  });
}

function lowerDeclaration(node: ts.VariableDeclaration, lowering: Lowering): Statement {
  const target = lowering.pattern(node.name);
  return { kind: "declare", target, value: node.initializer ? lowering.expression(node.initializer) : null };
}

function lowerControl(node: ts.Statement, lowering: Lowering): Statement[] {
  if (ts.isIfStatement(node)) {
    const test = lowering.expression(node.expression);
    return [{ kind: "if", test, then: body(node.thenStatement, lowering), else: body(node.elseStatement, lowering) }];
  }
  if (ts.isForOfStatement(node)) {
    const declared = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0] : undefined;
    const target = declared ? lowering.pattern(declared.name) : null;
    return [{ kind: "loop", target, over: lowering.expression(node.expression), body: body(node.statement, lowering) }];
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
        body: lowering.statements(node.tryBlock.statements),
        caught: catchClause
          ? {
              target: declared ? lowering.pattern(declared.name) : null,
              body: lowering.statements(catchClause.block.statements),
            }
          : null,
        finally: node.finallyBlock ? lowering.statements(node.finallyBlock.statements) : [],
      },
    ];
  }
  if (ts.isSwitchStatement(node)) {
    const cases = node.caseBlock.clauses.map((clause) => ({
      test: ts.isCaseClause(clause) ? lowering.expression(clause.expression) : null,
      body: lowering.statements(clause.statements),
    }));
    return [{ kind: "switch", on: lowering.expression(node.expression), cases }];
  }
  return [];
}

/** An enum is an object of its members' values. */
function lowerEnum(node: ts.EnumDeclaration): Statement[] {
  const members = node.members.flatMap((member, index) => {
    const { name, initializer } = member;
    if (!ts.isIdentifier(name) && !ts.isStringLiteral(name)) return [];
    const value =
      initializer && ts.isStringLiteral(initializer)
        ? initializer.text
        : initializer && ts.isNumericLiteral(initializer)
          ? Number(initializer.text)
          : index;
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
