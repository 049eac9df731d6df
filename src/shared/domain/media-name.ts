/** What a version of a file is called in the bucket, under our prefix: its own name, so that nothing stale is played for it. */
export const mediaName = (mediaId: string, versionId: string, fileName: string): string =>
  `media/${mediaId}/${versionId}/${fileName}`;
