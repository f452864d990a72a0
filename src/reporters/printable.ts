/** Control characters of C0 and C1, and the marks that reorder text (Unicode's bidirectional controls). */
// oxlint-disable-next-line no-control-regex -- removing them is the point
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
// oxlint-disable-next-line no-control-regex
const lineBreaks = /\r\n|[\n\r\t\u0085\u2028\u2029]/g;

/**
 * Text of unknown origin on one line of a terminal: names and messages hold what users' files hold, and a file name may
 * hold an escape sequence that rewrites the screen. Line breaks and tabs become spaces, other controls go.
 */
export function printable(text: string): string {
  return text.replace(lineBreaks, " ").replace(controls, "");
}

/** As {@link printable}, for source lines: a control stays visible as `�`, for it is part of what the frame shows. */
export function visible(text: string): string {
  return text.replace(controls, "\ufffd");
}
