/** Statuses by the names that frameworks and packages of errors give them, in letters alone: `NotFoundException`, `NOT_FOUND`, `notFound`. */
const STATUSES: Readonly<Record<string, number>> = {
  ok: 200,
  created: 201,
  accepted: 202,
  nocontent: 204,
  movedpermanently: 301,
  found: 302,
  seeother: 303,
  notmodified: 304,
  badrequest: 400,
  unauthorized: 401,
  paymentrequired: 402,
  forbidden: 403,
  notfound: 404,
  methodnotallowed: 405,
  notacceptable: 406,
  requesttimeout: 408,
  conflict: 409,
  gone: 410,
  preconditionfailed: 412,
  payloadtoolarge: 413,
  unsupportedmediatype: 415,
  imateapot: 418,
  unprocessableentity: 422,
  locked: 423,
  toomanyrequests: 429,
  internalservererror: 500,
  internalserver: 500,
  notimplemented: 501,
  badgateway: 502,
  serviceunavailable: 503,
  gatewaytimeout: 504,
};

/** Null for a name that is no status's. */
export function statusNamed(name: string): number | null {
  const bare = name
    .replace(/[^A-Za-z]/g, "")
    .replace(/(?:Exception|Error)$/, "")
    .toLowerCase();
  return STATUSES[bare] ?? STATUSES[`${bare}error`] ?? null;
}
