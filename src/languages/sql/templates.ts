import type { TemplateHole } from "./scan.ts";

/** Control lines of Go templates and Jinja put nothing into the text. */
const control = /^\{[{%]-?\s*(if|else|elif|end|endif|for|endfor|range|with|define|template|block|set|\/\*|#)/;

/**
 * The text with its template parts replaced by text of the same length: a name where something is filled in, white space
 * where nothing is. `base` is where `text` starts among the offsets of the holes.
 */
export function fillTemplates(text: string, holes: readonly TemplateHole[], base = 0): string {
  if (holes.length === 0) return text;
  let filled = "";
  let at = 0;
  for (const hole of holes) {
    const start = hole.start - base;
    const end = hole.end - base;
    filled += text.slice(at, start) + placeholder(text.slice(start, end));
    at = end;
  }
  return filled + text.slice(at);
}

function placeholder(template: string): string {
  if (control.test(template)) return template.replace(/[^\r\n]/g, " ");
  return `t${template.slice(1).replace(/[^a-zA-Z0-9]/g, "_")}`;
}

/**
 * psql's variables: `:name` becomes `_name`, and `:'name'` and `:"name"` lose their colon. Casts (`::`), assignments (`:=`)
 * and what stands in quotes or comments are left. Only tried on a statement that does not parse: `[1:n]` is good SQL.
 */
export function fillVariables(text: string): string {
  return text.replace(variableOrQuoted, (whole: string, variable: string | undefined) => {
    if (variable === undefined) return whole;
    return /^['"]/.test(variable) ? ` ${variable}` : `_${variable}`;
  });
}

const variableOrQuoted =
  /--[^\r\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|::|(?<![\w:]):((?=['"])(?:'\w+'|"\w+")|[A-Za-z_]\w*)/g;

/** A template inside a quoted body is no hole of the splitter's; tried on a statement that does not parse. */
export function fillAllTemplates(text: string): string {
  return text.replace(/\{\{[^]{0,1000}?\}\}|\$\{[^}]{0,1000}\}/g, placeholder);
}
