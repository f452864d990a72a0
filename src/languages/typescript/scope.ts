import { ts } from "ts-morph";

/** A name declared in a block, and whether it can change. */
export interface Declared {
  readonly node: ts.VariableDeclaration | ts.EnumDeclaration | ts.ClassDeclaration | ts.BindingName;
  readonly constant: boolean;
  /** For a loop's variable: what it stands for in the turn that is read. */
  readonly value?: ts.Expression;
}

/** What the variable of a loop, declared by a `for … of` or a function, stands for; null when that is not known. */
export type LoopValue = (scope: ts.Node, name: string) => ts.Expression | null;

/**
 * Finds the variable, enum or class a name stands for, within one file and by lexical scope. Blocks are indexed on first
 * use, so that asking for each of a thousand names costs one pass over each block. Parameters, imports and patterns end
 * the search: their value is not known here, but where `loopValue` knows it.
 */
export function createScopes(loopValue: LoopValue = () => null): (name: ts.Identifier) => Declared | null {
  const indexes = new Map<ts.Node, ReadonlyMap<string, Declared>>();

  function indexOf(block: ts.BlockLike): ReadonlyMap<string, Declared> {
    let index = indexes.get(block);
    if (!index) indexes.set(block, (index = readBlock(block)));
    return index;
  }

  return (name) => {
    for (let at: ts.Node = name.parent; at; at = at.parent) {
      const variable = variableIn(at, name.text);
      if (variable) {
        const value = loopValue(at, name.text);
        return value && { node: variable, constant: true, value };
      }
      if (!ts.isSourceFile(at) && !ts.isBlock(at) && !ts.isModuleBlock(at) && !ts.isCaseOrDefaultClause(at)) continue;
      const found = indexOf(at).get(name.text);
      if (found) return found;
    }
    return null;
  };
}

/** The parameter or the loop's variable of that name which a node declares. */
function variableIn(node: ts.Node, name: string): ts.BindingName | undefined {
  const variables = ts.isFunctionLike(node)
    ? node.parameters
    : ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)
      ? node.initializer.declarations
      : [];
  return variables.find((variable) => declares(variable.name, name))?.name;
}

function readBlock(block: ts.BlockLike): ReadonlyMap<string, Declared> {
  const index = new Map<string, Declared>();
  for (const statement of block.statements) {
    if (ts.isVariableStatement(statement)) {
      const constant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
      for (const node of statement.declarationList.declarations)
        if (ts.isIdentifier(node.name)) index.set(node.name.text, { node, constant });
    } else if ((ts.isEnumDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) {
      index.set(statement.name.text, { node: statement, constant: true });
    }
  }
  return index;
}

function declares(name: ts.BindingName, text: string): boolean {
  if (ts.isIdentifier(name)) return name.text === text;
  return name.elements.some((element) => !ts.isOmittedExpression(element) && declares(element.name, text));
}
