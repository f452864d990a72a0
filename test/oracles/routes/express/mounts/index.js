export { default as loans } from "./loans.js";
export * from "./everything.js";
