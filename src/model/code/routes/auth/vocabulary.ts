/**
 * What frameworks and people call credentials. A name alone never makes a guard: it only says which values a request
 * without credentials lacks; the body that reads them decides.
 */

/** Properties that middleware puts on a request, a session or `res.locals` for a known caller. */
const CALLER =
  /^_?(user|users?info|auth|account|principal|identity|viewer|actor|member|admin|caller|subject|operator|employee|customer|agent|authInfo|authPayload|authContext|userContext|accessTokenPayload|oidc|kauth|passport|claims|permissions|roles?|scopes?|jwt(payload)?|token(payload|data|info)?|decoded(token)?|payload|session(id|token|data)?|uid|userid|user_id|apikey|api_key|accesstoken|access_token|isauthenticated|authenticated|isloggedin|loggedin|loggedinuser|isadmin|currentuser|current_user|username)$/i;
/** Longer names made of them: `req.authPayload`, `AUTH_PAYLOAD_REQUEST_PROPERTY`, `userJwt`. */
const CALLER_COMPOUND =
  /(auth_?payload|auth_?user|current_?user|logged_?in|user_?(id|name|token|session|jwt)|access_?token|jwt_?(token|payload)|api_?key|^user[A-Z_])/i;

export function isCallerName(name: string): boolean {
  return CALLER.test(name) || CALLER_COMPOUND.test(name);
}

/** Credentials too, of another kind: proof of being human, of the same site, of a first try. */
const OTHER_PROOF =
  /state|verifier|pkce|captcha|csrf|xsrf|idempotency|correlation|request-?id|trace|nonce|push|device/i;
const HEADER =
  /auth|token|secret|signature|key$|^cookie$|session|jwt|bearer|hmac|digest|svix|api[-_]?key|access[-_]?key|client[-_]?cert|password|credential|^sig$/i;
/** Headers that carry a key to something else than who is calling. */
const OTHER_KEY = /(websocket|cache|partition|routing|surrogate|dedup\w*|encryption|customer|public|sort)[-_]key$/i;
const COOKIE = /auth|token|session|sid\b|jwt|access|refresh|secret|user|login|credential|api[-_]?key|_id$/i;
const QUERY = /^(access_?token|api_?key|apikey|auth|auth_?token|signature|sig|hmac|jwt|secret|token|key)$/i;

export function isCredentialHeader(name: string): boolean {
  return HEADER.test(name) && !OTHER_PROOF.test(name) && !OTHER_KEY.test(name);
}

export function isCredentialCookie(name: string): boolean {
  return COOKIE.test(name) && !OTHER_PROOF.test(name);
}

export function isCredentialQuery(name: string): boolean {
  return QUERY.test(name);
}

/** Functions that judge what they are given: out of sight, they may well throw or say no. */
const JUDGES =
  /verify|validate|authenticate|authori[sz]e|check|assert|require|ensure|decrypt|introspect|decode|getUser|findUser|resolveUser|getSession|getClaims|hasPermission|isAllowed|isValid|compare|timingSafeEqual|protect/i;

export function isJudge(name: string): boolean {
  return JUDGES.test(name);
}

/** Of those, the ones that are given a proof, not only an id to look up. */
export function verifies(name: string): boolean {
  return /verify|validate|authenticate|authori[sz]e|introspect|decode|session|claims|token|jwt|permission|signature/i.test(
    name,
  );
}

/** Functions that, given a whole request, ask who is calling. */
const ASKS_WHO =
  /auth|token|session|user|jwt|api_?key|signature|credential|permission|role|principal|identity|login|claims|bearer|secret|access|account/i;

export function asksWho(name: string): boolean {
  return ASKS_WHO.test(name) && !OTHER_PROOF.test(name);
}

const LOGGING =
  /^(log|info|warn|warning|error|debug|trace|verbose|fatal|child|captureException|setContext|addBreadcrumb)$/;

export function isLogging(name: string): boolean {
  return LOGGING.test(name);
}

const REFUSALS =
  /unauthori[sz]ed|unauthenticated|forbidden|accessdenied|permissiondenied|authenticationerror|authorizationerror|notauthenticated|notauthorized|autherror|invalidtoken|missingtoken|invalidcredential/i;

/** Whether an error or a message is named as a refusal of who is calling. */
export function isRefusal(name: string): boolean {
  return REFUSALS.test(name.replace(/[\s_-]/g, ""));
}
