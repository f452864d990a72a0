import { sqlName } from "../../src/model/schema/identifiers.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/invalid-index",
  practice: "data/indexing",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "an index made ON ONLY a partitioned table is attached on every partition",
  why: "CREATE INDEX ON ONLY makes the index of a partitioned table without those of its partitions. It stays invalid until each partition has an index of the same form that is attached to it. Until then it enforces nothing if it is unique, no foreign key can refer to it, and no query is helped, while the migration that made it succeeded.",
  fix: "build the same index CONCURRENTLY on each partition and attach it: ALTER INDEX … ATTACH PARTITION …",
  tradeoff: "A step-by-step build that spans several releases is in this state for a while.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    "https://www.postgresql.org/docs/current/sql-createindex.html",
  ],
  check({ schema, report }) {
    for (const table of ownTables(schema)) {
      const invalid = table.indexes.filter((index) => !index.valid);
      if (invalid.length === 0) continue;
      const partitions = schema.tables().filter((other) => other.partitionOf === table.path);
      for (const index of invalid) {
        const missing = partitions.filter((partition) => !partition.indexes.some((own) => own.partOf === index.name));
        report({
          at: index,
          message: `index \`${index.name}\` on \`${table.path}\` is not valid: ${missing.length === 0 ? "a partition's own index is not" : `attached on ${partitions.length - missing.length} of ${partitions.length} partitions`}`,
          label: "on the partitioned table only",
          related: missing.slice(0, 3).map((partition) => ({ at: partition, label: `\`${partition.path}\` has none` })),
          fix:
            missing.length === 0
              ? "attach what is missing below that partition"
              : `for ${missing
                  .map((partition) => `\`${partition.path}\``)
                  .slice(0, 3)
                  .join(
                    ", ",
                  )}${missing.length > 3 ? ", …" : ""}: CREATE INDEX CONCURRENTLY there, then ALTER INDEX ${sqlName(index.schema, index.name)} ATTACH PARTITION it`,
        });
      }
    }
  },
});
