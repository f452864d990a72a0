import { testedOperations } from "../../src/model/contract/tested.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Tests that name less than this share of a contract are about something else: the contract's own stand elsewhere. */
const share = 1 / 3;

export default defineRule({
  id: "contract/operation-tested",
  practice: "code/testing",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "every operation of a contract that tests ask for is named by a test",
  why: "Where tests send requests to a third of a contract or more, that is how its operations are tested, and one that no test names is likely one that nobody runs before it is deployed: its route may be gone, its guard missing or its answer of another shape, and the first to find out is a consumer. Coverage of lines does not tell, for a handler is covered by calling it, and the way to it (path, method, guards, parsing, serialisation) is not.",
  fix: "add a test that sends a request to the operation and looks at the status and the body that the contract promises",
  tradeoff:
    "Only test files in TypeScript and JavaScript are read, and only paths that stand in them: requests through a generated client, paths that are imported from code that is no test, and tests of other tools (Postman, k6, `.http` files) are not seen.",
  references: [
    "https://martinfowler.com/articles/practical-test-pyramid.html",
    "https://github.com/forwardemail/supertest#readme",
    "https://fastify.dev/docs/latest/Guides/Testing/",
  ],
  readsTests: true,
  check(project) {
    for (const { document, named, unnamed } of testedOperations(project)) {
      const total = document.operations.length;
      if (named.size < total * share) continue;
      const neighbours = new Map([...named].map(([operation, at]) => [operation.path, { operation, at: at.at }]));
      for (const operation of unnamed) {
        const other = neighbours.get(operation.path);
        project.report({
          at: operation,
          message: `no test names \`${operation.method} ${operation.path}\`; tests name ${named.size} of the ${total} operations`,
          label: "promised here",
          related: other
            ? [{ at: other.at, label: `\`${other.operation.method}\` of the same path is asked for here` }]
            : [],
          fold: { by: "convention", key: document.file, of: total },
        });
      }
    }
  },
});
