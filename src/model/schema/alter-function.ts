import type { ChangeOf } from "../../facts/changes.ts";
import type { Applying } from "./applying.ts";

/** An unknown function proves nothing: an extension or a text this history does not hold may have made it. */
export function alterFunction({ catalogue }: Applying, change: ChangeOf<"alter-function">): void {
  const key = catalogue.functionKey(change.name);
  const known = catalogue.functions.current(key);
  if (known === undefined) return;
  const { securityDefiner, searchPathSet } = change;
  catalogue.functions.set(
    key,
    {
      ...known,
      securityDefiner: securityDefiner ?? known.securityDefiner,
      searchPathSet: searchPathSet ?? known.searchPathSet,
    },
    catalogue.version,
  );
}
