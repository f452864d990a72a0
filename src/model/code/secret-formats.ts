/** A secret recognised by its form alone. */
export interface KnownSecret {
  /** What it is, with its article: "an AWS access key". */
  readonly what: string;
  /** How much of it may be shown: a prefix that every secret of its kind has. */
  readonly shown: string;
}

/** Formats that their issuers document, each with a prefix nothing else has. */
const formats: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "an AWS access key", pattern: /\b((?:AKIA|ASIA))[A-Z2-7]{16}\b/ },
  { what: "a live Stripe key", pattern: /\b((?:sk|rk)_live_)[0-9a-zA-Z]{20,}/ },
  { what: "a Stripe webhook secret", pattern: /\b(whsec_)[0-9a-zA-Z+/]{32,}/ },
  { what: "a GitHub token", pattern: /\b(gh[pousr]_|github_pat_)[0-9a-zA-Z_]{36,}/ },
  { what: "a GitLab token", pattern: /\b(glpat-)[0-9a-zA-Z_-]{20,}/ },
  { what: "a Slack token", pattern: /\b(xox[abprs]-)[0-9]{6,}-[0-9a-zA-Z-]{10,}/ },
  { what: "a Slack webhook", pattern: /(hooks\.slack\.com\/services\/)T[0-9A-Z]{8,}\/B[0-9A-Z]{8,}\/[0-9a-zA-Z]{20,}/ },
  { what: "a SendGrid key", pattern: /\b(SG\.)[\w-]{22}\.[\w-]{43}/ },
  { what: "an npm token", pattern: /\b(npm_)[0-9a-zA-Z]{36}\b/ },
  { what: "an OpenAI key", pattern: /\b(sk-(?:proj-|svcacct-)?)[0-9a-zA-Z_-]{20,}T3BlbkFJ[0-9a-zA-Z_-]{20,}/ },
  { what: "an Anthropic key", pattern: /\b(sk-ant-)[0-9a-zA-Z_-]{32,}/ },
  { what: "a DigitalOcean token", pattern: /\b(do[opr]_v1_)[a-f0-9]{64}\b/ },
  { what: "a Google API key", pattern: /\b(AIza)[0-9A-Za-z_-]{35}\b/ },
  {
    what: "a private key",
    pattern: /(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----)(?:\s|\\n)*(?:[A-Za-z0-9+/=]|\s|\\n){60,}/,
  },
  { what: "a signed JSON Web Token", pattern: /\b(eyJ)[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/ },
];

/** A cheap test that every text with a known secret passes; most texts do not. */
const anyPrefix =
  /AKIA|ASIA|_live_|whsec_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hooks\.slack|SG\.|npm_|sk-|_v1_|AIza|PRIVATE KEY|eyJ|:\/\//;
const example = /example|placeholder|dummy|x{6}|0{8}|\*{4}|1234567890|your[-_]/i;

export function knownSecret(text: string): KnownSecret | null {
  if (!anyPrefix.test(text)) return null;
  for (const { what, pattern } of formats) {
    const match = pattern.exec(text);
    if (match && !example.test(match[0])) return { what, shown: match[1] as string };
  }
  return connectionString(text);
}

/** A URL with a password for a host that is not this machine or a container beside it. */
function connectionString(text: string): KnownSecret | null {
  const match = /\b([a-z][a-z+]{2,15}):\/\/([^\s:/@"'`]*):([^\s/@"'`]+)@([^\s/:?"'`,]+)/.exec(text);
  if (!match) return null;
  const [, scheme = "", user = "", password = "", host = ""] = match;
  if (
    !host.includes(".") ||
    /^(?:127\.|0\.0\.0\.0|10\.|192\.168\.|localhost\b)|\.(?:local|localhost|internal|test|invalid|example)$|^example\.|\.example\.|\bexample\.(?:com|org|net)$|\$\{|\{/i.test(
      host,
    )
  )
    return null;
  if (isPlaceholder(password) || password === user || /^\$|^[<{[%*]|^[A-Z_]+$/.test(password)) return null;
  return { what: "a connection string with a password", shown: `${scheme}://` };
}

/** What people write where a secret will be put, by everyone's habit. */
export function isPlaceholder(text: string): boolean {
  return (
    /^(?:|change[-_ ]?(?:me|it|this).*|your[-_ ].*|my[-_ ].*|<.*>|\[.*\]|\{.*\}|\$.*|%.*%?|\*+|\.+|x+|secret|password|pass|passwd|pwd|token|key|api[-_]?key|user|username|admin|root|postgres|mysql|redis|test.*|dev.*|local.*|default.*|foo.*|bar|baz|none|null|undefined|n\/a|redacted|hidden|todo|tbd|unused|empty|fake.*|mock.*|dummy.*|sample.*|some.*|insert.*|replace.*|enter.*|abc.*|123.*)$/i.test(
      text,
    ) || /example|placeholder|change[-_]?me|your[-_]|dummy|\bxxx|redacted|do[-_]not[-_]use/i.test(text)
  );
}
