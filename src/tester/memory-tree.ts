import { decode } from "../workspace/decode.ts";
import { referencedPath } from "../workspace/reference.ts";
import { SourceText } from "../workspace/source-text.ts";
import { UnreadableFile, type Tree } from "../workspace/tree.ts";

/** A tree without a disk: paths relative to a root that does not exist, in any order, with their text or bytes. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): Tree {
  const bytes = new Map(Object.entries(files).map(([file, content]) => [file, Buffer.from(content as string)]));
  const texts = new Map<string, SourceText>();
  const bytesOf = (file: string): Buffer => {
    const found = bytes.get(file);
    if (!found) throw new UnreadableFile(file, "it does not exist, or is a link to nothing");
    return found;
  };
  return {
    files: [...bytes.keys()].toSorted(),
    has: (file) => bytes.has(file),
    size: (file) => bytes.get(file)?.length ?? 0,
    read(file) {
      const known = texts.get(file);
      if (known) return known;
      const decoded = decode(bytesOf(file));
      if (decoded === null) throw new UnreadableFile(file, "it is binary");
      const source = new SourceText(file, decoded.text, decoded.encoding);
      texts.set(file, source);
      return source;
    },
    head(file, length = 4096) {
      const whole = bytesOf(file);
      const decoded = decode(whole.subarray(0, length), whole.length > length);
      if (decoded === null) throw new UnreadableFile(file, "it is binary");
      return decoded.text;
    },
    resolve(from, reference) {
      const named = referencedPath(from, reference);
      if ("refused" in named) return named;
      return bytes.has(named.path) ? { file: named.path } : { refused: "missing" };
    },
  };
}
