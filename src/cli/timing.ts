import { Stopwatch } from "../engine/stopwatch.ts";
import { count } from "../reporters/count.ts";
import { columns } from "./columns.ts";

const mostParts = 20;

/** `--timing`: how long each phase took, and within them each reader, model and rule by itself. */
export class Timing {
  readonly stopwatch = new Stopwatch(() => performance.now());
  readonly #phases: { readonly name: string; readonly start: number }[] = [];

  phase(name: string): void {
    this.#phases.push({ name, start: performance.now() });
  }

  /** Two tables, for stderr: times differ from run to run, and reports do not. */
  text(): string {
    const end = performance.now();
    const phases = this.#phases.map(({ name, start }, index) => [
      milliseconds((this.#phases[index + 1]?.start ?? end) - start),
      name,
    ]);
    const { parts } = this.stopwatch;
    const shown = parts.slice(0, mostParts);
    const rest = parts.slice(mostParts);
    const left = rest.reduce((sum, part) => sum + part.milliseconds, 0);
    const rows = [
      ...shown.map((part) => [milliseconds(part.milliseconds), part.part, count(part.calls, "call")]),
      ...(rest.length > 0 ? [[milliseconds(left), `${rest.length} more`, ""]] : []),
    ];
    return `phases\n${columns(phases)}by itself\n${columns(rows)}`;
  }
}

function milliseconds(time: number): string {
  return `${time.toFixed(0).padStart(6)} ms`;
}
