import type { Action } from "routing-controllers";

export function authorizationChecker(): boolean {
  return true;
}

export function currentUserChecker(action: Action) {
  const token = action.request.headers.authorization;
  return token ? { token } : null;
}
