import type { ApiDocument, Operation } from "../../../facts/api.ts";
import type { ApiNode } from "../../../facts/api-source.ts";
import { isVersionSegment, segmentsOf } from "../paths.ts";

/** What a team lets go. */
export interface Allowances {
  /** Whether deprecated operations may be removed. */
  readonly deprecated: boolean;
  /** `YYYY-MM-DD`: what is deprecated with a later sunset stays until then; empty to ask no date. */
  readonly releaseDate: string;
  /** Values of `x-stability-level` (and of `x-stability`) whose operations may break. */
  readonly unstable: readonly string[];
}

/**
 * What must not break within: the major number of a semantic version (`0.x` counts each minor one, as SemVer 4 does), or
 * the date that a version begins with.
 */
function majorOf(version: string): { readonly kind: "date" | "number"; readonly rank: number } | null {
  const date = /^v?((?:19|20)\d{2})(?:[-.](\d{1,2}))?(?:[-.](\d{1,2}))?(?!\d)/i.exec(version.trim());
  if (date) return { kind: "date", rank: Number(date[1]) * 1e4 + Number(date[2] ?? 0) * 100 + Number(date[3] ?? 0) };
  const number = /^v?(\d+)(?:\.(\d+))?/i.exec(version.trim());
  if (!number) return null;
  const [, major = "0", minor = "0"] = number;
  return { kind: "number", rank: major === "0" ? Number(minor) / 1e6 : Number(major) };
}

/** Whether the document says of itself that it is a new major version. */
export function isNewMajor(before: ApiDocument, after: ApiDocument): boolean {
  const old = before.infoVersion === null ? null : majorOf(before.infoVersion);
  const now = after.infoVersion === null ? null : majorOf(after.infoVersion);
  return old !== null && now !== null && old.kind === now.kind && now.rank > old.rank;
}

/** Whether an operation may go: it was deprecated, and its sunset has come. */
export function mayGo(operation: Operation, node: ApiNode | null, allowed: Allowances): boolean {
  if (isUnstable(operation, node, allowed)) return true;
  if (!operation.deprecated || !allowed.deprecated) return false;
  const sunset = node?.text("x-sunset") ?? null;
  return sunset === null || allowed.releaseDate === "" || sunset.slice(0, 10) <= allowed.releaseDate;
}

/** Whether an operation promises nothing yet, or nothing to the public. */
export function isUnstable(operation: Operation, node: ApiNode | null, allowed: Allowances): boolean {
  const level = node?.text("x-stability-level") ?? node?.text("x-stability") ?? "";
  return (
    allowed.unstable.includes(level.toLowerCase()) ||
    node?.flag("x-internal") === true ||
    [...operation.basePaths, operation.path].some((path) =>
      segmentsOf(path).some(
        (segment) =>
          /^(?:alpha|beta|preview|experimental)$/i.test(segment) ||
          (isVersionSegment(segment) && /alpha|beta|preview/i.test(segment)),
      ),
    )
  );
}

/** Whether the version an operation belongs to is gone as a whole, and a later one is in its place. */
export function isReplacedVersion(operation: Operation, after: readonly Operation[]): boolean {
  const old = versionsOf(operation)[0];
  if (old === undefined) return false;
  const now = [...new Set(after.flatMap(versionsOf))];
  return now.length > 0 && !now.includes(old) && now.some((version) => rankOf(version) > rankOf(old));
}

function versionsOf({ basePaths, path }: Operation): readonly string[] {
  return [...basePaths, path].flatMap((each) =>
    segmentsOf(each).filter((segment) => isVersionSegment(segment) && /\d/.test(segment)),
  );
}

function rankOf(version: string): number {
  const [major = 0, minor = 0, day = 0] = (version.match(/\d+/g) ?? []).map(Number);
  return major * 1e4 + minor * 100 + day;
}
