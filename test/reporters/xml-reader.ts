export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const tag = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

/** Reads the XML our reporters write, and throws at whatever XML 1.0 would not call well-formed. */
export function readXml(text: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error("no XML declaration");
  // Production 2 of XML 1.0, `Char`.
  if (!/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text))
    throw new Error("a forbidden character");
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const body = text.slice(declaration.length).trimEnd();
  tag.lastIndex = 0;
  while (tag.lastIndex < body.length) {
    const at = tag.lastIndex;
    const match = tag.exec(body);
    if (!match) throw new Error(`no XML: ${body.slice(at, at + 80)}`);
    const [, closes, name = "", attributes = "", empty, data] = match;
    const parent = open.at(-1) as Open;
    if (data !== undefined) parent.text += unescaped(data);
    else if (closes) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const element: Open = { name, attributes: attributesOf(attributes), children: [], text: "" };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error("no single root");
  return root.children[0] as XmlElement;
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(
    ([, name = "", value = ""]) => [name, unescaped(value)] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw new Error("an attribute twice");
  return Object.fromEntries(pairs);
}

function unescaped(text: string): string {
  if (/&(?!#\d+;)|\]\]>/.test(text)) throw new Error(`not escaped: ${text}`);
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

/** A text without what XML cannot hold. */
export function xmlCharacters(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, "")
      // oxlint-disable-next-line no-control-regex -- these are what XML cannot hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "")
  );
}
