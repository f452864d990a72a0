import fc from "fast-check";
import { expect, test } from "vitest";
import type { QueryBlock } from "../../../src/facts/queries.ts";
import { readBlocks } from "../../../src/languages/sql/queries/postgres/read-blocks.ts";
import { parseTyped } from "../../../src/languages/sql/queries/typed/parser.ts";
import { embeddedText } from "../../../src/languages/sql/sql-text.ts";
import { StatementText } from "../../../src/languages/sql/statement-text.ts";
import { tokenize } from "../../../src/languages/sql/tokens.ts";
import { queries } from "./texts/corpus.ts";
import { readText } from "./texts/read.ts";

/**
 * The second reader gives the blocks the first gives, whole and with every place, for each text that both accept: what
 * only it accepts is then read no differently. Nothing is allowed to differ.
 */
function readTyped(text: string): readonly QueryBlock[] | null {
  const source = embeddedText("q.ts", text, [{ inner: 0, outer: 0, length: text.length }]);
  const statement = new StatementText(source, 0, text);
  const parsed = parseTyped(statement);
  return parsed?.node ? readBlocks(parsed.node, statement, []) : null;
}

const accepted = queries.filter((text) => readTyped(text) !== null);

test("most of the texts are accepted by both", () => {
  expect(accepted.length / queries.length).toBeGreaterThan(0.8);
});

test.each(accepted)("%s", async (text) => {
  const { blocks } = await readText(text);
  expect(readTyped(text)).toEqual(blocks);
});

/** Between two tokens that have space or nothing between them. */
const gap = fc.constantFrom(" ", "  ", "\n", "\t", " /* é */ ", " /* 😀 */\n", " -- select\n");

test("laid out otherwise, with comments and characters of several bytes, they still agree", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...accepted), fc.infiniteStream(gap), async (text, gaps) => {
      let written = "";
      let end = 0;
      for (const token of tokenize(text)) {
        if (end > 0 && end < token.start) written += gaps.next().value;
        written += text.slice(token.start, token.end);
        end = token.end;
      }
      const typed = readTyped(written);
      // It takes no two comments of a line behind each other.
      fc.pre(typed !== null);
      expect(typed).toEqual((await readText(written)).blocks);
    }),
    { numRuns: 30 },
  );
});
