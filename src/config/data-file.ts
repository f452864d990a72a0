import type { SourceText } from "../workspace/source-text.ts";
import { ConfigError } from "./config-error.ts";
import type { KeyPath } from "./config.ts";

/** A JSON or YAML text as a value whose parts know where they stand. */
export interface DataFile {
  /** Undefined when the text holds nothing. */
  readonly value: unknown;
  /** `line:column` of the value at `path` (of its key, for a member of an object), or of what is nearest around it. */
  where(path: KeyPath): string;
}

/** Offsets by path, while a text is read. */
export class Offsets {
  readonly #byPath = new Map<string, number>();

  set(path: KeyPath, offset: number): void {
    this.#byPath.set(JSON.stringify(path), offset);
  }

  /** The offset of `path`, or of the nearest part around it that has one. */
  nearest(path: KeyPath): number {
    for (let length = path.length; length >= 0; length--) {
      const offset = this.#byPath.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return offset;
    }
    return 0;
  }
}

export function dataFile(source: SourceText, value: unknown, offsets: Offsets): DataFile {
  return { value, where: (path) => lineAndColumn(source, offsets.nearest(path)) };
}

export function lineAndColumn(source: SourceText, offset: number): string {
  const { line, column } = source.positionAt(offset);
  return `${line}:${column}`;
}

/** A text that is not the format its name promises. */
export function malformed(source: SourceText, offset: number, format: string, reason: string): ConfigError {
  return new ConfigError([`${source.file}:${lineAndColumn(source, offset)}: expected ${format}: ${reason}`]);
}
