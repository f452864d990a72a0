import { plain, type Palette } from "../reporters/text/paint.ts";
import type { ColorLevel } from "./color.ts";

/** Chalk is loaded only where there is something to colour. */
export async function paletteOf(level: ColorLevel): Promise<Palette> {
  if (level === 0) return plain;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level });
  return {
    error: chalk.red.bold,
    warning: chalk.yellow.bold,
    info: chalk.cyan.bold,
    related: chalk.cyan,
    frame: chalk.blue,
    strong: chalk.bold,
    faint: chalk.dim,
  };
}
