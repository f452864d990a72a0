import { expect, test } from "vitest";
import { readTree, summary } from "../read-tree.ts";

/** A small repository of one tool, and what its history must be. */
export interface Example {
  readonly files: Readonly<Record<string, string>>;
  readonly tool: string;
  readonly name: string;
  readonly hasDowns: boolean;
  readonly migrations: readonly string[];
}

export const create = "CREATE TABLE a (id int);";
export const drop = "DROP TABLE a;";
export const index = "CREATE INDEX CONCURRENTLY i ON a (id);";

export function testExamples(examples: Readonly<Record<string, Example>>): void {
  test.each(Object.entries(examples))("%s", async (_name, { files, ...expected }) => {
    const { histories, unread } = await readTree(files);
    expect(unread).toEqual([]);
    expect(histories.map(summary)).toEqual([expected]);
  });

  test("every file with SQL is claimed once, taken or with the reason why not", async () => {
    for (const { files } of Object.values(examples)) {
      const { claims } = await readTree(files);
      const claimed = claims.filter(({ file }) => file.endsWith(".sql")).map(({ file }) => file);
      expect(claimed).toEqual(
        Object.keys(files)
          .filter((file) => file.endsWith(".sql"))
          .toSorted(),
      );
      for (const { why } of claims) expect(why).not.toBe("");
    }
  });
}
