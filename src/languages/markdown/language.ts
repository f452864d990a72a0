import type { Language } from "../language.ts";
import { discoverDecisions, type DecisionUnit } from "./decision-files.ts";
import type { DecisionReading } from "./read.ts";

/** Architecture decision records: Markdown files in a decision folder (ADRs, MADR, Nygard's form). */
export const markdown: Language<DecisionUnit, DecisionReading> = {
  name: "markdown",
  discover: discoverDecisions,
  load: async () => (await import("./read.ts")).reader,
};
