/** Hosts that no request leaves the house for: this machine, a container beside it, private networks (RFC 1918), names reserved for tests and examples (RFC 2606, RFC 6761). */
const local =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2})$|\.(?:local|localhost|internal|intranet|lan|corp|home|test|invalid|example|svc)$|(?:^|\.)example\.(?:com|org|net)$|\.svc\.|^host\.docker\.internal$/i;

/** Whether a URL goes unencrypted to a host that others are between. Relative URLs, variables and local hosts do not. */
export function isPlainHttp(url: string): boolean {
  const match = /^(?:http|ws):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url.trim());
  if (!match) return false;
  const host = (match[1] as string).toLowerCase();
  // A name without a dot is one of the network it is used in; a host with a variable is whatever that says.
  return !local.test(host) && !/[{}$<>%]/.test(host) && host.includes(".");
}
