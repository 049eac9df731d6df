/** The path of a file is where it was last seen: it counts while there is a file. */
export async function fileOnDisk<File extends { readonly localPath: string | null }>(
  file: File,
  fileIsThere: (path: string) => Promise<boolean>,
): Promise<File> {
  const { localPath } = file;
  return localPath === null || (await fileIsThere(localPath)) ? file : { ...file, localPath: null };
}
