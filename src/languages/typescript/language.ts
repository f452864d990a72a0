import type { CodeFacts } from "../../facts/code-file.ts";
import type { CodeRole } from "../../rule/code-visitor.ts";
import type { Language } from "../language.ts";
import { discover } from "./discover/discover.ts";

/** One file. */
export interface CodeUnit {
  readonly file: string;
  readonly role: CodeRole;
}

export interface CodeReading {
  readonly facts: CodeFacts;
}

/** TypeScript and JavaScript. ts-morph is loaded only when a file must be read. */
export const typescript: Language<CodeUnit, CodeReading> = {
  name: "typescript",
  discover,
  async load() {
    const { reader } = await import("./reader.ts");
    return reader;
  },
};
