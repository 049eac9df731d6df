const endings = (list: string): readonly string[] => list.split(' ');

/** Endings of the names of recordings that we read, lower case. */
export const videoEndings = endings('mp4 m4v mov qt webm mkv 3gp 3g2 ts mts m2ts');
export const audioEndings = endings('mp3 m4a wav ogg oga opus flac aac weba mka');
const all: ReadonlySet<string> = new Set([...videoEndings, ...audioEndings]);

export const isRecordingName = (name: string): boolean => all.has(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');
