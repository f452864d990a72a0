import type { FileValue } from "../../src/model/code/calls/linked.ts";
import { optionOf } from "../../src/model/code/calls/options.ts";
import { madeClients } from "../../src/model/code/database/clients.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/pool-limits",
  practice: "code/pooling",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the size of a connection pool is chosen",
  why: "Each instance of the service opens up to the pool's size, so that instances times size must stay below what the database allows, with room for migrations and other services. Left to the default of the library (5 to 100, by library) nobody has done that sum, and the next scale-out or the next service on that database finds the limit.",
  fix: "set the size where the pool is made, from the configuration, so that it can be changed together with the number of instances",
  tradeoff: "One small service in front of a pooler such as PgBouncer does well with the default.",
  references: [
    "https://node-postgres.com/apis/pool",
    "https://wiki.postgresql.org/wiki/Number_Of_Database_Connections",
    "https://github.com/brettwooldridge/HikariCP/wiki/About-Pool-Sizing",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const { call, library } of madeClients(program)) {
      const { size } = library;
      if (!size) continue;
      // A text before the options is an address or a name. An address alone may hold the limit, and is not asked.
      const options = size.at.filter((index) => !isText(program.argument(call, index)));
      const shown = options.some((index) => isObject(program.argument(call, index)));
      if (!shown || options.some((index) => optionOf(program, call, index, size.paths) !== "absent")) continue;
      report({
        at: call,
        message: `this ${library.name} pool has the size its library chose`,
        label: `up to ${size.default} connections for each instance`,
        key: library.name,
      });
    }

    function isObject(argument: FileValue | null): boolean {
      return argument !== null && program.valueOf(argument).value.kind === "object";
    }

    function isText(argument: FileValue | null): boolean {
      return argument !== null && /^(?:literal|template|environment)$/.test(program.valueOf(argument).value.kind);
    }
  },
});
