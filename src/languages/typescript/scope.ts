import { ts } from "ts-morph";

/** A name declared in a block, and whether it can change. */
export interface Declared {
  readonly node: ts.VariableDeclaration | ts.EnumDeclaration | ts.ClassDeclaration;
  readonly constant: boolean;
}

/**
 * Finds the variable, enum or class a name stands for, within one file and by lexical scope. Blocks are indexed on first
 * use, so that asking for each of a thousand names costs one pass over each block. Parameters, imports and patterns end
 * the search: their value is not known here.
 */
export function createScopes(): (name: ts.Identifier) => Declared | null {
  const indexes = new Map<ts.Node, ReadonlyMap<string, Declared>>();

  function indexOf(block: ts.BlockLike): ReadonlyMap<string, Declared> {
    let index = indexes.get(block);
    if (!index) indexes.set(block, (index = readBlock(block)));
    return index;
  }

  return (name) => {
    for (let at: ts.Node = name.parent; at; at = at.parent) {
      if (ts.isFunctionLike(at) && at.parameters.some((parameter) => declares(parameter.name, name.text))) return null;
      if (!ts.isSourceFile(at) && !ts.isBlock(at) && !ts.isModuleBlock(at) && !ts.isCaseOrDefaultClause(at)) continue;
      const found = indexOf(at).get(name.text);
      if (found) return found;
    }
    return null;
  };
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
