import { ts } from "ts-morph";
import type { TestedPath } from "../../../facts/tested-path.ts";
import { parse } from "../parse.ts";
import { createDispatch, register, walk } from "../walk.ts";
import { methodBeside, methodNamed } from "./method.ts";
import { isSum, isText, summands, textOf } from "./text.ts";

/**
 * The paths that a test file names, in order. Whether one of them is the system's own is for the model to say. `shared`:
 * texts that other test files export, by name.
 */
export function readTestedPaths(
  file: string,
  text: string,
  shared: ReadonlyMap<string, string> = new Map(),
): readonly TestedPath[] {
  if (!text.includes("/")) return [];
  const { sourceFile } = parse(file, text);
  const own = new Map<string, string>();
  const texts: ts.Expression[] = [];
  const take = (node: ts.Node): void => {
    if (!isSum(node.parent) && !ts.isImportDeclaration(node.parent)) texts.push(node as ts.Expression);
  };
  const dispatch = createDispatch();
  register(dispatch, {
    [ts.SyntaxKind.VariableDeclaration]: (node) => {
      const { name, initializer } = node as ts.VariableDeclaration;
      if (ts.isIdentifier(name) && initializer && ts.isStringLiteralLike(initializer))
        // Two of one name: which is meant is not told.
        own.set(name.text, own.has(name.text) ? "{}" : initializer.text);
    },
    [ts.SyntaxKind.StringLiteral]: take,
    [ts.SyntaxKind.NoSubstitutionTemplateLiteral]: take,
    [ts.SyntaxKind.TemplateExpression]: take,
    [ts.SyntaxKind.BinaryExpression]: (node) => {
      // The whole of a chain is read where it begins: each of its parts has the rest below it.
      if (isSum(node) && !isSum(node.parent) && summands(node).some(isText)) take(node);
    },
  });
  walk(sourceFile, dispatch);
  const constants = new Map([...shared, ...own]);
  return texts.flatMap((node) => {
    const written = textOf(node, constants);
    const path = pathIn(written);
    const beside = path === null ? null : methodBeside(node);
    if (path === null || beside === "mock") return [];
    const at = { file, start: node.getStart(sourceFile), end: node.getEnd() };
    return [{ file, method: beside ?? methodNamed(written), path, at }];
  });
}

/** What is asked for: behind an origin or a base that is filled in, and before the query. Null where it is no path. */
function pathIn(text: string): string | null {
  const [, path] = /^(?:[A-Z]+\s+(?=\/)|https?:\/\/[^/?#\s]*|(?:\{\})+)?(\/(?!\/)[^?#\s]*)/.exec(text) ?? [];
  return path ?? null;
}
