/** Why an archive may not be opened at all: it is not as we write them, and could do harm. */
export type UnsafeReason =
  | 'name'
  | 'symlink'
  | 'duplicate'
  | 'encrypted'
  | 'method'
  | 'overlap'
  | 'two-names'
  | 'too-many-entries'
  | 'too-large'
  | 'ratio'
  | 'not-named'
  | 'manifest-too-large';

/** Why an archive is not whole. */
export type DamagedReason =
  | 'structure'
  | 'manifest'
  | 'history'
  | 'reference'
  | 'identity'
  | 'counts'
  | 'missing-entry'
  | 'size'
  | 'hash'
  | 'changed'
  | 'reader';
