export { lint, type LintOptions, type LintRun } from "./engine/lint.ts";
export { defineConfig } from "./config/define.ts";
export { defineRule, type AnyRule, type Rule, type RuleId } from "./rule/define.ts";
export { definePlugin, type Plugin } from "./rule/plugin.ts";
export {
  choice,
  count,
  flag,
  list,
  lists,
  text,
  type Option,
  type OptionTable,
  type OptionValues,
} from "./rule/options.ts";
export { RuleTester, type Files, type InvalidCase, type RuleCases, type ValidCase } from "./tester/rule-tester.ts";

export type { Override, Preset, RuleSetting, SeveritySetting, UserConfig } from "./config/config.ts";
export type { Examined, ReportContext, Result, RuleText } from "./findings/result.ts";
export type { Claim } from "./languages/language.ts";
export type {
  Confidence,
  Edit,
  Finding,
  Fix,
  FoldKind,
  Location,
  Position,
  Severity,
  Unread,
} from "./findings/finding.ts";
export type { Place, PointerPlace, Subject, TextPlace } from "./findings/place.ts";
export type { Fold, RelatedPlace, Report } from "./findings/report.ts";

export type { CheckInput, Namespace, RuleContext, VisitorOf } from "./rule/contexts.ts";
export type { CodeFileView, CodeNodes, CodeRole, CodeVisitor } from "./rule/code-visitor.ts";
export type {
  Json,
  JsonObject,
  OpenapiDocumentView,
  OpenapiNode,
  OpenapiNodeKind,
  OpenapiVisitor,
} from "./rule/openapi-visitor.ts";

export type * from "./facts/api.ts";
export type * from "./facts/code.ts";
export type { Decision, NamedDecision } from "./facts/decision.ts";
export type * from "./facts/changes.ts";
export type * from "./facts/sql-parts.ts";
export type * from "./facts/sql.ts";
export type { Api, Code, ImportCycle, Project, Service } from "./model/project.ts";
export type * from "./model/schema.ts";
