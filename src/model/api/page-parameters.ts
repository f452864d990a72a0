import type { Operation, Parameter } from "../../facts/api.ts";

/** How a client asks for more than the first page. */
export type PageStyle = "cursor" | "page number" | "offset";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const sizes = words(
  "limit pagelimit size pagesize perpage itemsperpage resultsperpage maxresults maxitems maxentries top take rows maxcount pagecount resultlimit maxpagesize recordsperpage numberperpage",
);
/** Names that mean a page's size only beside a way to ask for the next one. */
const sizesAmongOthers = words("count first last num results");
const cursors = words(
  "cursor pagecursor after before startingafter endingbefore pageafter pagebefore pagetoken nextpagetoken nexttoken continuationtoken continuation continue marker nextcursor bookmark scrollid skiptoken startkey exclusivestartkey afterid beforeid startcursor endcursor usemarker streamposition nextpage pagingtoken paginationtoken sincetoken",
);
const numbers = words("page pagenumber pageno pagenum pageindex currentpage");
const offsets = words("offset pageoffset skip startindex startat firstresult startrow");

/** `page[size]`, `$top`, `per-page`, `PageSize` → `pagesize`, `top`, `perpage`, `pagesize`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

/** The ways to page an operation's parameters offer, in the order of the parameters. */
export function pageStylesOf(operation: Operation): readonly PageStyle[] {
  const styles = operation.parameters.flatMap((parameter): readonly PageStyle[] => {
    const name = plain(parameter.name);
    if (!isSelecting(parameter)) return [];
    if (cursors.has(name)) return isMoment(parameter) ? [] : ["cursor"];
    if (numbers.has(name)) return [isToken(parameter) ? "cursor" : "page number"];
    return offsets.has(name) ? [isToken(parameter) ? "cursor" : "offset"] : [];
  });
  return [...new Set(styles)];
}

/** The parameter by which a client says how much it wants at once. */
export function pageSizeOf(operation: Operation): Parameter | undefined {
  const asked = operation.parameters.filter(isSelecting);
  return (
    asked.find(({ name }) => sizes.has(plain(name))) ??
    (pageStylesOf(operation).length > 0 ? asked.find(({ name }) => sizesAmongOthers.has(plain(name))) : undefined)
  );
}

function isSelecting({ in: place }: Parameter): boolean {
  return place === "query" || place === "header" || place === "querystring";
}

/** `after=2026-01-01` is a filter by time, and no cursor. */
function isMoment({ schema }: Parameter): boolean {
  return schema?.format === "date-time" || schema?.format === "date";
}

/** A page or an offset that is a text stands for an opaque place. */
function isToken({ schema }: Parameter): boolean {
  return schema !== null && schema.types.length === 1 && schema.types[0] === "string" && schema.enum === null;
}
