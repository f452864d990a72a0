import type { Origin } from "./linked.ts";
import type { CallProgram } from "./program.ts";

/** See {@link CallProgram.signatureOf}. Chains longer than this are not told. */
const DEPTH = 8;

export function signatureOf(origin: Origin, program: CallProgram, depth = 0): string | null {
  if (depth > DEPTH) return null;
  switch (origin.kind) {
    case "package":
      return [origin.package, ...origin.path].join(".");
    case "global":
      return origin.path.join(".");
    case "result": {
      const made = signatureOf(program.originOf(origin.call), program, depth + 1);
      return made === null ? null : [`${made}()`, ...origin.path].join(".");
    }
    case "typed": {
      const type = signatureOf(origin.type, program, depth + 1);
      return type === null ? null : [`${type}()`, ...origin.path].join(".");
    }
    default:
      return null;
  }
}
