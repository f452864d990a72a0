import type { Section } from "./section.ts";

/** sqlx, postgres-migrations, Atlas, node-pg-migrate: a comment at the top switches the transaction off. */
const noTransaction = /^\s*--\s*(?:no-transaction|postgres-migrations disable-transaction|atlas:txmode\s+none)\b/im;

export function whole(text: string): Section[] {
  const transaction = noTransaction.test(text.slice(0, 2000)) ? false : null;
  return [{ id: null, up: [{ start: 0, end: text.length }], down: null, transaction }];
}
