import { describe, expect, test } from "vitest";
import type { Module } from "../../../src/facts/code.ts";
import type { Project } from "../../../src/model/project.ts";
import type { History } from "../../../src/model/schema.ts";
import { historyMatch } from "../../../src/model/system/histories.ts";
import { projectOf, routesOf } from "../contract/support.ts";

/** A history of as many tables, told apart by its folder. */
function history(name: string, tables = 1): History {
  return {
    name,
    schema: { tables: () => Array.from({ length: tables }) },
    steps: [{ migration: { file: `${name}/0001.sql` } }],
  } as unknown as History;
}

function module(file: string, target: string, runtime = true): Module {
  const at = { file, start: 0, end: 1 };
  return {
    at,
    anchor: `typescript:${file}`,
    file,
    role: "server",
    package: "",
    imports: [{ at, anchor: "", specifier: "", target, kind: "static", unresolved: false, runtime, deferred: false }],
  };
}

interface Parts {
  /** Files that make an application. */
  readonly apps?: readonly string[];
  readonly services?: readonly string[];
  readonly histories: readonly History[];
  readonly modules?: readonly Module[];
  readonly declaredServices?: Project["declaredServices"];
}

function matched(
  { services = [], histories, modules = [], declaredServices = [], apps = [] }: Parts,
  file: string,
): string {
  const base = projectOf({
    documents: [],
    routes: apps.flatMap((app) => routesOf(app, [`GET /x @${app}`])),
    services,
  });
  const project: Project = { ...base, histories, declaredServices, code: { ...base.code, modules } };
  const { history: found, reason } = historyMatch(project, file);
  return found ? found.name : `none: ${reason}`;
}

test("the one history of a package is that of its files", () => {
  expect(matched({ histories: [history("migrations")] }, "src/users.ts")).toBe("migrations");
  const services = ["a", "b"];
  const histories = [history("a/migrations"), history("b/db")];
  expect(matched({ services, histories }, "a/src/users.ts")).toBe("a/migrations");
  expect(matched({ services, histories }, "b/src/users.ts")).toBe("b/db");
});

test("a history without a table is nobody's", () => {
  expect(matched({ histories: [history("seeds", 0), history("migrations")] }, "src/users.ts")).toBe("migrations");
  expect(matched({ histories: [history("seeds", 0)] }, "src/users.ts")).toBe("none: there is no history with tables");
});

describe("a package without a history of its own", () => {
  const services = ["apps/api", "apps/jobs", "packages/db", "packages/core"];
  const histories = [history("packages/db/migrations")];

  test("has that of the package it imports, over others in between", () => {
    const modules = [
      module("apps/api/src/main.ts", "packages/core/index.ts"),
      module("packages/core/index.ts", "packages/db/index.ts"),
    ];
    expect(matched({ services, histories, modules }, "apps/api/src/users.ts")).toBe("packages/db/migrations");
  });

  test("has none when it imports none, or types alone", () => {
    const modules = [module("apps/jobs/src/main.ts", "packages/db/index.ts", false)];
    const apps = ["packages/db/admin.ts"];
    expect(matched({ services, histories, modules, apps }, "apps/jobs/src/job.ts")).toBe(
      "none: no history stands in its package or in one it imports",
    );
  });

  test("has the only one there is, when the package it stands in serves nothing", () => {
    expect(matched({ services, histories }, "apps/jobs/src/job.ts")).toBe("packages/db/migrations");
    const two = [...histories, history("packages/core/migrations")];
    expect(matched({ services, histories: two }, "apps/jobs/src/job.ts")).toMatch(/^none/);
  });

  test("has none when it imports two", () => {
    const modules = [
      module("apps/api/src/main.ts", "packages/db/index.ts"),
      module("apps/api/src/other.ts", "packages/core/index.ts"),
    ];
    const two = [...histories, history("packages/core/migrations")];
    expect(matched({ services, histories: two, modules }, "apps/api/src/users.ts")).toBe(
      "none: imports packages with 2 histories",
    );
  });

  test("has the one that stands outside of all packages", () => {
    expect(matched({ services, histories: [history("db/migrations")] }, "apps/api/src/users.ts")).toBe("db/migrations");
  });
});

test("of several histories of one package the nearest is taken, and none of two that are equally near", () => {
  const histories = [history("src/database/migrations"), history("src/analytics/migrations")];
  expect(matched({ histories }, "src/analytics/report.ts")).toBe("src/analytics/migrations");
  expect(matched({ histories }, "src/users.ts")).toBe(
    "none: its package has 2 histories, and none is nearer than the others",
  );
});

test("what the configuration says goes first, and an empty list says none", () => {
  const histories = [history("a/migrations"), history("b/migrations")];
  const services = ["a", "b"];
  const say = (root: string, names: readonly string[]) => ({
    root,
    documents: null,
    histories: (folder: string) => names.includes(folder),
  });
  expect(matched({ services, histories, declaredServices: [say("a", ["b/migrations"])] }, "a/users.ts")).toBe(
    "b/migrations",
  );
  expect(matched({ services, histories, declaredServices: [say("a", [])] }, "a/users.ts")).toBe(
    "none: the configuration names no history with tables",
  );
  // The innermost one speaks.
  expect(
    matched(
      { services, histories, declaredServices: [say("", ["b/migrations"]), say("a", ["a/migrations"])] },
      "a/x.ts",
    ),
  ).toBe("a/migrations");
});
