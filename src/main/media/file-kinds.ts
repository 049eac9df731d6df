import type { LeftOutReason } from '../../shared/domain/import-plan.ts';
import { audioEndings, videoEndings } from '../../shared/domain/recording-names.ts';

export type FileKind = 'video' | 'audio' | 'caption' | 'image' | 'document' | 'text';

const words = (list: string): string[] => list.trim().split(/\s+/);
const entries = (kind: FileKind, list: readonly string[]): [string, FileKind][] => list.map((word) => [word, kind]);

/** Extensions we take, by what they are. Anything else that is not unsupported is a document. */
const kinds: ReadonlyMap<string, FileKind> = new Map([
  // mediabunny reads these; Chromium may not play every one (mkv with old codecs, MPEG-TS): the plan warns then.
  ...entries('video', videoEndings),
  ...entries('audio', audioEndings),
  ...entries('caption', words('srt vtt')),
  ...entries('image', words('jpg jpeg png webp gif avif bmp tif tiff heic heif svg')),
  ...entries('text', words('md markdown txt')),
]);

/** Media and caption formats that nothing here can read: listed with the reason instead of uploaded in vain. */
const unsupported: ReadonlySet<string> = new Set(
  words(`
    avi wmv asf flv f4v mpg mpeg mpe m2v m1v vob dat rm rmvb divx ogv ogm mxf dv swf mod tod trec camrec braw r3d
    wma aif aiff ac3 amr ape mid midi ra caf dts
    ass ssa sub idx sbv ttml dfxp smi stl scc lrc usf
  `),
);

const partial: ReadonlySet<string> = new Set(words('part partial crdownload download opdownload filepart tmp temp'));
const systemFiles: ReadonlySet<string> = new Set([...words('thumbs.db ehthumbs.db desktop.ini'), 'icon\r']);
const systemFolders: ReadonlySet<string> = new Set([
  ...words('__macosx $recycle.bin lost+found @eadir node_modules'),
  'system volume information',
]);
/** Folders that the Mac shows as one document. */
const packages: ReadonlySet<string> = new Set(
  words(`
    app bundle fcpbundle fcpproject imovielibrary imovieproject photoslibrary musiclibrary tvlibrary logicx band
    screenflow cmproj tscproj rcproject pages key numbers rtfd
  `),
);

/**
 * The part after the last dot, lower case; empty when there is none, when the name only starts with a dot, or when
 * it cannot be an extension (`Lesson 1.2 - Vectors`).
 */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
  return /^[a-z0-9_-]{1,16}$/.test(extension) ? extension : '';
}

/** What a file is by its name; null when its format is one that we know we cannot use. */
export function kindOf(name: string): FileKind | null {
  const extension = extensionOf(name);
  if (unsupported.has(extension)) return null;
  return kinds.get(extension) ?? 'document';
}

/**
 * The name without its extension, when the extension is one we know: `Lesson 1.2 - Vectors` has none, and
 * cutting at its last dot would leave "Lesson 1".
 */
export function baseNameOf(name: string): string {
  const extension = extensionOf(name);
  return kinds.has(extension) || unsupported.has(extension) ? name.slice(0, -extension.length - 1) : name;
}

/** Everything before the last dot: pairs `01 - Intro.pdf` with `01 - Intro.mp4`, whatever the extension. */
export function stemOf(name: string): string {
  const extension = extensionOf(name);
  return extension === '' ? name : name.slice(0, -extension.length - 1);
}

/** Why a file is left out by its name alone; null when it is not (authoring.md, "Folder drop"). */
export function nameLeftOut(name: string): LeftOutReason | null {
  const lower = name.toLowerCase();
  if (systemFiles.has(lower) || name.startsWith('~$')) return 'SYSTEM';
  if (name.startsWith('.')) return 'HIDDEN';
  return partial.has(extensionOf(name)) ? 'PARTIAL' : null;
}

/** The same for a folder; its contents are then not looked at. */
export function folderLeftOut(name: string): LeftOutReason | null {
  if (systemFolders.has(name.toLowerCase())) return 'SYSTEM';
  if (name.startsWith('.')) return 'HIDDEN';
  return packages.has(extensionOf(name)) ? 'PACKAGE' : null;
}
