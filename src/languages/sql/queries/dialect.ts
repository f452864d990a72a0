import { dialectOfPath, dialectOfText } from "../dialect.ts";

/** What only the queries of another database look like; asked of a text that PostgreSQL's grammar refuses. */
const signs: readonly (readonly [dialect: string, sign: RegExp])[] = [
  [
    "bigquery",
    /`[\w-]+\.[\w-]+\.[\w$*-]+`|\bSAFE_CAST\s*\(|\bFORMAT_TIMESTAMP\s*\(|\bUNNEST\s*\(\s*@|\bSTRUCT\s*\(|=\s*@\w+/i,
  ],
  [
    "clickhouse",
    /\{\s*\w+\s*:\s*(?:Array|DateTime|Date|Float|Identifier|Int|Nullable|String|UInt|UUID)\w*|\bPREWHERE\b|\bFINAL\b\s*(?:WHERE|LIMIT|$)|\bFORMAT\s+JSON\w*|\barrayJoin\s*\(|\btoDateTime\w*\s*\(|\buniqExact\s*\(|\bLIMIT\s+\d+\s+BY\b|\bON\s+CLUSTER\b/i,
  ],
  [
    "mysql",
    /`\w+`|\bINSERT\s+IGNORE\b|\bON\s+DUPLICATE\s+KEY\b|\bREPLACE\s+INTO\b|\bLIMIT\s+(?:\d+|\?)\s*,\s*(?:\d+|\?)|\bSTRAIGHT_JOIN\b|^\s*SHOW\s+(?:TABLES|DATABASES|COLUMNS|CREATE)\b|\bDATE_(?:ADD|SUB)\s*\(/i,
  ],
  [
    "sqlite",
    /\bINSERT\s+OR\s+(?:REPLACE|IGNORE|ABORT|ROLLBACK|FAIL)\b|^\s*(?:PRAGMA|ATTACH|DETACH)\b|\bAUTOINCREMENT\b/i,
  ],
  ["sqlserver", /\bSELECT\s+(?:DISTINCT\s+)?TOP\s*\(?\s*\d+|\[dbo\]|\bWITH\s*\(\s*NOLOCK\s*\)|\bOUTPUT\s+INSERTED\b/i],
];

/** The other database a query is written for, by its text or where it stands; null when nothing tells. */
export function dialectOfQuery(text: string, file: string): string | null {
  const known = dialectOfText(text) ?? signs.find(([, sign]) => sign.test(text))?.[0] ?? dialectOfPath(file);
  return known === "postgresql" ? null : known;
}
