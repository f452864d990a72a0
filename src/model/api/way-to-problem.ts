import type { ApiProblem } from "../../facts/api.ts";
import type { RelatedPlace } from "../../findings/report.ts";

/** Where what has a problem is used, once, and where the document comes to it, for what stands behind references. */
export function wayToProblem(problem: ApiProblem): readonly RelatedPlace[] {
  const [use, start] = problem.usedAt ?? [];
  return [
    ...(use ? [{ at: use, label: "used here" }] : []),
    ...(start ? [{ at: start, label: "the document comes to it from here" }] : []),
  ];
}
