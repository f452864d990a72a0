import type { Piece } from "./piece.ts";

/**
 * The pieces in the order given, but for those that another one needs before it. In a circle the one that was asked for
 * first comes last: PostgreSQL would take no order of it.
 */
export function ordered(pieces: readonly Piece[]): readonly Piece[] {
  const providers = new Map<string, Piece[]>();
  for (const piece of pieces)
    for (const key of piece.provides) {
      const others = providers.get(key);
      if (others === undefined) providers.set(key, [piece]);
      else others.push(piece);
    }
  const done = new Set<Piece>();
  const found: Piece[] = [];
  // A stack of our own: a chain of views may be longer than the call stack.
  for (const first of pieces) {
    const stack = [{ piece: first, left: needed(first, providers) }];
    if (done.has(first)) continue;
    done.add(first);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.left.next();
      if (next.done === true) {
        found.push(top.piece);
        stack.pop();
      } else if (!done.has(next.value)) {
        done.add(next.value);
        stack.push({ piece: next.value, left: needed(next.value, providers) });
      }
    }
  }
  return found;
}

function* needed(piece: Piece, providers: ReadonlyMap<string, readonly Piece[]>): Generator<Piece> {
  for (const key of piece.needs) yield* providers.get(key) ?? [];
}
