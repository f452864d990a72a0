/** Nouns whose plural is irregular or like the singular, and nouns that are not counted. */
const irregular = new Set(
  "people children men women feet teeth mice geese criteria phenomena indices vertices matrices".split(" "),
);
const uncounted = new Set(
  "data metadata media series species information news equipment software hardware feedback history content traffic storage music inventory staff access status analytics settings preferences logistics statistics compliance research knowledge progress audio video mail spam advice money cash stock info config configuration billing".split(
    " ",
  ),
);
/** Words in `s` that are one thing. */
const singularInS = /(?:ss|us|is)$/;

/** Whether an English noun stands in the plural; null for what has no plural of its own, or is no word. */
export function isPlural(word: string): boolean | null {
  // What is done (`indexing`) is not counted either.
  if (uncounted.has(word) || !/^[a-z]{3,}$/.test(word) || word.endsWith("ing")) return null;
  if (irregular.has(word) || /(?:people|children|men)$/.test(word)) return true;
  if (singularInS.test(word)) return /(?:menus|apis|skis)$/.test(word) ? null : false;
  return word.endsWith("s");
}
