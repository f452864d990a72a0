import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSarif, resultLimit } from "../../src/reporters/sarif.ts";
import type { Result } from "../../src/findings/result.ts";
import { demo, golden } from "./demo.ts";
import { anyFindings, anyText, obeyed, seeded } from "./hostile.ts";
import { context, finding, locate, result } from "./sample.ts";

const options = { version: "1.2.3" };
const valid = officialSchema();

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly RuleDescriptor[] } };
  readonly automationDetails: { readonly id: string };
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly invocations: readonly Record<string, unknown>[];
  readonly results: readonly SarifResult[];
}
interface RuleDescriptor {
  readonly id: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations: readonly (SarifLocation & { readonly id: number })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string; readonly index: number };
    readonly region: Readonly<Record<string, number>>;
  };
}

/** The schema is of draft 4; of what it uses, only the name of its `id` differs from what Ajv reads. */
function officialSchema(): ValidateFunction {
  const file = path.join(import.meta.dirname, "sarif-2.1.0/sarif-schema-2.1.0.json");
  const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const reference = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat("uri", (text: string) => reference.test(text) && /^[a-z][a-z0-9+.-]*:/i.test(text));
  ajv.addFormat("uri-reference", reference);
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT/);
  return ajv.compile(schema);
}

/** The one run of a log that the official schema takes. */
function runOf(run: Result, more: { prefix?: string } = {}): Run {
  const text = renderSarif(run, context({}), { ...options, ...more });
  for (const line of text.split("\n")) expect(obeyed(line)).toBe(false);
  const log = JSON.parse(text) as { runs: [Run] };
  valid(log);
  expect(valid.errors).toBeNull();
  return log.runs[0];
}

describe("the SARIF log", () => {
  it("of the demo is valid, and what it was", async () => {
    const { result: found, context: asked } = await demo();
    const text = renderSarif(found, asked, options);
    expect(valid(JSON.parse(text))).toBe(true);
    await expect(text).toMatchFileSnapshot(golden("demo.sarif"));
  });

  it("is held against a schema that refuses what is wrong", () => {
    const log = JSON.parse(renderSarif(result([]), context({}), options)) as { runs: [Record<string, unknown>] };
    expect(valid(log)).toBe(true);
    expect(valid({ ...log, runs: [{ ...log.runs[0], columnKind: "bytes" }] })).toBe(false);
    expect(valid({ ...log, runs: [{ ...log.runs[0], originalUriBaseIds: { a: { uri: "a b" } } }] })).toBe(false);
  });

  it("stays valid and says where, whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const run = runOf(result(findings));
        expect(run.results).toHaveLength(findings.length);
        for (const [index, one] of run.results.entries()) {
          const { primary, related, rule, fingerprint } = findings[index] as (typeof findings)[number];
          const { artifactLocation, region } = (one.locations[0] as SarifLocation).physicalLocation;
          expect(one.ruleId).toBe(rule);
          expect(run.tool.driver.rules[one.ruleIndex]?.id).toBe(rule);
          expect(decodeURIComponent(artifactLocation.uri)).toBe(
            (primary.file || "the project").replace(/\p{Surrogate}/gu, "\ufffd"),
          );
          expect(artifactLocation.uri).toMatch(/^[\w\-.~%/]*$/);
          expect(run.artifacts[artifactLocation.index]?.location.uri).toBe(artifactLocation.uri);
          expect(region).toEqual({
            startLine: primary.start.line,
            startColumn: primary.start.column,
            endLine: primary.end.line,
            endColumn: primary.end.column,
          });
          expect(one.partialFingerprints).toEqual({ "archlint/v1": fingerprint });
          expect(linksIn(one.message.text)).toEqual(related.map((_, at) => String(at + 1)));
        }
      }),
      seeded,
    );
  });

  it("stays valid whatever could not be read", () => {
    fc.assert(
      fc.property(anyText, anyText, (file, text) => {
        const unread = [{ file, line: 3, reason: text }];
        const [invocation] = runOf(result([], { unread, warnings: [text], crashed: true })).invocations;
        expect(invocation).toMatchObject({ executionSuccessful: false });
        expect(invocation?.["toolExecutionNotifications"]).toHaveLength(1);
        expect(invocation?.["toolConfigurationNotifications"]).toHaveLength(1);
      }),
      seeded,
    );
  });

  it("links each related place, and lists the places a folded finding stands for", () => {
    const files = { "a.sql": "one two three\n", "b.ts": "read\n" };
    const primary = locate(files, "a.sql", "one");
    const folded = finding(primary, {
      related: [locate(files, "b.ts", "read", "read here")],
      places: [primary, locate(files, "a.sql", "two")],
      folded: 2,
      foldedBy: "cause",
      fixes: [{ title: "create it", safety: "manual", edits: [] }],
    });
    const run = runOf(result([folded]), { prefix: "services/api" });
    const [one] = run.results;
    expect(one?.message.text).toBe(
      "foreign key `orders.customer_id` has no index\nread here: [services/api/b.ts:1:1](1)\nand 1 more like this\nfix: create it",
    );
    expect(
      one?.relatedLocations.map(({ id, physicalLocation: { artifactLocation, region } }) => [
        id,
        artifactLocation.uri,
        region["startColumn"],
      ]),
    ).toEqual([
      [1, "services/api/b.ts", 1],
      [2, "services/api/a.sql", 5],
    ]);
    expect(run.automationDetails.id).toBe("archlint/services/api/");
  });

  it("scores the rules of a security practice, and no others", () => {
    const place = { file: "a.ts", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" };
    const found = result([finding(place, { rule: "code/a" }), finding(place, { rule: "schema/b" })]);
    const asked = context({});
    const secure = {
      ...asked,
      rule: (id: string) => {
        const rule = asked.rule(id);
        return rule && id === "code/a" ? { ...rule, practice: "code/auth" } : rule;
      },
    };
    const log = JSON.parse(renderSarif(found, secure, options)) as { runs: [Run] };
    expect(log.runs[0].tool.driver.rules.map(({ properties }) => properties)).toEqual([
      {
        tags: ["code/auth", "security"],
        precision: "high",
        "problem.severity": "warning",
        "security-severity": "5.5",
      },
      { tags: ["data/indexing"], precision: "high", "problem.severity": "warning" },
    ]);
  });

  it("says what it left out, the least grave, where code scanning would refuse it", () => {
    const place = { file: "a.ts", start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, label: "" };
    const warnings = Array.from({ length: resultLimit }, () => finding(place, { severity: "warning" }));
    const text = renderSarif(result([...warnings, finding(place)]), context({}), options);
    const { results, invocations } = (JSON.parse(text) as { runs: [Run] }).runs[0];
    expect(results).toHaveLength(resultLimit);
    expect(results[0]?.level).toBe("error");
    expect(JSON.stringify(invocations)).toContain("1 finding left out");
  });
});

/** The ids that the links of a plain text message lead to (3.11.6): a bracket behind a backslash is only a bracket. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/(?<!\\)(?:\\\\)*\[(?:[^[\]\\]|\\.)*\]\(([^)]*)\)/g)].map((match) => match[1] as string);
}
