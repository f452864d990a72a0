import { didYouMean } from "../../findings/did-you-mean.ts";
import type { Project } from "../project.ts";
import { operationsByRoute } from "./operations.ts";
import { routeName, type Topic, topicsOf } from "./topics.ts";

/** What a name was found to stand for. */
type Found =
  | { readonly is: "topic"; readonly topic: Topic }
  | { readonly is: "ambiguous"; readonly candidates: readonly Topic[] }
  /** `near` is to be put behind a message: `; did you mean `x`?`, or nothing. */
  | { readonly is: "unknown"; readonly near: string };

/**
 * Finds what a person means: a route (`GET /users/{id}`, whatever its parameter is called), an operation by its operationId,
 * a table, a column, a function, or an anchor as findings print it.
 *
 * @param within a file or folder that it stands in, to choose among several; "" for any
 */
export function lookUp(project: Project, asked: string, within = ""): Found {
  const topics = topicsOf(project).filter(
    ({ at }) => within === "" || at.file === within || at.file.startsWith(`${within}/`),
  );
  for (const stage of [byName, byAnchor, byLastName, byLetters]) {
    const found = withoutTwins(stage(topics, asked), project);
    const [first, ...others] = found;
    if (!first) continue;
    const same = others.every(
      (each) => each.kind === first.kind && each.anchor === first.anchor && placeOf(each) === placeOf(first),
    );
    return same ? { is: "topic", topic: first } : { is: "ambiguous", candidates: found };
  }
  return { is: "unknown", near: didYouMean(asked, nearNames(topics, asked)) };
}

type Stage = (topics: readonly Topic[], asked: string) => readonly Topic[];

const byName: Stage = (topics, asked) => {
  const path = /^(?:([a-z]+)\s+)?(\/\S*)$/i.exec(asked);
  const name = path ? routeName(path[1] ?? "", path[2] as string).trimStart() : asked;
  const living = topics.filter(
    (topic) => topic.kind !== "function" && (topic.name === asked || topic.names.includes(name)),
  );
  // What has the name today stands before what had it once.
  const today = living.filter((topic) => !isGone(topic) && (topic.name === asked || !isFormer(topic, asked)));
  return today.length > 0 ? today : living;
};

/** `openapi:GET /users#responses/404` is about `openapi:GET /users`. */
const byAnchor: Stage = (topics, asked) => {
  if (!/^(?:openapi|sql|typescript):/.test(asked)) return [];
  const around = topics.filter(
    ({ anchor }) => asked === anchor || (asked.startsWith(anchor) && /^[#./~\s]/.test(asked.slice(anchor.length))),
  );
  const longest = Math.max(...around.map(({ anchor }) => anchor.length));
  return around.filter(({ anchor }) => anchor.length === longest);
};

/** A function; a table without its schema, a column without its table. */
const byLastName: Stage = (topics, asked) =>
  topics.filter((topic) => {
    if (topic.kind === "function") return topic.name === asked;
    if (topic.kind !== "table" && topic.kind !== "column") return false;
    return (
      !isGone(topic) && (topic.name.endsWith(`.${asked}`) || (topic.kind === "column" && topic.column.name === asked))
    );
  });

const byLetters: Stage = (topics, asked) => {
  const lower = asked.toLowerCase();
  return topics.filter(({ name, names }) => [name, ...names].some((each) => each.toLowerCase() === lower));
};

function isGone(topic: Topic): boolean {
  return topic.kind === "column"
    ? (topic.column.gone ?? topic.life.gone) !== null
    : topic.kind === "table" && topic.life.gone !== null;
}

function isFormer(topic: Topic, asked: string): boolean {
  const bare = asked.replace(/^sql:/, "").replace(/^public\./, "");
  return topic.kind === "table" && topic.life.former.includes(bare);
}

/** An operation and the route that answers it are one thing: the route leads to both. */
function withoutTwins(found: readonly Topic[], project: Project): readonly Topic[] {
  const served = new Set(
    found.flatMap((topic) => (topic.kind === "route" ? operationsByRoute(project, topic.route) : [])),
  );
  return found.filter((topic) => topic.kind !== "operation" || !served.has(topic.operation));
}

/** Two tables of one name stand in two histories; a route mounted twice stands in one place. */
function placeOf(topic: Topic): string {
  return topic.kind === "table" || topic.kind === "column" ? topic.life.history.name : topic.at.file;
}

function nearNames(topics: readonly Topic[], asked: string): readonly string[] {
  const names = topics.flatMap((topic) => [
    ...(asked.startsWith("/") && topic.name.includes(" ")
      ? [topic.name.slice(topic.name.indexOf(" ") + 1)]
      : [topic.name]),
    ...(topic.kind === "operation" && topic.operation.operationId !== null ? [topic.operation.operationId] : []),
    ...(asked.includes(":") ? [topic.anchor] : []),
  ]);
  return [...new Set(names)];
}
