/** How the parts of a report are coloured. Meaning never rests on colour: the plain palette says all the same. */
export interface Palette {
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  /** The mark and label of a related place. */
  related(text: string): string;
  /** Line numbers, gutters and arrows. */
  frame(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

const same = (text: string): string => text;

export const plain: Palette = {
  error: same,
  warning: same,
  info: same,
  related: same,
  frame: same,
  strong: same,
  faint: same,
};
