import type { Location } from "../findings/finding.ts";
import { isPointerPlace, type Place, type PointerPlace, type TextPlace } from "../findings/place.ts";
import type { SourceText } from "../workspace/source-text.ts";
import { UnreadableFile, type Tree } from "../workspace/tree.ts";

const start = { line: 1, column: 1 };

/**
 * Turns places into locations, only for what is reported. A pointer is looked up by the language's locator; a file that
 * has gone unreadable since gives its first line.
 */
export class Locator {
  readonly #tree: Tree;
  readonly #pointers: (place: PointerPlace) => TextPlace;
  readonly #sources = new Map<string, SourceText | null>();

  constructor(tree: Tree, pointers: (place: PointerPlace) => TextPlace) {
    this.#tree = tree;
    this.#pointers = pointers;
  }

  /** The text of a file, or null when it cannot be read. */
  source(file: string): SourceText | null {
    const known = this.#sources.get(file);
    if (known !== undefined) return known;
    let source: SourceText | null;
    try {
      source = this.#tree.read(file);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      source = null;
    }
    this.#sources.set(file, source);
    return source;
  }

  locate(place: Place, label = ""): Location {
    const source = this.source(place.file);
    if (!source) return { file: place.file, start, end: start, label };
    const range = isPointerPlace(place) ? this.#pointers(place) : place;
    return { file: place.file, start: source.positionAt(range.start), end: source.positionAt(range.end), label };
  }

  /** The 1-based line a place starts on. */
  line(place: Place): number {
    return this.locate(place).start.line;
  }
}
