/** One numbered step of the local schema. Steps are never edited once released; add a new one. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: string;
}
