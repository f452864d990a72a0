/** The words of an identifier, in lower case: `unitPrice`, `unit_price` and `UNIT-PRICE` are `unit`, `price`. */
export function nameWords(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

const irregular: ReadonlyMap<string, string> = new Map([
  ["people", "person"],
  ["children", "child"],
  ["men", "man"],
  ["women", "woman"],
  ["indices", "index"],
  ["matrices", "matrix"],
  ["vertices", "vertex"],
  ["criteria", "criterion"],
]);

/** What a word may be called in the singular (English), the word itself first: `["categories", "category", "categorie"]`. */
export function singulars(word: string): readonly string[] {
  const forms = [word];
  const exception = irregular.get(word);
  if (exception !== undefined) forms.push(exception);
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (/(s|x|z|ch|sh|o)es$/.test(word)) forms.push(word.slice(0, -2));
  if (word.endsWith("s") && !word.endsWith("ss")) forms.push(word.slice(0, -1));
  return forms;
}
