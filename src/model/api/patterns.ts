/**
 * What keeps a pattern from meaning what its author meant, in words; null when it can be used. JSON Schema asks for
 * ECMA-262 regular expressions with Unicode (2020-12 core, 6.4); many older ones compile only without. Compiled, never run.
 */
export function patternMistake(pattern: string): string | null {
  if (/^\/\^.*\$\/[a-z]*$/s.test(pattern))
    return "the slashes around it are part of the pattern: they must be in the text, before its beginning and after its end";
  const foreign = /(?<!\\)(?:\\\\)*\\([AzZ])/.exec(pattern);
  if (foreign)
    return `\`\\${foreign[1]}\` is no anchor in ECMAScript, where it stands for the letter: use \`^\` and \`$\``;
  if (/\[\[:\^?[a-z]+:\]/.test(pattern)) return "POSIX classes such as `[:alpha:]` are unknown in ECMAScript";
  // Newer engines know `(?i:…)`, older ones do not: left out, so that the verdict is the same everywhere.
  const portable = pattern.replace(/\(\?[ims]*-?[ims]*:/g, "(?:");
  const message = compileError(portable, "u") === null ? null : compileError(portable, "");
  return message === null ? null : `it is no ECMAScript regular expression: ${message}`;
}

function compileError(pattern: string, flags: string): string | null {
  try {
    RegExp(pattern, flags);
    return null;
  } catch (error) {
    // `Invalid regular expression: /(/: Unterminated group` → `unterminated group`.
    const reason = error instanceof Error ? (error.message.split(": ").at(-1) ?? "") : "";
    return reason.charAt(0).toLowerCase() + reason.slice(1);
  }
}

/** Whether a pattern holds the whole text, from `^` to `$`; in each of its branches when it has several. */
export function isAnchored(pattern: string): boolean {
  const text = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  return branchesOf(text).every((branch) => {
    const inner = /^\((?:\?:)?([^()]*)\)$/.exec(branch);
    if (inner) return isAnchored(inner[1] as string);
    return /^\^|^\(\?(?:=|!|:)?.*\^/.test(branch) && /\$\)?$/.test(branch);
  });
}

/** The parts between `|` that stand in no group. */
function branchesOf(text: string): readonly string[] {
  const branches = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === "|" && depth === 0) branches.push("");
    else branches[branches.length - 1] += character;
  }
  return branches;
}
