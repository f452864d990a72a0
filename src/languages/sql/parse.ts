import { loadParser } from "./parser.ts";
import { fileText } from "./sql-text.ts";
import { readStatements } from "./statements.ts";
import type { ReadStatements } from "./statements.ts";

/** Reads all statements of one SQL text that is a file; loads the parser on first use. */
export async function parseSql(text: string, file: string): Promise<ReadStatements> {
  return readStatements(fileText(file, text), await loadParser());
}
