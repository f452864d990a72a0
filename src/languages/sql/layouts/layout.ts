import type { SectionFormat, StepPlan, TransactionMode } from "../unit.ts";
import type { SqlFiles } from "./sql-files.ts";

/** How one migration tool lays its files out. */
export interface Layout {
  /** The histories among the files that no layout before it has taken. */
  find(files: SqlFiles): readonly FoundHistory[];
}

export interface FoundHistory {
  readonly tool: string;
  /** What tells it apart from other histories: the folder its steps stand in. */
  readonly folder: string;
  readonly hasDowns: boolean;
  readonly steps: readonly StepPlan[];
  /** Why it was recognised, in a few words. */
  readonly why: string;
  /** What the tool's own files say of the database; without, the SQL is looked at. */
  readonly dialect?: string | null;
  /** Files that belong to it and are no step: each with what it is and why it is not read. */
  readonly others?: readonly OtherFile[];
}

export interface OtherFile {
  readonly file: string;
  readonly as: string;
  readonly why: string;
}

export interface StepOptions {
  readonly format?: SectionFormat;
  readonly down?: string | null;
  readonly transaction?: TransactionMode;
}

export function step(
  file: string,
  version: string,
  { format = "whole", down = null, transaction = "each" }: StepOptions = {},
): StepPlan {
  return { file, version, format, down, transaction };
}
