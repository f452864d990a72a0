/** Whether two lists of argument types mean one function: a type may be written with its schema here and without it there. */
export function sameSignature(a: string, b: string): boolean {
  return unqualified(a) === unqualified(b);
}

function unqualified(signature: string): string {
  return signature.replaceAll(/(?:"(?:[^"]|"")*"|[\w$]+)\./g, "");
}
