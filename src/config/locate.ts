import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where a file or package is that a configuration names; `problem` says, for people, why it is nowhere. */
export type Located = { readonly path: string; readonly isPackage: boolean } | { readonly problem: string };

/**
 * Finds what a configuration names: `./base.json` and `../base.json` are files, seen from the configuration's folder;
 * anything else is a package, or a file of one, as an import there would find it. Nothing is run.
 *
 * @param folder absolute
 */
export async function locate(name: string, folder: string): Promise<Located> {
  if (/^\.\.?\//.test(name)) {
    const path = resolve(folder, name);
    return isFile(path) ? { path, isPackage: false } : { problem: `there is no file \`${name}\`` };
  }
  if (!/^(?:@[\w.-]+\/)?\w[\w.-]*(?:\/\w[\w.-]*)*$/.test(name))
    return { problem: `expected a file that begins with \`./\` or \`../\`, or a package; found \`${name}\`` };
  const { createJiti } = await import("jiti");
  const found = createJiti(join(folder, "archlint"), { fsCache: false }).esmResolve(name, { try: true });
  if (found?.startsWith("file:")) {
    const path = fileURLToPath(found);
    if (isFile(path)) return { path, isPackage: true };
  }
  const near = isFile(resolve(folder, name)) ? `; for the file, write \`./${name}\`` : "; is it installed?";
  return { problem: `there is no package \`${name}\`${near}` };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
