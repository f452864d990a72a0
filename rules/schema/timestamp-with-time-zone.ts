import { withoutModifier } from "../../src/model/schema/comparable-types.ts";
import { isBookkeeping } from "../../src/model/schema/bookkeeping.ts";
import { defineRule } from "../../src/rule/define.ts";

const withZone = "timestamp with time zone";
const withoutZone = "timestamp without time zone";

export default defineRule({
  id: "schema/timestamp-with-time-zone",
  practice: "data/types",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "points in time are kept as timestamptz",
  why: "A timestamp without time zone is what a clock on some wall showed, and the row does not say which wall. PostgreSQL stores what it is given and converts nothing: now() and CURRENT_TIMESTAMP are cut to the session's time zone, so two servers with different settings write different values for one moment, and at the end of summer time an hour comes twice.",
  fix: "use timestamptz (timestamp with time zone): it takes the same eight bytes, and stores the moment",
  tradeoff:
    "A time that is meant for whatever zone the reader is in, such as a shop's opening hour, has no zone. A project whose every session and driver is set to UTC gets away without one.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES",
    "https://wiki.postgresql.org/wiki/Don't_Do_This#Don.27t_use_timestamp_.28without_time_zone.29",
  ],
  check({ schema, history, report }) {
    const tables = schema
      .tables()
      .filter((table) => table.partitionOf === null && !table.temporary && !isBookkeeping(table));
    const columns = tables
      .flatMap((table) => table.columns)
      .filter((column) => withoutModifier(column.type) === withZone || withoutModifier(column.type) === withoutZone);
    for (const column of columns) {
      if (withoutModifier(column.type) === withZone) continue;
      report({
        at: { at: column.typeAt, anchor: column.anchor, within: column.at },
        message: `\`${column.path}\` is a timestamp without time zone`,
        label: "which zone's time it is, nothing says",
        fold: { by: "convention", key: history.name, of: columns.length },
      });
    }
  },
});
