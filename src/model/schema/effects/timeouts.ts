import type { FoldedChange } from "../../schema.ts";

/** Whether a SET before the change, in the same step, gives a setting of time a value that is not "for ever". */
export function isTimeoutSet(folded: FoldedChange, setting: "lock_timeout" | "statement_timeout"): boolean {
  for (
    let earlier = folded.previous;
    earlier !== undefined && earlier.step === folded.step;
    earlier = earlier.previous
  ) {
    const { change } = earlier;
    if (change.kind === "set" && change.name === setting)
      return change.value.some((value) => !/^0+\s*[a-z]*$/i.test(value));
  }
  return false;
}
