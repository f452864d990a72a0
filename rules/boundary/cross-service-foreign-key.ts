import { type Owned, ownersOf } from "../../src/model/system/owners.ts";
import { defineRule } from "../../src/rule/define.ts";
import { lists } from "../../src/rule/options.ts";

export default defineRule({
  id: "boundary/cross-service-foreign-key",
  practice: "architecture/owned-data",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "foreign keys stay within the tables of one service",
  why: "A foreign key into another service's table ties two services to one database for good: neither can be moved, restored from a backup or migrated alone. Each insert here locks a row there, a DELETE of the owner is refused or cascades into rows it has never heard of, and its migration waits for locks on a table it does not know.",
  fix: "keep the other's id as a plain column, check it through the owner's API when it is written, and remove or mark the row when the owner says that its own is gone",
  tradeoff:
    "Without the key the two can come to disagree, and something has to notice and mend it. As long as the services share a database on purpose and one team owns both, the key is the cheaper guarantee: say so by naming the table for both in `owners`.",
  references: [
    "https://microservices.io/patterns/data/database-per-service.html",
    "https://learn.microsoft.com/en-us/azure/architecture/microservices/design/data-considerations",
  ],
  options: {
    owners: lists(
      "for each service's folder, globs of the tables it owns, in place of those its own migrations make; a table of two is shared",
    ),
  },
  check(project) {
    const { report, options, histories } = project;
    const owners = ownersOf(project, options.owners);
    for (const history of histories) {
      for (const key of history.schema.foreignKeys()) {
        if (key.inherited) continue;
        const { schema, table } = key.references;
        const target = history.schema.table({ schema, name: table });
        const from = owners.of(key.table, history);
        const to: Owned | null = target
          ? owners.of(target, history)
          : owners.elsewhere({ schema, name: table }, history);
        if (!from || !to || from.owner === to.owner) continue;
        report({
          at: key,
          message: `\`${key.path}\` of \`${from.owner}\` is tied to \`${to.table.path}\`, which \`${to.owner}\` owns`,
          label: "foreign key into another service's table",
          related: [
            { at: to.table, label: `\`${to.owner}\` owns it: ${to.reason}` },
            { at: from.table, label: `\`${from.owner}\` owns it: ${from.reason}` },
          ],
        });
      }
    }
  },
});
