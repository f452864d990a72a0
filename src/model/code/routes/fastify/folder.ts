import { nameInPackage } from "../auth/packages.ts";
import type { Value } from "../program/values.ts";

/** What stands for the folder of the file it is written in: `import.meta.dirname`, `import.meta.url` once resolved. */
const HERE = /^(__dirname|_?dir_?name|url|current_?dir(name)?)$/i;
const ROOT = /^(cwd|root(dir|path)?|app_?root)$/i;

/** The folder a path such as `join(import.meta.dirname, "routes")` leads to, from the root; null when that is not known. */
export function folderOf(value: Value, file: string): string | null {
  const parts = partsIn(value, file);
  return parts === null ? null : normalise(parts);
}

function normalise(path: string): string {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") out.pop();
    else out.push(part);
  }
  return out.join("/");
}

function partsIn(value: Value, file: string): string | null {
  const here = file.slice(0, Math.max(0, file.lastIndexOf("/")));
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? value.value : null;
    case "unknown":
      return named(value.name, here);
    case "text": {
      const texts = value.parts.map((part) => (typeof part === "string" ? part : named(part.symbol, here)));
      return texts.every((text) => text !== null) ? texts.join("") : null;
    }
    case "applied": {
      const name = nameInPackage(value.callee)?.member ?? "";
      if (name === "dirname") return here;
      if (name === "fileURLToPath") return value.arguments[0] ? partsIn(value.arguments[0], file) : null;
      const texts = value.arguments.map((each) => partsIn(each, file));
      if (!texts.every((text) => text !== null)) return null;
      if (name === "URL") return `${here}/${texts[0] ?? ""}`;
      if (name === "join" || name === "resolve") return texts.join("/");
      // `new URL("routes", import.meta.url).pathname`
      const [key] = value.arguments;
      return key?.kind === "literal" && key.value === "pathname" ? partsIn(value.callee, file) : null;
    }
    default:
      return null;
  }
}

function named(name: string | null, here: string): string | null {
  if (name === null) return null;
  if (HERE.test(name)) return here;
  return ROOT.test(name) ? "" : null;
}
