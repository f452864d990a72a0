import type { Operation } from "../../src/facts/api.ts";
import { queryReads } from "../../src/model/code/input/query-reads.ts";
import { requestInputs } from "../../src/model/code/input/request.ts";
import { nameOf, operationsByHandler, servedOperations } from "../../src/model/contract/served.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "contract/parameters-match",
  practice: "cross/contract-first",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "an operation and its handler name the same parameters",
  why: "A query parameter that the handler reads and the contract does not name is a feature only insiders know: generated clients cannot send it, gateways that validate requests refuse it, and nobody notices when it breaks. A path parameter of two names works, and misleads: logs, metrics and traces of the code say one name and every client the other, and a rename on one side is how one of them comes to mean something else.",
  fix: "declare the parameter in the document, or give it the name the other side has",
  tradeoff:
    "Parameters meant for one's own tools (`debug`, `force`) may be kept out of a public contract: ignore those with the reason.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#parameter-object",
    "https://spec.openapis.org/oas/v3.1.1.html#path-templating",
  ],
  check(project) {
    const { code, report } = project;
    const program = code.calls();
    const inputs = requestInputs(program, code.routes);
    const served = servedOperations(project);
    const answered = operationsByHandler(served);
    for (const each of served) {
      const { operation, route, handler, document } = each;
      const written = namesIn(route.path).slice(-namesIn(operation.path).length);
      for (const [at, name] of namesIn(operation.path).entries()) {
        const other = written[at];
        if (other === undefined || spelled(other) === spelled(name)) continue;
        report({
          at: operation.parameters.find((one) => one.in === "path" && one.name === name) ?? operation,
          key: `${nameOf(each)} ${name}`,
          message: `\`${nameOf(each)}\` has the path parameter \`${name}\`, which the code calls \`${other}\``,
          label: `\`${name}\` here`,
          related: [{ at: route, label: `\`${other}\` in \`${route.path}\`` }],
          fold: { by: "convention", key: `${document.file} ${name} ${other}`, of: served.length },
        });
      }
      if (!handler) continue;
      // Next.js puts the parameters of the path among those of the query.
      const inPath = new Set([...namesIn(route.path), ...namesIn(operation.path)]);
      const together = answered.get(handler) ?? [operation];
      const reads = queryReads(handler, program, inputs).filter(
        ({ name }) => !inPath.has(name) && !together.some((one) => isDeclared(one, name)),
      );
      for (const { name, at } of reads) {
        report({
          at: { at, anchor: handler.anchor, within: handler.at },
          key: `${nameOf(each)} ?${name}`,
          message: `\`${nameOf(each)}\` reads the query parameter \`${name}\`, which the contract does not declare`,
          label: "read here",
          related: [{ at: operation, label: declared(operation) }],
          fold: { by: "convention", key: `${document.file} ?${name}`, of: served.length },
        });
      }
    }
  },
});

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{\*?(\w[\w-]*)\*?\}/g)].map((match) => match[1] as string);
}

/** `user_id` and `userId` are one name in two spellings. */
function spelled(name: string): string {
  return name.replace(/[-_]/g, "").toLowerCase();
}

/** `filter[name]`, `tags[]` and whole objects declare members under their first name. */
function isDeclared({ parameters }: Operation, name: string): boolean {
  return parameters.some((each) => {
    if (each.in !== "query") return false;
    const first = each.name.replace(/\[.*$/, "");
    return first === name || (each.schema?.properties.some((property) => property.name === name) ?? false);
  });
}

function declared({ parameters }: Operation): string {
  const names = parameters.filter((each) => each.in === "query").map(({ name }) => `\`${name}\``);
  return names.length === 0 ? "declares no query parameter" : `declares ${names.join(", ")}`;
}
