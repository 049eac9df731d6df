/** What a version of a file is called in the bucket, under our prefix: its own name, so that nothing stale is played for it. */
export const mediaName = (mediaId: string, versionId: string, fileName: string): string =>
  `media/${mediaId}/${versionId}/${fileName}`;

/** The version that an object was stored for, as its name says; null: it is called otherwise. */
export const versionInName = (objectName: string): string | null =>
  /(?:^|\/)media\/[^/]+\/([^/]+)\/[^/]+$/.exec(objectName)?.[1] ?? null;
