import type { Handler } from "./found.ts";
import { describe, spanOf } from "./program/describe.ts";
import type { Machine } from "./program/machine.ts";
import { type Site, unknown, type Value } from "./program/values.ts";

/** The handlers among the arguments from `from` on, arrays opened, each with the expression it is written as. */
export function handlersFrom(given: readonly Value[], from: number, site: Site, machine: Machine): readonly Handler[] {
  return given
    .slice(from)
    .flatMap((value, index) => opened(machine.force(value), site.written?.[from + index], site, machine));
}

function opened(
  value: Value,
  written: NonNullable<Site["written"]>[number] | undefined,
  site: Site,
  machine: Machine,
): readonly Handler[] {
  if (value.kind === "list") {
    const items = value.open ? [...value.items, unknown()] : value.items;
    return items.flatMap((item, index) =>
      opened(machine.force(item), written?.kind === "array" ? written.items[index] : written, site, machine),
    );
  }
  // `flag && middleware`: a framework would throw on the false, so it is there or nothing is.
  if (value.kind === "literal" && value.value !== null) return [];
  const span = written ? spanOf(written) : null;
  return [
    {
      value,
      text: written ? describe(written) : "?",
      site: span ? { file: site.file, span } : { file: site.file, span: site.span },
    },
  ];
}
