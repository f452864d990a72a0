/** A file that serves by where it stands (https://nextjs.org/docs/app/api-reference/file-conventions/route). */
export interface NextFileRoute {
  /** The folder of the Next.js application: `""` for the root. */
  readonly root: string;
  readonly router: "app" | "pages";
  /** `/api/users/{id}`, `/files/{*path}`. */
  readonly path: string;
}

const APP = /^((?:.*?\/)??)(?:src\/)?app\/((?:.*\/)?)route\.[cm]?[jt]sx?$/;
const PAGES = /^((?:.*?\/)??)(?:src\/)?pages\/(api(?:\/.*)?)\.[cm]?[jt]sx?$/;

/** The path a file serves by its place; null for one that serves none. `within` is the folder of its package. */
export function nextFileRoute(file: string, within = ""): NextFileRoute | null {
  const below = within === "" ? file : file.startsWith(`${within}/`) ? file.slice(within.length + 1) : null;
  if (below === null) return null;
  const at = (root: string): string => [within, root.replace(/\/$/, "")].filter((each) => each !== "").join("/");
  const app = APP.exec(below);
  if (app) {
    const path = segmentsOf(app[2] ?? "");
    return path ? { root: at(app[1] ?? ""), router: "app", path: `/${path.join("/")}` } : null;
  }
  const page = PAGES.exec(below);
  const path = page ? segmentsOf((page[2] ?? "").replace(/\/index$/, "")) : null;
  return page && path ? { root: at(page[1] ?? ""), router: "pages", path: `/${path.join("/")}` } : null;
}

/** Segments as they are asked for; null below a private folder, which is not routable. */
function segmentsOf(folders: string): readonly string[] | null {
  const segments = folders.split("/").filter((segment) => segment !== "");
  // `_lib` holds no routes; `(.)photo` shows one route within another, which route handlers do not take part in.
  if (segments.some((segment) => segment.startsWith("_") || /^\(\.+\)/.test(segment))) return null;
  return segments
    .filter((segment) => !segment.startsWith("@") && !/^\([^)]*\)$/.test(segment))
    .map((segment) =>
      segment
        .replace(/^\[\[?\.\.\.([^\]]+)\]\]?$/, "{*$1}")
        .replace(/^\[([^\]]+)\]$/, "{$1}")
        .replace(/^%5F/i, "_"),
    );
}
