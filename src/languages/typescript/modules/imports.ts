import { ts } from "ts-morph";
import type { ImportBinding, ImportFact } from "../../../facts/code-file.ts";
import type { CreateExtractor } from "../extractor.ts";
import { createUsage, type Usage } from "./usage.ts";

/** Every way one module names another: import, `import =`, re-export, `import()`, `require()` and `import("…")` types. */
export const createImports: CreateExtractor<readonly ImportFact[]> = ({ sourceFile, file }) => {
  const imports: { fact: Omit<ImportFact, "bindings">; bindings: readonly Draft[] }[] = [];
  const usage = createUsage(sourceFile, file);

  const add = (
    node: ts.Node,
    specifier: string,
    kind: ImportFact["kind"],
    bindings: readonly Draft[],
    more: { readonly deferred?: boolean; readonly reExported?: boolean } = {},
  ): void => {
    imports.push({
      fact: {
        specifier,
        kind,
        start: node.getStart(sourceFile),
        end: node.end,
        deferred: more.deferred ?? false,
        ...(more.reExported && { reExported: true }),
      },
      bindings,
    });
  };

  return {
    visitors: {
      [ts.SyntaxKind.ImportDeclaration](node) {
        const { moduleSpecifier, importClause } = node as ts.ImportDeclaration;
        if (!ts.isStringLiteral(moduleSpecifier)) return;
        const typeOnly = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
        add(node, moduleSpecifier.text, typeOnly ? "type" : "static", clauseBindings(importClause, typeOnly));
      },
      [ts.SyntaxKind.ImportEqualsDeclaration](node) {
        const { moduleReference, name, isTypeOnly } = node as ts.ImportEqualsDeclaration;
        if (!ts.isExternalModuleReference(moduleReference) || !ts.isStringLiteralLike(moduleReference.expression))
          return;
        add(node, moduleReference.expression.text, isTypeOnly ? "type" : "require", [
          { imported: "*", local: name.text, typeOnly: isTypeOnly, track: true },
        ]);
      },
      [ts.SyntaxKind.ExportDeclaration](node) {
        const { moduleSpecifier, exportClause, isTypeOnly } = node as ts.ExportDeclaration;
        if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return;
        add(node, moduleSpecifier.text, isTypeOnly ? "type" : "re-export", reExportBindings(exportClause, isTypeOnly), {
          reExported: isTypeOnly,
        });
      },
      [ts.SyntaxKind.CallExpression](node) {
        const call = node as ts.CallExpression;
        const [argument] = call.arguments;
        if (!argument || !ts.isStringLiteralLike(argument)) return;
        if (call.expression.kind === ts.SyntaxKind.ImportKeyword)
          add(node, argument.text, "dynamic", callBindings(call), { deferred: isDeferred(call) });
        else if (ts.isIdentifier(call.expression) && call.expression.text === "require")
          add(node, argument.text, "require", callBindings(call), { deferred: isDeferred(call) });
      },
      [ts.SyntaxKind.ImportType](node) {
        const { argument } = node as ts.ImportTypeNode;
        if (ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal))
          add(node, argument.literal.text, "type", []);
      },
      [ts.SyntaxKind.Identifier]: usage.visit,
    },
    finish: () =>
      imports.map(({ fact, bindings }) => ({ ...fact, bindings: bindings.map((draft) => settle(draft, usage)) })),
  };
};

interface Draft {
  readonly imported: string;
  readonly local: string;
  readonly typeOnly: boolean;
  /** Whether how the name is used decides that it remains at run time. */
  readonly track: boolean;
}

function settle({ imported, local, typeOnly, track }: Draft, usage: Usage): ImportBinding {
  return { imported, local, value: !typeOnly && (!track || usage.isValue(local)) };
}

function clauseBindings(clause: ts.ImportClause | undefined, typeOnly: boolean): readonly Draft[] {
  if (!clause) return [];
  const bindings: Draft[] = [];
  if (clause.name) bindings.push({ imported: "default", local: clause.name.text, typeOnly, track: true });
  const named = clause.namedBindings;
  if (named && ts.isNamespaceImport(named))
    bindings.push({ imported: "*", local: named.name.text, typeOnly, track: true });
  else if (named) {
    for (const element of named.elements) {
      bindings.push({
        imported: (element.propertyName ?? element.name).text,
        local: element.name.text,
        typeOnly: typeOnly || element.isTypeOnly,
        track: true,
      });
    }
  }
  return bindings;
}

function reExportBindings(clause: ts.NamedExportBindings | undefined, typeOnly: boolean): readonly Draft[] {
  if (!clause) return [{ imported: "*", local: "*", typeOnly, track: false }];
  if (ts.isNamespaceExport(clause)) return [{ imported: "*", local: clause.name.text, typeOnly, track: false }];
  return clause.elements.map((element) => ({
    imported: (element.propertyName ?? element.name).text,
    local: element.name.text,
    typeOnly: typeOnly || element.isTypeOnly,
    track: false,
  }));
}

/** The names of `const x = require("…")`, `const { a, b: c } = await import("…")` and `const d = require("…").default`. */
function callBindings(call: ts.CallExpression): readonly Draft[] {
  let expression: ts.Expression = call;
  if (ts.isAwaitExpression(expression.parent)) expression = expression.parent;
  while (ts.isParenthesizedExpression(expression.parent)) expression = expression.parent;
  let imported = "*";
  if (ts.isPropertyAccessExpression(expression.parent) && expression.parent.expression === expression) {
    imported = expression.parent.name.text;
    expression = expression.parent;
  }
  const declaration = expression.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== expression) return [];
  if (ts.isIdentifier(declaration.name))
    return [{ imported, local: declaration.name.text, typeOnly: false, track: false }];
  if (imported !== "*" || !ts.isObjectBindingPattern(declaration.name)) return [];
  const bindings: Draft[] = [];
  for (const element of declaration.name.elements) {
    const name = element.propertyName ?? element.name;
    if (!ts.isIdentifier(element.name) || !ts.isIdentifier(name)) continue;
    bindings.push({ imported: name.text, local: element.name.text, typeOnly: false, track: false });
  }
  return bindings;
}

function isDeferred(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) if (ts.isFunctionLike(at)) return true;
  return false;
}
