import { ts } from "ts-morph";
import type { FunctionFact, Parameter, Pattern, PatternMember } from "../../../facts/routes.ts";
import { typeName } from "./types.ts";
import type { Lowering } from "./lowering.ts";

export function lowerFunction(node: ts.FunctionLikeDeclaration, lowering: Lowering): FunctionFact {
  const name = node.name && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name)) ? node.name.text : null;
  const parameters = node.parameters.map((parameter) => lowerParameter(parameter, lowering));
  const at = lowering.at(node);
  if (!node.body) return { kind: "function", name, parameters, body: null, at };
  const block = node.body;
  if (!ts.isBlock(block)) {
    // The value of a short arrow function is cheap, and often another function or a constant.
    const value = lowering.inside(lowering.matters(node), () => lowering.expression(block));
    return {
      kind: "function",
      name,
      parameters,
      body: value.kind === "opaque" ? null : [{ kind: "return", value }],
      at,
    };
  }
  if (!lowering.matters(node) && !isShort(block)) return { kind: "function", name, parameters, body: null, at };
  return {
    kind: "function",
    name,
    parameters,
    body: lowering.inside(lowering.matters(node), () => lowering.statements(block.statements)),
    at,
  };
}

/** A body that only returns: a factory, a getter, a constant behind a name. */
function isShort(block: ts.Block): boolean {
  const [only] = block.statements;
  return block.statements.length === 1 && only !== undefined && ts.isReturnStatement(only);
}

function lowerParameter(node: ts.ParameterDeclaration, lowering: Lowering): Parameter {
  const modifiers = ts.getModifiers(node) ?? [];
  return {
    target: lowering.pattern(node.name),
    rest: node.dotDotDotToken !== undefined,
    default: node.initializer ? lowering.expression(node.initializer) : null,
    type: typeName(node.type),
    decorators: (ts.getDecorators(node) ?? []).map(({ expression }) => lowering.expression(expression)),
    field: modifiers.length > 0,
  };
}

export function lowerPattern(name: ts.BindingName, lowering: Lowering): Pattern {
  if (ts.isIdentifier(name)) return { kind: "name", name: name.text };
  if (ts.isArrayBindingPattern(name)) {
    const elements = name.elements.filter((element) => !(ts.isBindingElement(element) && element.dotDotDotToken));
    const rest = name.elements.find((element) => ts.isBindingElement(element) && element.dotDotDotToken);
    return {
      kind: "array",
      items: elements.map((element) => (ts.isBindingElement(element) ? lowering.pattern(element.name) : null)),
      rest: rest && ts.isBindingElement(rest) ? lowering.pattern(rest.name) : null,
    };
  }
  const members: PatternMember[] = [];
  let rest: string | null = null;
  for (const element of name.elements) {
    if (element.dotDotDotToken) {
      if (ts.isIdentifier(element.name)) rest = element.name.text;
      continue;
    }
    const key = element.propertyName ?? element.name;
    if (!ts.isIdentifier(key) && !ts.isStringLiteral(key)) continue;
    const fallback = element.initializer ? lowering.expression(element.initializer) : null;
    members.push({ key: key.text, target: lowering.pattern(element.name), default: fallback });
  }
  return { kind: "object", members, rest };
}
