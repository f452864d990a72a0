import { describe, expect, it } from "vitest";
import { isPrefixOf } from "../../../src/model/schema/index-prefix.ts";
import { foldSql } from "./fold-sql.ts";

async function prefix(narrow: string, wide: string): Promise<boolean> {
  const history = await foldSql(
    `CREATE TABLE t (a int, b int, c text, d int); CREATE INDEX narrow ON t ${narrow}; CREATE INDEX wide ON t ${wide};`,
  );
  const [one, other] = [history.schema.index("narrow"), history.schema.index("wide")];
  if (one === undefined || other === undefined) throw new Error("an index is missing");
  return isPrefixOf(one, other);
}

describe("isPrefixOf", () => {
  it.each([
    ["(a)", "(a, b)", true],
    ["(b)", "(a, b)", false],
    ["(a, b)", "(a)", false],
    ["(a)", "(a)", true],
    ["(lower(c))", "(lower(c), a)", true],
    ["(lower(c))", "(upper(c), a)", false],
    ["(a DESC)", "(a, b)", true],
    ["(a, b DESC)", "(a DESC, b, d)", true],
    ["(a, b DESC)", "(a, b, d)", false],
    ["(a) WHERE b > 0", "(a, d) WHERE b > 0", true],
    ["(a) WHERE b > 0", "(a, d)", false],
    ["(a)", "(a, d) WHERE b > 0", false],
    ["(c text_pattern_ops)", "(c, a)", false],
    ["(a) INCLUDE (d)", "(a, b)", false],
    ["(a) INCLUDE (d)", "(a, b) INCLUDE (d)", true],
    ["(a) INCLUDE (d)", "(a, b, d)", true],
    ["USING hash (a)", "(a, b)", false],
  ])("%s of %s: %s", async (narrow, wide, expected) => {
    expect(await prefix(narrow, wide)).toBe(expected);
  });
});
