import type { Draft, SyncedRow } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import type { AuditEntry } from '../db/tables/media.ts';
import { textOf } from './context.ts';

/** What the audit trail says of drafts that make links, bring them back or delete them. */
export function auditOf(
  drafts: readonly Draft[],
  read: (table: TableName, id: string) => SyncedRow | null,
): Omit<AuditEntry, 'atMs' | 'mutationId'>[] {
  return drafts.flatMap(({ t, id, k, v }) => {
    const ends = read('media_links', id) ?? v['ends'];
    if (t !== 'media_links' || !ends || (k === 'set' && !v['life'])) return [];
    const action = (v['life']?.['deleted_at_ms'] ?? null) === null ? ('link' as const) : ('unlink' as const);
    const [mediaId, targetType, targetId, role] = ['media_id', 'target_type', 'target_id', 'role'].map((column) =>
      textOf(ends, column),
    );
    return [
      {
        action,
        linkId: id,
        mediaId: mediaId ?? '',
        targetType: targetType ?? '',
        targetId: targetId ?? '',
        role: role ?? '',
      },
    ];
  });
}
