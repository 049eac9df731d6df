/** Where the pictures of a text come from and are kept; the editor knows them by name. */
export interface PictureHost {
  /** Asks for one; null: none was chosen, or it could not be taken. */
  readonly pick: () => Promise<string | null>;
  /** Takes a file, or a picture that another text shows, by the id in its address. */
  readonly add: (from: File | string) => Promise<string | null>;
}
