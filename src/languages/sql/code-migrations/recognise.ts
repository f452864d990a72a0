/** What kind of migration a TypeScript or JavaScript file is, by its first kilobytes; null for what is none. */
export function toolOfCode(head: string): string | null {
  const found = tools.find(([, sign]) => sign.test(head));
  if (!found || !hasUp.test(head)) return null;
  return found[0];
}

/** Some way to say `up`: a method, a property, an export, or the promise of one, where it stands below long helpers. */
const hasUp = /\bimplements\s+MigrationInterface\b|(?<![.\w])_?up\s*(?:\(|=|:)|\bexports\.up\b|\bfunction\s+up\b/;

/** The first sign that holds decides: a TypeORM file may well mention `queryInterface` in a comment. */
const tools: readonly (readonly [tool: string, sign: RegExp])[] = [
  ["typeorm", /\bMigrationInterface\b|\bQueryRunner\b/],
  ["mikro-orm", /@mikro-orm\/migrations|\bextends\s+Migration\b/],
  ["node-pg-migrate", /\bpgm\b|node-pg-migrate|\bMigrationBuilder\b/],
  ["sequelize", /\bqueryInterface\b|\bQueryInterface\b|\bsequelize\b/i],
  ["kysely", /\bKysely\b|from\s+["']kysely["']/],
  ["knex", /\bknex\b/i],
  [
    "db-migrate",
    /\bdbm\b|\brunSql\b|\bfunction\s*\(\s*db\s*[,)]|=\s*(?:async\s*)?\(?\s*db\s*[,)=]|\bdb\.(?:createTable|addColumn|removeColumn|dropTable|addIndex|all)\b/,
  ],
  ["code", /\bexports\.up\b|\bexport\s+(?:async\s+)?(?:function|const)\s+up\b|\bup\s*:\s*async\b|\basync\s+up\s*\(/],
];

/** How each runs a step by default; see the tools' manuals. */
export function transactionOfCode(tool: string): "each" | "none" {
  return tool === "sequelize" || tool === "code" ? "none" : "each";
}

/** `transaction = false` (TypeORM), `config = { transaction: false }` (Knex), `isTransactional() { return false }` (MikroORM), `noTransaction()` (node-pg-migrate). */
export const switchesTransactionOff =
  /\btransaction\s*[:=]\s*false\b|\bisTransactional\s*\([^)]*\)[^{]*\{\s*return\s+false\b|\bnoTransaction\s*\(/;
