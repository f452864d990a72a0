import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql } from "../parts.ts";
import { optionsOf } from "../options.ts";
import { must } from "../told.ts";
import { columnsOf, identity } from "./columns.ts";
import { constraintsOf } from "./constraints.ts";
import type { Methods } from "./methods.ts";
import { adapted } from "./types.ts";
import { commentOn, escaped, nameOf, textsOf } from "./values.ts";

const existing = { ifExists: " IF EXISTS", ifNotExists: " IF NOT EXISTS", cascade: " CASCADE" };

/** The methods for tables, their columns and constraints. */
export const tableMethods: Methods = {
  createTable([name, columns, given], { values, shorthands }) {
    const table = nameOf(name, values);
    const options = optionsOf(given, values);
    const read = columnsOf(table, columns, shorthands, values);
    const constraints = constraintsOf(table, options.expression("constraints"), null, read.key, values);
    const like = options.expression("like");
    const lines = [...read.lines, ...constraints.lines, ...(like ? [sql`LIKE ${nameOf(like, values).sql}`] : [])];
    const inherits = options.expression("inherits");
    const partition = optionsOf(options.expression("partition"), values);
    const partitioned = options.has("partition")
      ? sql` PARTITION BY ${must(partition.text("strategy"))} (${join(
          textsOf(partition.expression("columns"), values).map((column) => quoted(column)),
          ", ",
        )})`
      : "";
    const kind = `${options.flag("temporary") ? " TEMPORARY" : ""}${options.flag("unlogged") ? " UNLOGGED" : ""}`;
    const guard = options.flag("ifNotExists") ? existing.ifNotExists : "";
    const comment = options.expression("comment");
    return [
      sql`CREATE${kind} TABLE${guard} ${table.sql} (${join(lines, ", ")})${inherits ? sql` INHERITS (${nameOf(inherits, values).sql})` : ""}${partitioned}`,
      ...read.comments,
      ...constraints.comments,
      ...(comment ? [commentOn("TABLE", table.sql, comment, values)] : []),
    ];
  },
  dropTable([name, given], { values }) {
    const options = optionsOf(given, values);
    return [
      sql`DROP TABLE${options.flag("ifExists") ? existing.ifExists : ""} ${nameOf(name, values).sql}${options.flag("cascade") ? existing.cascade : ""}`,
    ];
  },
  renameTable: ([name, to], { values }) => [
    sql`ALTER TABLE ${nameOf(name, values).sql} RENAME TO ${nameOf(to, values).sql}`,
  ],
  alterTable([name, given], { values }) {
    const options = optionsOf(given, values);
    const security = options.text("levelSecurity");
    const logged = options.plain("unlogged");
    const actions = [
      ...(security ? [sql`${security} ROW LEVEL SECURITY`] : []),
      ...(typeof logged === "boolean" ? [own(logged ? "SET UNLOGGED" : "SET LOGGED")] : []),
    ];
    return [sql`ALTER TABLE ${nameOf(name, values).sql} ${join(actions, ", ")}`];
  },
  addColumns([name, columns, given], { values, shorthands }) {
    const table = nameOf(name, values);
    const guard = optionsOf(given, values).flag("ifNotExists") ? "IF NOT EXISTS " : "";
    const read = columnsOf(table, columns, shorthands, values, `ADD ${guard}`);
    return [sql`ALTER TABLE ${table.sql} ${join(read.lines, ", ")}`, ...read.comments];
  },
  dropColumns([name, columns, given], { values }) {
    const options = optionsOf(given, values);
    const fields = columns ? values.fields(columns) : null;
    const names = fields ? [...fields.keys()].map((column) => own(column)) : textsOf(columns, values);
    const lines = names.map(
      (column) =>
        sql`DROP ${options.flag("ifExists") ? "IF EXISTS " : ""}${quoted(column)}${options.flag("cascade") ? existing.cascade : ""}`,
    );
    return [sql`ALTER TABLE ${nameOf(name, values).sql} ${join(lines, ", ")}`];
  },
  renameColumn: ([name, column, to], { values }) => [
    sql`ALTER TABLE ${nameOf(name, values).sql} RENAME ${nameOf(column, values).sql} TO ${nameOf(to, values).sql}`,
  ],
  alterColumn([name, columnName, given], { values }) {
    const table = nameOf(name, values);
    const column = nameOf(columnName, values).sql;
    const options = optionsOf(given, values);
    const actions: (readonly Part[])[] = [];
    const defaultGiven = options.expression("default");
    const known = values.plain(defaultGiven);
    if (known?.value === null) actions.push(own("DROP DEFAULT"));
    else if (defaultGiven && (!known || known.value !== undefined))
      actions.push(sql`SET DEFAULT ${escaped(defaultGiven, values)}`);
    const type = options.text("type");
    const [collation, using] = [options.text("collation"), options.text("using")];
    if (type)
      actions.push(
        sql`SET DATA TYPE ${adapted(type)}${collation ? sql` COLLATE ${collation}` : ""}${using ? sql` USING ${using}` : ""}`,
      );
    if (options.flag("notNull")) actions.push(own("SET NOT NULL"));
    else if (options.plain("notNull") === false || options.flag("allowNull")) actions.push(own("DROP NOT NULL"));
    const generated = options.plain("sequenceGenerated");
    if (generated !== undefined)
      actions.push(own(generated ? `ADD GENERATED ${identity(generated)}` : "DROP IDENTITY"));
    const expression = options.plain("expressionGenerated");
    if (typeof expression === "string") actions.push(own(`SET EXPRESSION AS (${expression})`));
    if (expression === null) actions.push(own("DROP EXPRESSION"));
    const comment = options.expression("comment");
    const lines = actions.map((action) => sql`ALTER ${column} ${action}`);
    return [
      ...(lines.length > 0 ? [sql`ALTER TABLE ${table.sql} ${join(lines, ", ")}`] : []),
      ...(comment ? [commentOn("COLUMN", sql`${table.sql}.${column}`, comment, values)] : []),
    ];
  },
  addConstraint([name, constraint, given], { values }) {
    const table = nameOf(name, values);
    const named = values.text(constraint);
    if (!named && must(values.plain(constraint)).value) return must<never>(null);
    const written = values.text(given);
    const read = written
      ? { lines: [sql`ADD ${named ? sql`CONSTRAINT ${quoted(named)} ` : ""}${written}`], comments: [] }
      : constraintsOf(table, given, named, [], values, "ADD ");
    return [sql`ALTER TABLE ${table.sql} ${join(read.lines, ", ")}`, ...read.comments];
  },
  dropConstraint([name, constraint, given], { values }) {
    const options = optionsOf(given, values);
    return [
      sql`ALTER TABLE ${nameOf(name, values).sql} DROP CONSTRAINT${options.flag("ifExists") ? existing.ifExists : ""} ${nameOf(constraint, values).sql}${options.flag("cascade") ? existing.cascade : ""}`,
    ];
  },
  renameConstraint: ([name, constraint, to], { values }) => [
    sql`ALTER TABLE ${nameOf(name, values).sql} RENAME CONSTRAINT ${nameOf(constraint, values).sql} TO ${nameOf(to, values).sql}`,
  ],
};
