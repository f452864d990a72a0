import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);

/** The pages that people wrote: the README, CONTRIBUTING, SECURITY and all of docs but the generated pages of the rules. */
export const pages: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...readdirSync(new URL("docs", root))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
    .sort(),
];

export function textOf(page: string): string {
  return readFileSync(new URL(page, root), "utf8");
}

interface Block {
  /** What stands behind the fence: `sh`, `yaml`, `text`, …; empty for none. */
  readonly language: string;
  readonly text: string;
  /** The file it is the content of, where the paragraph before it is a name in backticks and a colon. */
  readonly file: string | null;
}

export function blocksOf(page: string): readonly Block[] {
  return [...textOf(page).matchAll(/(?:^`([^`\n]+)`:\n\n)?^```(\w*)\n([^]*?)^```$/gm)].map(
    ([, file = null, language = "", text = ""]) => ({ language, text, file }),
  );
}

/** The lines of a shell block as the shell takes them: without comments, and with lines that go on joined. */
export function shellLines({ language, text }: Block): readonly string[] {
  if (language !== "sh") return [];
  return text
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)# .*$/, "").trim())
    .filter((line) => line !== "");
}

/** `npx archlint …` and `archlint …` at the beginning of a line of shell: the words behind it, up to a pipe or a redirection. */
export function archlintArguments(line: string): readonly string[] | null {
  const command = /^(?:npx (?:--no-install )?)?archlint(?![\w/])([^|>]*)/.exec(line);
  return command
    ? [...(command[1] as string).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? (bare as string))
    : null;
}

/** Every command of archlint's on a page, in order: in shell blocks, in the recipes of others, in the cells of tables. */
export function commandsOf(page: string): readonly string[] {
  const text = textOf(page);
  const found: (readonly [at: number, line: string])[] = [];
  for (const match of text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)) {
    const [, language = "", content = ""] = match;
    const lines =
      language === "sh"
        ? shellLines({ language, text: content, file: null }).filter((line) => archlintArguments(line) !== null)
        : [...content.matchAll(/npx (?:--no-install )?archlint(?![\w/])[^'\n]*/g)].map(([line]) => line);
    found.push(...lines.map((line) => [match.index, line] as const));
  }
  for (const match of text.matchAll(/^\| `(archlint[^`<]*)`/gm)) found.push([match.index, match[1] as string]);
  return found.toSorted(([a], [b]) => a - b).map(([, line]) => line);
}
