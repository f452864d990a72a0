/** Everything that can mean something in Markdown, in a table or in HTML: as an entity it is only a character. */
const special = /[!"#$%&'()*+:;<=>?@[\\\]^_`{|}~]/g;

/** Text of unknown origin as literal text of one Markdown table cell. */
export function markdownText(text: string): string {
  return text.replace(special, (character) => `&#${character.charCodeAt(0)};`);
}

/** As {@link markdownText}; what stands between two backticks is set as code. */
export function markdownMessage(text: string): string {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return markdownText(text);
  return parts
    .map((part, index) => (index % 2 === 1 && part !== "" ? `<code>${markdownText(part)}</code>` : markdownText(part)))
    .join("");
}

/** A path as part of a URL: each segment encoded, and the parentheses that would end a Markdown link. */
export function urlPath(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map((segment) =>
      encodeURIComponent(segment).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join("/");
}
