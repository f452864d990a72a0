import { ts } from "ts-morph";

/** The name of a type without its arguments: `Router`, `express.Application`; null for what is no plain name. */
export function typeName(type: ts.TypeNode | undefined): string | null {
  return type && ts.isTypeReferenceNode(type) ? typeText(type.typeName) : null;
}

export function typeText(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${typeText(name.left)}.${name.right.text}`;
}
