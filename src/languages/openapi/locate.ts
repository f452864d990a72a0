import type { PointerPlace, TextPlace } from "../../findings/place.ts";
import type { Tree } from "../../workspace/tree.ts";
import { indexCode, isCode } from "./fragments/code-file.ts";
import { formatOf } from "./load/format.ts";
import { indexJson } from "./locate/json-index.ts";
import type { PositionIndex, Range } from "./locate/position-index.ts";
import { indexYaml } from "./locate/yaml-index.ts";
import { segmentsOf } from "./pointer.ts";

/** Indexes are kept for about this many code units of text: findings come file by file. */
const indexedText = 2 ** 25;

/**
 * Turns pointers into ranges, for what is reported. A member is framed by its key, an item or root by its value's
 * first token, `on: "value"` by the whole value. What does not exist (a missing key) is framed where it would be: at
 * the innermost thing around it that does.
 */
export function createPointerLocator(tree: Tree): (place: PointerPlace) => TextPlace {
  const indexes = new Map<string, { index: PositionIndex; size: number }>();
  let size = 0;

  function indexOf(file: string): PositionIndex {
    const known = indexes.get(file);
    if (known) {
      indexes.delete(file);
      indexes.set(file, known);
      return known.index;
    }
    const { text } = tree.read(file);
    const index = isCode(file) ? indexCode(text) : formatOf(file, text) === "json" ? indexJson(text) : indexYaml(text);
    indexes.set(file, { index, size: text.length });
    size += text.length;
    for (const [oldest, entry] of indexes) {
      if (size <= indexedText || oldest === file) break;
      indexes.delete(oldest);
      size -= entry.size;
    }
    return index;
  }

  return (place) => ({ file: place.file, ...rangeOf(indexOf(place.file), place) });
}

function rangeOf(index: PositionIndex, place: PointerPlace): Range {
  const found = index.find(place.pointer);
  if (!found) return { start: 0, end: 0 };
  const exists = found.depth === segmentsOf(place.pointer).length;
  return exists && place.on === "value" ? found.value : (found.key ?? found.head);
}
