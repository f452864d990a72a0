/**
 * What the routes extractor (`src/languages/typescript/routes/`) says of one file: plain and serialisable. The model links
 * it (`src/model/code/routes/`), and the model may import facts but no language, so the shapes stand here.
 */
export interface RouteFacts {
  readonly file: string;
}
