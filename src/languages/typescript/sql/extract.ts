import { ts } from "ts-morph";
import type { EmbeddedText } from "../../../facts/embedded.ts";
import { ownerOf } from "../anchor.ts";
import type { CreateExtractor } from "../extractor.ts";
import { isConditional } from "../conditional.ts";
import { createLoops } from "../loops.ts";
import { assemble, type Assembled } from "./assemble.ts";
import { isAppendable, isAppended } from "./appended.ts";
import { clientDialect } from "./client.ts";
import { createComposer } from "./compose.ts";
import { dialectOf } from "./dialect.ts";
import { isQueryCall, trustOfCall, trustOfTag } from "./places.ts";
import { sectionOf } from "./section.ts";
import { looksLikeSql, mayBeSql, type Trust } from "./sniff.ts";
import { unwrap } from "./unwrap.ts";

/** The SQL a file holds: tagged templates, arguments of query calls, `{ text: … }`, and, in migrations, every text that is SQL. */
export const createEmbeddedSql: CreateExtractor<readonly EmbeddedText[]> = ({ file, role, sourceFile }) => {
  const found: EmbeddedText[] = [];
  // Literals that are part of a text already found: parents come first in the walk.
  const used = new Set<ts.Node>();
  const loops = createLoops();
  const composer = createComposer(sourceFile, loops.lookUp);
  const isMigration = role === "migration";
  const declared: ts.VariableDeclaration[] = [];

  function take(expression: ts.Expression, at: ts.Node, trust: Trust): boolean {
    if (used.has(expression)) return true;
    const beginning = beginningOf(expression);
    if (beginning !== null && !mayBeSql(beginning)) return false;
    const mine = new Set<ts.Node>();
    const grows = !isMigration && isAppended(expression.parent);
    const read = () => {
      const parts = composer.compose(expression, mine);
      const more = { hole: expression.parent.getText(sourceFile).split(/\W/)[0] ?? "", outer: expression.end };
      return parts && grows ? [...parts, { text: " ", outer: null }, more] : parts;
    };
    const turns = isMigration ? loops.each(at, read) : [read()];
    const assembled = turns.flatMap((parts) => (parts ? [assemble(parts)] : []));
    if (!assembled[0] || !looksLikeSql(assembled[0].text, trust)) return false;
    const repeated = [...mine].every((node) => used.has(node));
    for (const node of mine) used.add(node);
    // A constant run at two places is one text.
    if (!repeated) for (const one of unlike(assembled)) emit(one, at);
    return true;
  }

  function emit(text: Pick<EmbeddedText, "text" | "map" | "holes">, at: ts.Node): void {
    const section = isMigration ? sectionOf(at) : undefined;
    const dialect = dialectOf(at) ?? (isMigration ? undefined : clientDialect(at, sourceFile));
    const owner = ownerOf(at);
    const conditional = isMigration && isConditional(at, loops.isRead);
    found.push({
      language: "sql",
      role: isMigration ? "migration" : "query",
      file,
      ...text,
      ...(section && { section }),
      ...(dialect !== undefined && { dialect }),
      ...(owner !== null && { owner }),
      ...(conditional && { conditional: true as const }),
    });
  }

  const onCall = (node: ts.Node): void => {
    const call = node as ts.CallExpression;
    if (isAppendable(call)) {
      take(call, call, "query");
      return;
    }
    const [argument] = call.arguments;
    if (!argument || ts.isFunctionLike(argument) || ts.isObjectLiteralExpression(argument)) return;
    const trust = trustOfCall(call);
    if (trust === null) return;
    // Names are followed only where SQL is expected: a variable handed to any other function is its own affair.
    if (
      trust === "open" &&
      !ts.isStringLiteralLike(argument) &&
      !ts.isTemplateExpression(argument) &&
      !ts.isBinaryExpression(argument)
    )
      return;
    if (take(argument, call, trust) || !isMigration || ts.isStringLiteralLike(argument)) return;
    if (isQueryCall(call) && !ts.isTaggedTemplateExpression(argument))
      emit(unknownText(argument.getText(sourceFile), argument.getStart(sourceFile)), call);
  };

  const onLiteral = (node: ts.Node): void => {
    if (!used.has(node)) take(node as ts.Expression, node, "open");
  };

  return {
    visitors: {
      [ts.SyntaxKind.CallExpression]: onCall,
      [ts.SyntaxKind.TaggedTemplateExpression](node) {
        const trust = trustOfTag((node as ts.TaggedTemplateExpression).tag);
        if (trust !== null) take(node as ts.Expression, node, trust);
      },
      [ts.SyntaxKind.PropertyAssignment](node) {
        const { name, initializer } = node as ts.PropertyAssignment;
        if (ts.isIdentifier(name) && (name.text === "text" || name.text === "sql" || name.text === "query"))
          take(initializer, node, "open");
      },
      [ts.SyntaxKind.VariableDeclaration](node) {
        declared.push(node as ts.VariableDeclaration);
      },
      ...(isMigration && {
        [ts.SyntaxKind.StringLiteral]: onLiteral,
        [ts.SyntaxKind.NoSubstitutionTemplateLiteral]: onLiteral,
        [ts.SyntaxKind.TemplateExpression]: onLiteral,
      }),
    },
    finish() {
      // Statements kept in constants and run in another file.
      for (const { initializer } of declared) {
        const value = initializer && unwrap(initializer);
        if (value && (ts.isStringLiteralLike(value) || ts.isTemplateExpression(value) || ts.isBinaryExpression(value)))
          take(value, value, "open");
      }
      return found;
    },
  };
};

/** The literal text an expression begins with; null when it begins with something else. */
function beginningOf(expression: ts.Expression): string | null {
  let node = unwrap(expression);
  for (;;) {
    if (ts.isBinaryExpression(node)) node = unwrap(node.left);
    else if (isAppendable(node) && ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      node = unwrap(node.expression.expression);
    else break;
  }
  if (ts.isTaggedTemplateExpression(node))
    return ts.isTemplateExpression(node.template) ? node.template.head.text : node.template.text;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text : null;
}

/** One text that is the same in every turn of a loop is one text. */
function unlike(texts: readonly Assembled[]): readonly Assembled[] {
  return texts.every(({ text }) => text === texts[0]?.text) ? texts.slice(0, 1) : texts;
}

/** A migration runs SQL that the source does not tell: said, not left out. */
function unknownText(expression: string, outer: number): Pick<EmbeddedText, "text" | "map" | "holes"> {
  const text = "/*hole_1*/";
  return {
    text,
    map: [{ inner: 0, outer, length: 0 }],
    holes: [{ inner: 0, length: text.length, expression, role: "fragment" }],
  };
}
