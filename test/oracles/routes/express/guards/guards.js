/** Knows who calls where somebody says so, and lets everybody pass. */
export function identify(req, _res, next) {
  const token = req.headers.authorization?.split(" ")[1];
  if (token) {
    try {
      req.user = { token: Buffer.from(token, "base64url").toString() };
    } catch {
      req.user = undefined;
    }
  }
  next();
}

export function logged(req, res, next) {
  res.on("finish", () => req.headers.host);
  next();
}

export function requireUser(req, res, next) {
  if (!req.user) {
    res.status(401).json({ message: "sign in" });
    return;
  }
  next();
}

export const requireSession = (req, res, next) => {
  if (req.session?.userId) next();
  else res.sendStatus(401);
};

export function handsOn(req, _res, next) {
  if (!req.headers["x-api-key"]) return next(new HttpError(401, "no key"));
  return next();
}

export function throws(req, _res, next) {
  const { authorization } = req.headers;
  if (!authorization) throw new HttpError(403, "no token");
  next();
}

export const apiKey = (expected) =>
  function checkKey(req, res, next) {
    if (req.get("x-api-key") !== expected) return res.status(403).end();
    return next();
  };

export function requireRole(...roles) {
  return (req, res, next) => {
    if (!roles.includes(req.user?.role)) {
      return res.status(403).send("not for you");
    }
    return next();
  };
}

export function redirects(req, res, next) {
  if (req.user || req.query.page) return next();
  return next();
}

/** No answer of it is about who calls. */
export function limit(most) {
  let seen = 0;
  return (_req, res, next) => {
    if (++seen > most) return res.status(429).send("later");
    return next();
  };
}

export const validate = (schema) => (req, res, next) => {
  for (const name of Object.keys(schema)) {
    if (req.query[name] === "") return res.status(400).send(name);
  }
  return next();
};

export const wrap = (middleware) => (req, res, next) => Promise.resolve(middleware(req, res, next)).catch(next);

export async function requireLater(req, _res, next) {
  const user = await userOf(req);
  if (!user) throw new HttpError(401, "who is it");
  next();
}

async function userOf(req) {
  const token = req.headers.authorization;
  return token ? { token } : null;
}

export function except(paths, middleware) {
  return (req, res, next) => {
    if (paths.includes(req.originalUrl)) return next();
    return middleware(req, res, next);
  };
}

export const signedIn = [logged, requireUser];

class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}
