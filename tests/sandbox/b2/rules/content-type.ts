import { extname } from 'node:path';

const byExtension: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.m4a': 'audio/mp4',
  '.m4v': 'video/x-m4v',
  '.mkv': 'video/x-matroska',
  '.mov': 'video/quicktime',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.srt': 'application/x-subrip',
  '.txt': 'text/plain',
  '.vtt': 'text/vtt',
  '.wav': 'audio/x-wav',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
};

/** The type to store: `b2/x-auto` is looked up by extension, application/octet-stream when that fails. */
export function storedContentType(declared: string, fileName: string): string {
  if (declared !== 'b2/x-auto') return declared;
  return byExtension[extname(fileName).toLowerCase()] ?? 'application/octet-stream';
}
