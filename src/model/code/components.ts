/** The strongly connected components of a graph, by Tarjan's algorithm (1972), without recursion. */
export function components(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const order = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const open = new Uint8Array(edges.length);
  const stack: number[] = [];
  const found: number[][] = [];
  let count = 0;

  const enter = (node: number, calls: { node: number; next: number }[]): void => {
    order[node] = low[node] = count++;
    stack.push(node);
    open[node] = 1;
    calls.push({ node, next: 0 });
  };

  for (let root = 0; root < edges.length; root++) {
    if (order[root] !== -1) continue;
    const calls: { node: number; next: number }[] = [];
    enter(root, calls);
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const { node } = call;
      const target = edges[node]?.[call.next++];
      if (target !== undefined) {
        if (order[target] === -1) enter(target, calls);
        else if (open[target]) low[node] = Math.min(low[node] as number, order[target] as number);
        continue;
      }
      calls.pop();
      const parent = calls.at(-1);
      if (parent) low[parent.node] = Math.min(low[parent.node] as number, low[node] as number);
      if (low[node] === order[node]) found.push(take(node));
    }
  }
  return found;

  function take(root: number): number[] {
    const members = stack.splice(stack.lastIndexOf(root));
    for (const member of members) open[member] = 0;
    return members;
  }
}
