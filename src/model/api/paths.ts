import type { Operation } from "../../facts/api.ts";

const probes =
  /^(?:health|healthz|health-?checks?|live|livez|liveness|ready|readyz|readiness|startup|ping|heartbeat|alive|status|up|metrics|version|info)$/i;
const documentation =
  /^(?:docs?|api-docs|openapi(?:\.(?:json|ya?ml))?|swagger(?:-ui|\.(?:json|ya?ml))?|redoc|schema\.json|\.well-known|robots\.txt|favicon\.ico|sitemap\.xml)$/i;
/** The steps of sign-in protocols, which their own specifications name. */
const protocols = /^(?:oauth2?|oidc|openid|saml2?|sso|authorize|jwks(?:\.json)?|\.well-known)$/i;
const credentials =
  /^(?:log-?in|sign-?in|sign-?up|authenticate|(?:forgot|reset|recover)-?password|password-?(?:reset|recovery|forgot)|magic-?link|otp|passwordless|webauthn|captcha)$/i;
/** Words that mean signing in or up near the top of the API, and something else further down: `/orders/{id}/confirm`. */
const ambiguous =
  /^(?:register|registration|tokens?|auth|session|callback|refresh(?:-token)?|reset|verify|verify-?email|confirm|activate|invitations?)$/i;
const incoming = /^(?:webhooks?|hooks)$/i;

/** What orchestrators, load balancers and crawlers call: `/healthz`, `/docs`, `/.well-known/…`. Belongs to no version of the API. */
export function isProbeOrDocumentation(path: string): boolean {
  const segments = segmentsOf(path);
  if (segments.some((segment) => documentation.test(segment))) return true;
  // `/orders/{id}/status` is no probe, `/v1/health/ready` is.
  const last = segments.at(-1);
  return (
    last !== undefined &&
    !path.includes("{") &&
    segments.length <= 4 &&
    probes.test(last) &&
    segments
      .slice(0, -1)
      .every(
        (segment) =>
          probes.test(segment) ||
          isVersionSegment(segment) ||
          /^(?:api|_|internal|management|actuator|system)$/i.test(segment),
      )
  );
}

/** Endpoints of OAuth, OpenID Connect or SAML: their paths, errors and authentication follow those, not the API around them. */
export function isProtocolEndpoint(path: string): boolean {
  const segments = segmentsOf(path);
  return segments.some((segment) => protocols.test(segment)) || /^tokens?$/i.test(segments.at(-1) ?? "");
}

/**
 * What must be reachable before one is known (signing in and up, tokens, password resets), or is called by others who
 * prove themselves with a signature (incoming webhooks).
 */
export function isOpenByNature(operation: Operation): boolean {
  if (operation.method === "OPTIONS" || isProbeOrDocumentation(operation.path)) return true;
  const segments = segmentsOf(operation.path).filter(
    (segment) => !isVersionSegment(segment) && !/^api$/i.test(segment),
  );
  if (segments.some((segment) => protocols.test(segment) || credentials.test(segment) || incoming.test(segment)))
    return true;
  const parameter = segments.findIndex((segment) => segment.includes("{"));
  const top = segments.slice(0, parameter < 0 ? 3 : Math.min(3, parameter));
  return top.some((segment) => ambiguous.test(segment));
}

/** `v1`, `v2.1`, `v1beta1`, `2010-04-01`, `1.0`, or a variable called `version`. */
export function isVersionSegment(segment: string): boolean {
  return /^v\d+(?:[._]\d+)*(?:[-_.]?(?:alpha|beta|rc|preview)\d*)?$|^\d{4}-\d{2}(?:-\d{2})?$|^\d+\.\d+(?:\.\d+)?$|^\{(?:api-?_?)?version\}$/i.test(
    segment,
  );
}

export function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

/** Patterns of users: a path, where `*` stands for any text. */
export function matchesPath(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    new RegExp(
      `^${pattern
        .split("*")
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
        .join(".*")}$`,
    ).test(path),
  );
}
