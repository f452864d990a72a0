import type { Column, Table } from "../../src/model/schema.ts";
import { guardedColumns } from "../../src/model/queries/guarded-writes.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { guardedSecretName, hasCipherCompanion, secretName } from "../../src/model/schema/secret-names.ts";
import { isTextType } from "../../src/model/schema/text-types.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

const messages = {
  open: "keeps a secret in clear text, by its name",
  usable: "is a text column for a credential that must be readable again, and nothing says that it is encrypted",
  either: "is a text column for a secret, and nothing says that it is hashed or encrypted",
} as const;

export default defineRule({
  id: "schema/no-plaintext-secret-column",
  practice: "data/security",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "secrets are hashed or encrypted, and the column says so",
  why: "Whatever lies in clear text in a table lies in clear text in every backup, replica, export and log of slow queries, and in the answer to one injected SELECT. A leaked access token or API key works at once for whoever has it; a password is tried at other sites as well. Where the column's name says nothing, the next programmer writes the value as it comes.",
  fix: "store a hash where the value is only compared (Argon2id, scrypt or bcrypt for passwords, SHA-256 for random tokens), the ciphertext where it must be used again, and name the column after it: `password_hash`, `token_digest`, `access_token_encrypted`",
  tradeoff:
    "A token of few minutes, usable once, is worth little when it leaks. Where the application encrypts the value before it is written, a comment on the column that says so (COMMENT ON COLUMN … IS 'encrypted …') is enough; so is code that hashes or encrypts in the function that writes it.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html",
    "https://cheatsheetseries.owasp.org/cheatsheets/Cryptographic_Storage_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/312.html",
  ],
  options: { ignoreColumns: list("columns that are known to be guarded, by name: `users.password`") },
  check({ schema, history, project, report, options }) {
    const columns = ownTables(schema).flatMap((table) => table.columns.map((column) => ({ table, column })));
    const secrets = columns.filter(({ column }) => secretName(column.name) !== null || guardedSecretName(column.name));
    for (const { table, column } of secrets) {
      const named = secretName(column.name);
      if (
        named === null ||
        !isTextType(column.type) ||
        options.ignoreColumns.includes(column.path) ||
        isGuarded(table, column)
      )
        continue;
      // What code writes there says more than the name.
      if (guardedColumns(project).has(column.path)) continue;
      report({
        at: column,
        message: `\`${column.path}\` ${messages[named]}`,
        label: "text",
        confidence: named === "open" ? "high" : "medium",
        // Where most secrets are kept so, that is how the project keeps them.
        ...(named === "open" ? {} : { fold: { by: "convention", key: history.name, of: secrets.length } }),
      });
    }
  },
});

/** Said beside it, or in a comment; a key into the table that keeps the secret repeats it; or the column has room for just the digits of a hash: bcrypt's 60, or those of SHA-256 and SHA-512 in hex. */
function isGuarded(table: Table, column: Column): boolean {
  if (/hash|encrypt|cipher|digest/i.test(column.comment ?? "") || hasCipherCompanion(table.columns)) return true;
  if (table.foreignKeys.some((key) => key.columns.includes(column.name))) return true;
  if (/\((60|64|128)\)$/.test(column.type)) return true;
  return table.checks.some(
    (check) => check.columns.includes(column.name) && /\$2[aby]|argon2|scrypt|sha256/i.test(check.expression),
  );
}
