import { readdirSync, readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";

const folder = new URL("../../.github/", import.meta.url);
const text = (file: string) => readFileSync(new URL(file, folder), "utf8");
const filesIn = (name: string) => readdirSync(new URL(name, folder)).map((file) => `${name}/${file}`);

describe("the issue forms", () => {
  it.each(filesIn("ISSUE_TEMPLATE"))("%s has what GitHub asks of a form", (file) => {
    const form = load(text(file)) as {
      name: string;
      description: string;
      body: readonly { type: string; id?: string; attributes: { label?: string; value?: string } }[];
    };
    expect(form.name).not.toBe("");
    expect(form.description).not.toBe("");
    const fields = form.body.filter(({ type }) => type !== "markdown");
    expect(fields.length).toBeGreaterThan(3);
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
    for (const { attributes } of fields) expect(attributes.label).toMatch(/\w/);
  });
});

interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    { permissions?: Record<string, string>; steps: readonly { run?: string; uses?: string }[] }
  >;
}

describe("the workflows", () => {
  it.each(filesIn("workflows"))(
    "%s names each action by a full hash, and fills no expression into a script",
    (file) => {
      const { jobs, permissions } = load(text(file)) as Workflow;
      expect(permissions).toBeDefined();
      const steps = Object.values(jobs).flatMap((job) => job.steps);
      for (const { uses, run } of steps) {
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        if (run !== undefined) expect(run).not.toContain("${{");
      }
    },
  );

  it("CI runs what everybody can run, on the versions of Node that are supported", () => {
    const { jobs } = load(text("workflows/ci.yml")) as Workflow;
    expect(jobs.ci?.steps.map(({ run }) => run)).toContain(".ci/run");
    expect(jobs.ci).toMatchObject({ strategy: { matrix: { node: [20, 22] } } });
  });

  it("a release is checked by the same, and the identity token is given to the publishing job alone", () => {
    const { permissions, jobs } = load(text("workflows/release.yml")) as Workflow;
    expect(permissions).toEqual({});
    expect(jobs.check?.steps.map(({ run }) => run)).toContain(".ci/run");
    expect(jobs.check?.permissions).toEqual({ contents: "read" });
    expect(jobs.publish).toMatchObject({ needs: "check", permissions: { contents: "read", "id-token": "write" } });
    expect(jobs.publish?.steps.at(-1)?.run).toContain("--provenance");
  });
});
