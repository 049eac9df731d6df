import { z } from 'zod';

/** How many files a lesson offers for download, and how long the name of one may be that it goes by there. */
export const RESOURCES_MAX = 200;
export const RESOURCE_NAME_MAX = 500;

/**
 * Why a file was not attached: a folder, nothing in it, not to be read, half of a download or of the system, there already, or
 * one too many.
 */
export const attachRefusal = z.enum(['FOLDER', 'EMPTY', 'UNREADABLE', 'LEFT_OUT', 'THERE', 'TOO_MANY']);
export type AttachRefusal = z.infer<typeof attachRefusal>;

/**
 * Endings of files that a program shows and none runs. All others are shown in their folder instead: a file may have come with
 * another computer's course or an archive.
 */
const SHOWN = new Set(
  (
    'pdf txt md csv rtf png jpg jpeg gif webp bmp tif tiff mp3 m4a wav ogg opus flac mp4 m4v mov webm mkv ' +
    'docx xlsx pptx odt ods odp epub zip srt vtt'
  ).split(' '),
);
export const isOnlyShown = (fileName: string): boolean =>
  SHOWN.has(/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '');
