export function auth(options = {}) {
  return async function authMiddleware(ctx, next) {
    try {
      const { user } = await authenticate(ctx);
      ctx.state.auth = { user };
    } catch (error) {
      if (options.optional) ctx.state.auth = {};
      else throw error;
    }
    return next();
  };
}

async function authenticate(ctx) {
  const header = ctx.request.get("authorization");
  const token = header ? header.split(" ")[1] : ctx.cookies.get("accessToken");
  if (!token) throw Object.assign(new Error("authentication required"), { status: 401 });
  return { user: { token } };
}

export async function identify(ctx, next) {
  const header = ctx.get("authorization");
  if (header) ctx.state.user = { header };
  await next();
}

export const requireRole = (role) => (ctx, next) => {
  if (ctx.state.user?.role !== role) ctx.throw(403, "not for you");
  return next();
};

export async function signed(ctx, next) {
  if (!isSigned(ctx.headers["x-signature"])) {
    ctx.status = 401;
    ctx.body = "unsigned";
    return;
  }
  await next();
}

const isSigned = (signature) => signature === "sig";
