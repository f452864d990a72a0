/** JSON Pointers (RFC 6901), as text. */

export function escapeSegment(segment: string): string {
  return segment.includes("~") || segment.includes("/") ? segment.replaceAll("~", "~0").replaceAll("/", "~1") : segment;
}

function unescapeSegment(segment: string): string {
  return segment.includes("~") ? segment.replaceAll("~1", "/").replaceAll("~0", "~") : segment;
}

/** `/paths/~1users/get` → `["paths", "/users", "get"]`; `""` → `[]`. */
export function segmentsOf(pointer: string): string[] {
  return pointer === "" ? [] : pointer.slice(1).split("/").map(unescapeSegment);
}

export function child(pointer: string, segment: string): string {
  return `${pointer}/${escapeSegment(segment)}`;
}

/** The last segment, unescaped; `""` for the whole document. */
export function lastSegment(pointer: string): string {
  return unescapeSegment(pointer.slice(pointer.lastIndexOf("/") + 1));
}
