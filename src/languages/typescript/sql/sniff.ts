const lead = String.raw`^(?:\s|--[^\n]*(?:\n|$)|/\*[\s\S]*?\*/|\()*`;
const object =
  "(?:or\\s+replace\\s+)?(?:global\\s+|local\\s+)?(?:temp(?:orary)?\\s+|unlogged\\s+|unique\\s+|materialized\\s+|foreign\\s+|constraint\\s+|event\\s+|recursive\\s+|trusted\\s+)*(?:table|index|view|type|extension|schema|function|procedure|trigger|sequence|database|role|user|policy|domain|rule|aggregate|cast|collation|operator|publication|subscription|server|statistics|owned)\\b";

/** One statement's beginning, with enough after the verb that prose does not pass. */
const statement = `(?:select\\b[\\s\\S]*?\\bfrom\\b|select\\s+[\\w.]+\\s*\\(|select\\s+(?:\\d|\\$\\d|'|exists\\b)|insert\\s+into\\s+["\\w$\\[\`]|update\\s+(?:only\\s+)?["\\w$\`.\\[\\]]+(?:\\s+(?:as\\s+)?["\\w]+)?\\s+set\\b|delete\\s+from\\s+["\\w$\`\\[]|with\\s+(?:recursive\\s+)?["\\w]+\\s*(?:\\([^)]*\\)\\s*)?as\\s+(?:not\\s+)?(?:materialized\\s*)?\\(|create\\s+${object}|alter\\s+${object}|alter\\s+default\\s+privileges|drop\\s+${object}|truncate\\s+(?:table\\s+)?["\\w]+|comment\\s+on\\s+\\w+|refresh\\s+materialized\\s+view|reindex\\s+|grant\\s+\\w[\\s\\S]*?\\bto\\b|revoke\\s+\\w[\\s\\S]*?\\bfrom\\b|do\\s+(?:language\\s+\\w+\\s+)?\\$|merge\\s+into\\s|copy\\s+["\\w.(]+[\\s\\S]*?\\b(?:from|to)\\b|lock\\s+table\\b|vacuum\\b|analyze\\s+(?:verbose\\s+)?["\\w.]+\\s*(?:[;(,]|$))`;

const strict = new RegExp(lead + statement, "i");
const anyVerb = new RegExp(
  `${lead}(?:${statement}|(?:begin|commit|rollback|savepoint|start\\s+transaction|set|reset|show|call|execute|explain|values|listen|notify|unlisten|deallocate|select|insert|update|delete|with|release)\\b)`,
  "i",
);
const upperVerb = new RegExp(
  `${lead}(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|TRUNCATE|COMMENT|REFRESH|REINDEX|GRANT|REVOKE|DO|MERGE|COPY|LOCK|VACUUM)\\b`,
);

/** How much the place says already: `query` a call that takes SQL and nothing else, `open` any other place. */
export type Trust = "query" | "open";

/** Whether a text is SQL. In an open place the verb must be in capitals or the text on several lines, as people write SQL and not prose. */
export function looksLikeSql(text: string, trust: Trust): boolean {
  const head = text.length > 4000 ? text.slice(0, 4000) : text;
  // The first word alone is a piece of a text, or the name of something else.
  if (trust === "query") return anyVerb.test(head) && !loneVerb.test(head);
  return (
    strict.test(head) &&
    (upperVerb.test(head) || (head.includes("\n") && /\b(?:from|into|set|table|index|as)\b/.test(head)))
  );
}

const loneVerb = /^(?:select|insert|update|delete|with|values|explain|call|execute|set|release)$/i;

const anyStart =
  /^[\s(]*(?:--|\/\*|(?:select|insert|update|delete|with|create|alter|drop|truncate|comment|refresh|reindex|grant|revoke|do|merge|copy|lock|vacuum|analyze|begin|commit|rollback|savepoint|start|set|reset|show|call|execute|explain|values|listen|notify|unlisten|deallocate|release)\b|$)/i;

/** A cheap test of a text's beginning that every SQL passes: most texts of a program need no closer look. */
export function mayBeSql(beginning: string): boolean {
  return anyStart.test(beginning);
}
