import { z } from 'zod';

/** UUIDv7, made on the computer where the row was made; links are UUIDv5 of their two ends. */
const id = <const Name extends string>(_name: Name) => z.uuid().brand<Name>();

export const courseId = id('CourseId');
export const chapterId = id('ChapterId');
export const lessonId = id('LessonId');
export const mediaId = id('MediaId');
export const versionId = id('VersionId');
export const courseVersionId = id('CourseVersionId');
export const uploadId = id('UploadId');
export const jobId = id('JobId');
export const planId = id('PlanId');
export const folderId = id('FolderId');
export const userId = id('UserId');

export type CourseId = z.infer<typeof courseId>;
export type ChapterId = z.infer<typeof chapterId>;
export type LessonId = z.infer<typeof lessonId>;
export type MediaId = z.infer<typeof mediaId>;
export type VersionId = z.infer<typeof versionId>;
export type CourseVersionId = z.infer<typeof courseVersionId>;
export type UploadId = z.infer<typeof uploadId>;
export type JobId = z.infer<typeof jobId>;
export type FolderId = z.infer<typeof folderId>;
export type PlanId = z.infer<typeof planId>;
