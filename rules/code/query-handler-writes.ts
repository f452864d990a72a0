import { databaseWrites } from "../../src/model/code/database/writes.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/query-handler-writes",
  practice: "code/messaging",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "the handler of a query changes nothing",
  why: "Who sends a query takes it for harmless: it is retried, answered from a cache, sent to a replica that cannot write, and repeated by whoever reloads a page. A handler that writes beside it does so as often as anybody looks, or not at all.",
  fix: "move the write into a command, or into a consumer of an event that says that something was read",
  tradeoff:
    "Noting when something was last seen is no change of what was asked for; a queue or a log is a better place for it all the same.",
  references: [
    "https://learn.microsoft.com/en-us/azure/architecture/patterns/cqrs",
    "https://martinfowler.com/bliki/CommandQuerySeparation.html",
    "https://docs.nestjs.com/recipes/cqrs#queries",
  ],
  check({ code, report }) {
    const program = code.calls();
    const writes = new Map(databaseWrites(program).map(({ call }) => [call.function, call]));
    for (const of of program.functions()) {
      const { class: around, record } = of;
      if (!around || !/^(?:execute|handle)$/.test(record.name ?? "")) continue;
      const calls = program.tables.get(of.file)?.calls ?? [];
      const decorated = around.record.decorators.some((index) => {
        const call = calls[index];
        return call && program.signatureOf(call) === "@nestjs/cqrs.QueryHandler";
      });
      if (!decorated && !(around.record.name ?? "").endsWith("QueryHandler")) continue;
      const writer = program.reachableFrom(of, 100).find((each) => writes.has(each));
      const write = writer && writes.get(writer);
      if (!write) continue;
      report({
        at: of,
        message: `\`${around.record.name ?? "a query handler"}\` answers a query and writes to the database`,
        label: "asked, and changes",
        related: [{ at: { ...write, at: write.nameAt }, label: "written here" }],
      });
    }
  },
});
