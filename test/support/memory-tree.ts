export { memoryTree } from "../../src/tester/memory-tree.ts";
