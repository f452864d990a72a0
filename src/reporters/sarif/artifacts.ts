import type { Location } from "../../findings/finding.ts";
import { urlPath } from "../github/markdown.ts";
import { repositoryPath } from "../github/path.ts";

/** Where relative URIs start: the root of the repository, which only the machine of the run could name. */
export const sourceRoot = "%SRCROOT%";

/** Code scanning refuses a result without a file, and asks of the file's name only that it is relative. */
const wholeProject = "the project";

/** The files of a run, in the order they were first named; locations refer to them by their number. */
export class Artifacts {
  readonly #indexes = new Map<string, number>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** A `physicalLocation` (3.29). Columns count UTF-16 units, and the end is exclusive, in SARIF as in ours (3.30.8). */
  place({ file, start, end }: Pick<Location, "file" | "start" | "end">) {
    const region = {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
    return { artifactLocation: this.#location(file), region };
  }

  line(file: string, line: number) {
    return { artifactLocation: this.#location(file), region: { startLine: line } };
  }

  #location(file: string) {
    // By URI: two names that differ in what no URI can hold are one artifact, for artifacts must be unique.
    const uri = urlPath(file === "" ? wholeProject : repositoryPath(this.#prefix, file));
    const index = this.#indexes.get(uri) ?? this.#indexes.size;
    this.#indexes.set(uri, index);
    return { uri, uriBaseId: sourceRoot, index };
  }

  all() {
    return [...this.#indexes.keys()].map((uri) => ({ location: { uri, uriBaseId: sourceRoot } }));
  }
}
