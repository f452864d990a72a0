import { ts } from "ts-morph";
import type { Builder, Lowered } from "../builder.ts";
import { placed } from "../parts.ts";
import { ifTold, must } from "../told.ts";
import { statement } from "./statements.ts";

/** Kysely's schema builder, as version 0.28 prints it. Only `execute()` sends a statement. */
export const kysely: Builder = {
  uses: (text) => /\bKysely\b|\bfrom\s+["']kysely["']|\brequire\(["']kysely["']\)/.test(text),
  lower(call, values): readonly Lowered[] | null {
    if (!ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== "execute") return null;
    const { links } = values.chain(call);
    const from = links.findIndex(({ name, args }) => name === "schema" && args === null);
    if (from < 0) return null;
    const after = links.slice(from + 1, -1);
    const at = after.findIndex(({ name }) => name !== "withSchema");
    const main = after[at];
    if (!main) return null;
    const statements = ifTold(() => {
      const schema = at > 0 ? must(values.string(after[at - 1]?.args?.[0])) : null;
      return [placed(values.at(call), statement(main, after.slice(at + 1), schema, values))];
    });
    return [{ statements, method: main.nameNode, at: call, unseen: at > 0 }];
  },
};
