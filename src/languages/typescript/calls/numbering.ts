import { ts } from "ts-morph";

/** The nodes of a file that get a record, in source order; a node's place in its list is its number in the facts. */
export interface Numbering {
  readonly functions: readonly (ts.SourceFile | ts.FunctionLikeDeclaration)[];
  readonly classes: readonly ts.ClassLikeDeclaration[];
  readonly calls: readonly CallNode[];
  readonly names: readonly NameNode[];
  functionOf(node: ts.Node): number;
  classOf(node: ts.Node): number;
  callOf(node: ts.Node): number | undefined;
  nameOf(node: ts.Node): number | undefined;
  /** The function a node stands in: 0 for the module. */
  enclosing(node: ts.Node): number;
}

export type CallNode = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression | ts.Decorator;
/** A declared name, or one element of a pattern. */
export type NameNode = ts.VariableDeclaration | ts.BindingElement;

export class Collected implements Numbering {
  readonly functions: (ts.SourceFile | ts.FunctionLikeDeclaration)[];
  readonly classes: ts.ClassLikeDeclaration[] = [];
  readonly calls: CallNode[] = [];
  readonly names: NameNode[] = [];
  readonly #numbers = new Map<ts.Node, number>();
  readonly #enclosing = new Map<ts.Node, number>();

  constructor(sourceFile: ts.SourceFile) {
    this.functions = [sourceFile];
    this.#numbers.set(sourceFile, 0);
  }

  addFunction(node: ts.FunctionLikeDeclaration): void {
    // Overloads and abstract methods run nothing.
    if (node.body) this.#add(this.functions, node);
  }

  addClass(node: ts.ClassLikeDeclaration): void {
    this.#add(this.classes, node);
  }

  addCall(node: CallNode): void {
    this.#add(this.calls, node);
  }

  addVariable(node: ts.VariableDeclaration): void {
    if (ts.isIdentifier(node.name)) this.#add(this.names, node);
    else this.#addElements(node.name);
  }

  functionOf(node: ts.Node): number {
    return this.#numbers.get(node) ?? -1;
  }

  classOf(node: ts.Node): number {
    return this.#numbers.get(node) ?? -1;
  }

  callOf(node: ts.Node): number | undefined {
    return this.#numbers.get(node);
  }

  nameOf(node: ts.Node): number | undefined {
    return this.#numbers.get(node);
  }

  enclosing(node: ts.Node): number {
    const passed: ts.Node[] = [];
    let found = 0;
    for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
      const known = this.#enclosing.get(at);
      if (known !== undefined) {
        found = known;
        break;
      }
      passed.push(at);
      const own = ts.isFunctionLike(at) || ts.isSourceFile(at) ? this.#numbers.get(at) : undefined;
      if (own !== undefined) {
        found = own;
        break;
      }
    }
    for (const each of passed) this.#enclosing.set(each, found);
    return found;
  }

  #add<Node extends ts.Node>(list: Node[], node: Node): void {
    this.#numbers.set(node, list.length);
    list.push(node);
  }

  #addElements(pattern: ts.BindingPattern): void {
    for (const element of pattern.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (ts.isIdentifier(element.name)) this.#add(this.names, element);
      else this.#addElements(element.name);
    }
  }
}
