import type { Node, ts } from "ts-morph";
import type { TextPlace } from "../findings/place.ts";

/** The raw nodes rules may ask for. Add a line when a rule needs another kind. */
export interface CodeNodes {
  CallExpression: ts.CallExpression;
  NewExpression: ts.NewExpression;
  CatchClause: ts.CatchClause;
  StringLiteral: ts.StringLiteral;
  NoSubstitutionTemplateLiteral: ts.NoSubstitutionTemplateLiteral;
  TemplateExpression: ts.TemplateExpression;
  TaggedTemplateExpression: ts.TaggedTemplateExpression;
  BinaryExpression: ts.BinaryExpression;
  PropertyAssignment: ts.PropertyAssignment;
  PropertyAccessExpression: ts.PropertyAccessExpression;
  VariableDeclaration: ts.VariableDeclaration;
  PropertyDeclaration: ts.PropertyDeclaration;
  BindingElement: ts.BindingElement;
  FunctionDeclaration: ts.FunctionDeclaration;
  ArrowFunction: ts.ArrowFunction;
  FunctionExpression: ts.FunctionExpression;
  MethodDeclaration: ts.MethodDeclaration;
  ClassDeclaration: ts.ClassDeclaration;
  ThrowStatement: ts.ThrowStatement;
  ExpressionStatement: ts.ExpressionStatement;
  ImportDeclaration: ts.ImportDeclaration;
  ForOfStatement: ts.ForOfStatement;
  AwaitExpression: ts.AwaitExpression;
}

/** What a file is for: rules about servers leave the others alone. */
export type CodeRole = "server" | "script" | "frontend" | "config" | "migration" | "example";

/** The file a node is visited in. Nodes are the compiler's own; a wrapped one costs forty times as much and is made only on demand. */
export interface CodeFileView {
  readonly file: string;
  readonly role: CodeRole;
  readonly ts: typeof ts;
  readonly sourceFile: ts.SourceFile;
  /** The range of a node, without leading comments. */
  at(node: ts.Node): TextPlace;
  /** `typescript:src/users.ts#UserService.create`: the file and the named declarations around the node. */
  anchor(node: ts.Node): string;
  /** The ts-morph node, made now. */
  wrap(node: ts.Node): Node;
}

export type CodeVisitor<Context> = {
  readonly [Kind in keyof CodeNodes]?: (node: CodeNodes[Kind], context: Context & CodeFileView) => void;
};
