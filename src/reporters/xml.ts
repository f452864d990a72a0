/** What XML 1.0 does not allow even behind an escape (its production 2, `Char`), and what reorders or hides text. */
// oxlint-disable-next-line no-control-regex -- removing them is the point
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;
const special = /[&<>"'\t\n\r]|(?<=##)\[/g;

/** Text of unknown origin as the value of an attribute or as the text of an element; `##[` would be a command to GitHub's runner. */
function xmlText(text: string): string {
  return text.replace(forbidden, "").replace(special, (character) => `&#${character.charCodeAt(0)};`);
}

/** An element with its attributes in the order given; without children it is closed at once. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const opened = `<${name}${written.join("")}`;
  if (children.length === 0) return `${opened}/>`;
  return `${opened}>\n${children.map(indented).join("\n")}\n</${name}>`;
}

/** An element that holds text. */
export function textElement(name: string, attributes: Readonly<Record<string, string>>, text: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  return `<${name}${written.join("")}>${xmlText(text)}</${name}>`;
}

/** Only breaks of our own are touched: that of a text is an escape here, and `^` would match behind U+2028 too. */
function indented(xml: string): string {
  return `  ${xml.replaceAll("\n", "\n  ")}`;
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
