import type { LeftOut } from '../../shared/domain/import-plan.ts';
import type { FileKind } from './file-kinds.ts';
import type { FileIdentity } from './regular-file.ts';

/** One usable file of a drop. */
export interface ScannedFile extends FileIdentity {
  /** Opaque and stable: the same path has the same key in every scan. */
  readonly key: string;
  /** Absolute, exactly as the file system spells it: never normalised, or it would not open on Linux. */
  readonly path: string;
  readonly name: string;
  /** Key of the folder that it is in: folders of one name from different places are different. */
  readonly folderKey: string;
  /** Names of the folders between the root of the drop and the file; empty for a loose file. */
  readonly folders: readonly string[];
  readonly kind: FileKind;
  /** Contents of the root's description.md or .txt; null for every other file. */
  readonly text: string | null;
}

/**
 * What a drop comes from. `folder`: one folder. `several`: files and folders side by side, at least one folder; the
 * root is the folder they are in. `files`: files only.
 */
export interface DropRoot {
  readonly key: string;
  readonly name: string;
  readonly kind: 'folder' | 'several' | 'files';
}
export interface ScanResult {
  readonly root: DropRoot;
  /** In a fixed order, whatever order the file system lists them in. */
  readonly files: readonly ScannedFile[];
  readonly leftOut: readonly LeftOut[];
}
