import type { OAuthFlow, SecurityRequirement, SecurityScheme } from "../../../facts/api.ts";
import { isObject, listAt, textAt } from "../json.ts";
import { isVersion3 } from "../dialect.ts";
import type { LocatedObject, Source } from "./source.ts";

/** The alternatives written at `security`; undefined when it is not written. */
export function requirementsAt(at: LocatedObject, source: Source): readonly SecurityRequirement[] | undefined {
  if (listAt(at.value, "security") === undefined) return undefined;
  return source.items(at, "security").flatMap(({ value }) => {
    if (!isObject(value)) return [];
    const schemes = Object.entries(value).map(([name, scopes]) => ({
      name,
      scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === "string") : [],
    }));
    return [{ schemes }];
  });
}

export function securitySchemes(source: Source): readonly SecurityScheme[] {
  const { root } = source;
  const components = isVersion3(source.dialect) ? source.objectAt(root, "components") : undefined;
  const definitions = isVersion3(source.dialect)
    ? components && source.objectAt(components, "securitySchemes")
    : source.objectAt(root, "securityDefinitions");
  return source.entries(definitions).flatMap((member) => {
    const scheme = source.object(member);
    if (!scheme) return [];
    const type = textAt(scheme.value, "type") ?? "";
    // 2.0's `basic` is what 3.x calls the scheme `basic` of `http`.
    const basic = type === "basic";
    return [
      {
        name: member.key,
        type: basic ? "http" : type,
        scheme: basic ? "basic" : (textAt(scheme.value, "scheme") ?? null),
        in: textAt(scheme.value, "in") ?? null,
        parameterName: textAt(scheme.value, "name") ?? null,
        bearerFormat: textAt(scheme.value, "bearerFormat") ?? null,
        openIdConnectUrl: textAt(scheme.value, "openIdConnectUrl") ?? null,
        flows: flowsOf(scheme, source),
        at: source.place(member),
        anchor: source.anchor(member),
      },
    ];
  });
}

/** 2.0's names of what 3.x calls `authorizationCode` and `clientCredentials`. */
const renamedFlows: Readonly<Record<string, string>> = {
  accessCode: "authorizationCode",
  application: "clientCredentials",
};

function flowsOf(scheme: LocatedObject, source: Source): readonly OAuthFlow[] {
  const written = textAt(scheme.value, "flow");
  if (written !== undefined) return [flowAt(renamedFlows[written] ?? written, scheme, source)];
  return source.members(source.objectAt(scheme, "flows")).flatMap((member) => {
    const flow = source.object(member);
    return flow ? [flowAt(member.key, flow, source)] : [];
  });
}

function flowAt(kind: string, flow: LocatedObject, source: Source): OAuthFlow {
  return {
    kind,
    authorizationUrl: textAt(flow.value, "authorizationUrl") ?? null,
    tokenUrl: textAt(flow.value, "tokenUrl") ?? null,
    refreshUrl: textAt(flow.value, "refreshUrl") ?? null,
    scopes: source.members(source.objectAt(flow, "scopes")).map((scope) => scope.key),
    at: source.place(flow),
    anchor: source.anchor(flow),
  };
}
