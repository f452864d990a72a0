const exported = /\bexport\s+const\s+(\w+)(?:\s*:\s*string)?\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`]*)`)/g;

/**
 * The texts that files export by a name, such as `export const USERS_URL = "/api/users"`. A name that two files give
 * different texts is filled in at run time, for all that is known without following the import.
 */
export function sharedTexts(files: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const file of files) {
    for (const [, name = "", double, single, template = ""] of file.matchAll(exported)) {
      const text =
        double ?? single ?? template.replace(/\$\{(\w*)[^}]*\}/g, (_hole, other) => texts.get(other) ?? "{}");
      texts.set(name, (texts.get(name) ?? text) === text ? text : "{}");
    }
  }
  return texts;
}
