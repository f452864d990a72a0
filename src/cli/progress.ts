import type { Io } from "./io.ts";

const patience = 300;

/**
 * Says on a terminal what a long run is doing. Reading and checking block the loop, so nothing ticks: the line changes
 * as a phase begins, once the run has taken longer than a person waits without wondering.
 */
export class Progress {
  readonly #io: Io;
  readonly #since = performance.now();
  #shown = false;

  constructor(io: Io) {
    this.#io = io;
  }

  phase(name: string): void {
    const { stderr, env } = this.#io;
    if (!stderr.isTTY || env["CI"] || env["TERM"] === "dumb" || performance.now() - this.#since < patience) return;
    this.#shown = true;
    void stderr.write(`\r\u001b[Karchlint: ${name} …`);
  }

  async done(): Promise<void> {
    if (this.#shown) await this.#io.stderr.write("\r\u001b[K");
  }
}
