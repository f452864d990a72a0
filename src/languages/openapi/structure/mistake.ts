/** A mistake in one node, where `path` leads from it. */
export interface Mistake {
  readonly path: string;
  readonly on: "key" | "value";
  readonly message: string;
  /** Names the misunderstanding: the same in every node that has it. */
  readonly cause: string;
}

/** Makes the mistake that one error stands for: its detail tells apart what one keyword complains of at one path. */
export type MistakeAt = (message: string, detail: string, where?: string, on?: Mistake["on"]) => Mistake;
