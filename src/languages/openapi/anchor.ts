import { segmentsOf } from "./pointer.ts";

const methods = new Set("get put post delete options head patch trace query".split(" "));

/**
 * The semantic address of a node: `openapi:GET /users/{id}#responses/404`, `openapi:components/schemas/User`,
 * `openapi:info`. Moving or renaming the root file keeps it. Nodes of other files are known by file and pointer:
 * `openapi:schemas/user.yaml#properties/email`.
 */
export function anchorOf(root: string, file: string, pointer: string): string {
  if (file !== root) return pointer === "" ? `openapi:${file}` : `openapi:${file}#${pointer.slice(1)}`;
  if (pointer === "") return `openapi:${file}`;
  const raw = pointer.slice(1).split("/");
  const [first, second, third] = segmentsOf(pointer);
  const address = (name: string, length: number): string =>
    raw.length > length ? `openapi:${name}#${raw.slice(length).join("/")}` : `openapi:${name}`;
  if ((first === "paths" || first === "webhooks") && second !== undefined) {
    const path = first === "paths" ? second : `webhooks/${second}`;
    if (third === "additionalOperations" && raw.length > 3) return address(`${segmentsOf(pointer)[3]} ${path}`, 4);
    return third !== undefined && methods.has(third) ? address(`${third.toUpperCase()} ${path}`, 3) : address(path, 2);
  }
  if (first === "components" && third !== undefined) return address(`components/${second}/${third}`, 3);
  if (
    (first === "definitions" || first === "securityDefinitions" || first === "parameters" || first === "responses") &&
    second !== undefined
  )
    return address(`${first}/${second}`, 2);
  return `openapi:${raw.join("/")}`;
}
